"""Codes are found with their exact bytes, worn ones too, and pages without codes stay empty."""

from __future__ import annotations

import time

import cv2
import numpy as np
import pytest
import qrcode
import zxingcpp

from bench.codes_wear import WEAR, pictures
from fixtures.codes import icao_vds_cases
from verifier.model.page import MediaType, Page
from verifier.seal.decode import decode

READ_AT_LEAST = 0.95  # of one small draw; `./run bench codes` measures it well


def page_of(grey) -> Page:
    pixels = np.ascontiguousarray(np.repeat(np.asarray(grey, np.uint8)[:, :, None], 3, axis=2))
    return Page(index=3, input=1, pixels=pixels, media_type=MediaType.PNG)


def drawn(text: str, box: int = 4) -> np.ndarray:
    code = qrcode.QRCode(box_size=1, border=4)
    code.add_data(text)
    code.make()
    cells = np.where(np.array(code.get_matrix()), 0, 255).astype(np.uint8)
    return np.kron(cells, np.ones((box, box), np.uint8))


def sheet(height: int = 1000, width: int = 1400) -> np.ndarray:
    return np.full((height, width), 255, np.uint8)


def put(page: np.ndarray, picture: np.ndarray, top: int, left: int) -> None:
    page[top : top + picture.shape[0], left : left + picture.shape[1]] = picture


def test_a_code_keeps_its_place_input_page_and_text():
    page = sheet()
    put(page, drawn("HC1:ABC"), 500, 700)
    (code,) = decode(page_of(page))
    assert (code.raw, code.text) == (b"HC1:ABC", "HC1:ABC")
    assert (code.input, code.page) == (1, 3)
    assert code.region is not None
    assert 0.49 < code.region.left < 0.55
    assert 0.49 < code.region.top < 0.55


def test_every_code_on_a_page_is_found_by_rows():
    page = sheet()
    for number in range(5):
        put(page, drawn(f"part {number}"), 40 + 300 * (number // 3), 40 + 400 * (number % 3))
    assert [code.text for code in decode(page_of(page))] == [f"part {n}" for n in range(5)]


def test_a_blurred_code_beside_a_clear_one_is_found_too():
    page = sheet()
    put(page, drawn("clear " * 20), 60, 60)
    text = "HC1:" + "6BFOXN*TS0BI$ZD" * 24
    put(page, cv2.GaussianBlur(drawn(text), (0, 0), 2.6), 300, 700)
    assert {code.text for code in decode(page_of(page))} == {"clear " * 20, text}


def test_raw_bytes_of_a_binary_code_are_exact():
    case = next(c for c in icao_vds_cases.cases() if c.status == "trusted")
    made = zxingcpp.create_barcode(case.payloads[0], zxingcpp.BarcodeFormat.DataMatrix)
    picture = np.array(zxingcpp.write_barcode_to_image(made, scale=6))
    page = sheet()
    put(page, picture, 200, 200)
    (code,) = decode(page_of(page))
    assert code.raw == case.payloads[0]
    assert code.text is None


def test_light_on_dark_is_read():
    (code,) = decode(page_of(255 - drawn("dark mode", 8)))
    assert code.text == "dark mode"


def test_worn_codes_are_read():
    worn = list(pictures(2, seed=5))
    read = sum(one.text in [code.text for code in decode(page_of(one.picture))] for one in worn)
    assert read / len(worn) >= READ_AT_LEAST


def test_the_same_wear_gives_the_same_pictures():
    first, second = (list(pictures(1, seed=3)) for _ in range(2))
    assert len(first) == len(WEAR)
    assert all(np.array_equal(a.picture, b.picture) for a, b in zip(first, second, strict=True))


def test_a_code_too_damaged_to_read_is_reported_as_seen():
    picture = drawn("HC1:" + "6BFOXN*TS0BI$ZD" * 20, 6)
    rng = np.random.default_rng(4)
    inner = picture[90:-90, 90:-90]
    inner[rng.random(inner.shape[0] // 6 * 6) > 2] = 0
    cells = rng.integers(0, 2, (inner.shape[0] // 6 + 1, inner.shape[1] // 6 + 1)) * 255
    inner[:] = np.kron(cells, np.ones((6, 6)))[: inner.shape[0], : inner.shape[1]]
    page = sheet()
    put(page, picture, 100, 300)
    (code,) = decode(page_of(page))
    assert code.raw == b""
    assert code.region is not None


@pytest.mark.parametrize("seed", range(3))
def test_a_page_of_print_has_no_codes_and_costs_little(seed):
    rng = np.random.default_rng(seed)
    page = sheet(1250, 1600)
    for line in range(60, 1200, 28):
        words = "".join(chr(rng.integers(65, 90)) if rng.random() > 0.2 else " " for _ in range(70))
        cv2.putText(page, words, (40, line), cv2.FONT_HERSHEY_SIMPLEX, 0.8, 40, 2)
    started = time.process_time()
    assert decode(page_of(page)) == ()
    assert time.process_time() - started < 0.3


@pytest.mark.parametrize("shape", [(1, 1), (3, 900), (900, 3), (40, 40)])
def test_tiny_pages_are_no_trouble(shape):
    assert decode(page_of(np.full(shape, 128))) == ()
    assert decode(page_of(np.random.default_rng(0).integers(0, 255, shape))) == ()
