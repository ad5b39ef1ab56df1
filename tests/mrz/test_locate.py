import importlib.util
from pathlib import Path

import cv2
import numpy as np
import pytest

from verifier.mrz.blocks import block_around, drawn_out, stacks
from verifier.mrz.locate import find_rows
from verifier.mrz.straighten import straightened
from verifier.mrz.strip import Pyramid, cut, plan

_spec = importlib.util.spec_from_file_location("zone_pages", Path(__file__).parent / "pages.py")
pages = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(pages)
GREY = pages.page(pages.TD3)[..., 0]


def rows_of(grey):
    return list(find_rows(grey))[-1]


@pytest.mark.parametrize("degrees", [0, 17, 45, 90, -60])
def test_both_lines_are_found_at_any_angle_with_their_pitch(degrees):
    height, width = GREY.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 0.7)
    turned = cv2.warpAffine(GREY, matrix, (width, height), borderValue=235)
    long = [row for row in rows_of(turned) if row.length > 40]
    assert len(long) >= 2
    assert long[0].pitch == pytest.approx(14, rel=0.06)


def test_ends_lie_on_the_outer_characters():
    first = min((r for r in rows_of(GREY) if r.length > 40), key=lambda r: r.start[1])
    ends = sorted([first.start[0], first.end[0]])
    assert ends[0] == pytest.approx(60, abs=8)
    assert ends[1] == pytest.approx(50 + 43.5 * 20, abs=8)


def test_blank_and_tiny_pages_have_no_rows():
    assert rows_of(np.full((300, 500), 255, np.uint8)) == []
    assert rows_of(np.zeros((40, 3000), np.uint8)) == []


def test_lines_of_one_zone_make_a_block_in_reading_order():
    rows = rows_of(GREY)
    block = block_around(rows[0], rows)
    assert [line.offset for line in block] == sorted(line.offset for line in block)
    assert any(len(stack) == 2 for stack in stacks(block, 2))


def test_a_row_cut_short_is_drawn_out_to_the_longest_line():
    row = rows_of(GREY)[0]
    assert drawn_out(row).length >= 44


def test_a_bent_row_is_followed():
    height, width = GREY.shape
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    y += 9 * np.sin(np.pi * x / width).astype(np.float32)
    bent = cv2.remap(GREY, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    page = Pyramid(bent)
    for row in rows_of(bent)[:2]:
        strip = cut(page, plan(straightened(page, row)))
        ink = 255 - strip.astype(float)
        middles = [
            (part.sum(axis=1) @ np.arange(32)) / part.sum()
            for part in np.array_split(ink - ink.min(), 6, axis=1)
        ]
        assert max(middles) - min(middles) < 4
