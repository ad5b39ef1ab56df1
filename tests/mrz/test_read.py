import importlib.util
from pathlib import Path

import cv2
import numpy as np
import pytest

from verifier.mrz import ACCEPTABLE_CONFIDENCE, read_zones

_spec = importlib.util.spec_from_file_location("zone_pages", Path(__file__).parent / "pages.py")
pages = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(pages)


def turned(image, degrees):
    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 0.8)
    return cv2.warpAffine(image, matrix, (width, height), borderValue=(120, 120, 120))


@pytest.mark.parametrize("lines", [pages.TD3, pages.TD1])
@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_a_zone_is_read_whichever_way_the_page_lies(lines, quarters):
    pitch = 20 if lines is pages.TD3 else 28
    image = np.ascontiguousarray(np.rot90(pages.page(lines, pitch), quarters))
    zone = read_zones(image)[0]
    assert zone.lines == lines
    assert zone.checks_hold
    assert not zone.repaired


@pytest.mark.parametrize("degrees", [6, -12, 33])
def test_a_zone_is_read_at_an_angle(degrees):
    assert read_zones(turned(pages.page(pages.TD3), degrees))[0].lines == pages.TD3


def test_a_page_without_a_zone_has_none():
    assert read_zones(pages.page(())) == ()
    assert read_zones(np.full((20, 20, 3), 255, np.uint8)) == ()
    noise = np.random.default_rng(3).integers(0, 255, (400, 600, 3), dtype=np.uint8)
    assert all(zone.confidence < ACCEPTABLE_CONFIDENCE for zone in read_zones(noise))


def test_a_digit_wrong_in_print_is_read_as_printed_and_named():
    wrong = (pages.TD3[0], pages.TD3[1][:19] + "7" + pages.TD3[1][20:])
    zone = read_zones(pages.page(wrong))[0]
    assert zone.lines == wrong
    assert not zone.repaired
    assert {name for name, held in zone.checks.items() if not held} == {"birth_date", "composite"}


def test_regions_lie_on_the_characters():
    zone = read_zones(pages.page(pages.TD3))[0]
    first = zone.char_regions[1][0]
    assert first.left * 1000 == pytest.approx(50, abs=8)
    assert first.right * 1000 == pytest.approx(70, abs=8)
    last = zone.line_regions[0]
    assert last.right * 1000 == pytest.approx(50 + 44 * 20, abs=12)
    assert zone.places["birth_date"].left > zone.places["document_number"].left


def test_the_pitch_tells_the_resolution():
    # 20 pixels for 2.54 mm are 200 dots per inch.
    assert read_zones(pages.page(pages.TD3))[0].dpi == pytest.approx(200, rel=0.03)


def test_two_documents_in_view_are_both_read():
    upper, lower = pages.page(pages.TD3), pages.page(pages.TD1, 28)
    found = {zone.lines for zone in read_zones(np.concatenate([upper, lower]))}
    assert found == {pages.TD3, pages.TD1}


@pytest.mark.parametrize("shape", [(32, 32, 3), (33, 900, 3), (2000, 40, 3), (64, 64, 3)])
@pytest.mark.parametrize("kind", ["black", "white", "noise", "stripes"])
def test_no_picture_makes_the_reader_fail(shape, kind):
    image = np.zeros(shape, np.uint8)
    if kind == "white":
        image[:] = 255
    if kind == "noise":
        image = np.random.default_rng(5).integers(0, 255, shape, dtype=np.uint8)
    if kind == "stripes":
        image[:, ::7] = 255
    assert all(zone.confidence < ACCEPTABLE_CONFIDENCE for zone in read_zones(image))


@pytest.mark.parametrize(("left", "right"), [(130, 1000), (0, 780), (130, 780), (210, 1000)])
def test_a_zone_cut_off_by_the_picture_s_edge_is_never_sure(left, right):
    image = np.ascontiguousarray(pages.page(pages.TD3)[:, left:right])
    for zone in read_zones(image):
        assert zone.confidence < ACCEPTABLE_CONFIDENCE or not zone.checks_hold
