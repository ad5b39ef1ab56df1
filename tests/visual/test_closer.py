"""A lone letter the detector overlooked is found by looking closer under its label."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from fixtures.draw.fonts import FONTS
from verifier.model.page import Raster
from verifier.visual.closer import looked_closer
from verifier.visual.engine import text_reader

_LATIN = ("Latn-en",)


def page(*texts: tuple[str, int, int, int]) -> Raster:
    image = Image.new("RGB", (1000, 630), "#e8ecef")
    pen = ImageDraw.Draw(image)
    for text, x, y, size in texts:
        font = ImageFont.truetype(str(FONTS / "LiberationSans-Regular.ttf"), size)
        pen.text((x, y), text, font=font, fill="#1c1c24")
    return np.asarray(image)


_LABEL, _VALUE = ("Sexo/Sex", 200, 200, 22), ("F", 200, 232, 34)


@pytest.fixture(scope="module")
def reader():
    found = text_reader()
    if found is None:
        pytest.skip("no text engine on this machine")
    return found


def test_a_letter_under_its_label_is_added_where_it_stands(reader) -> None:
    pixels = page(_LABEL, _VALUE)
    label = [line for line in reader(pixels, _LATIN) if "Sex" in line.text]
    (_, seen) = looked_closer(pixels, label, reader, _LATIN)
    assert seen.text == "F"
    assert 0.18 < seen.region.left < 0.22
    assert 0.34 < (seen.region.top + seen.region.bottom) / 2 < 0.45


def test_a_label_with_its_value_needs_no_second_look(reader) -> None:
    pixels = page(_LABEL, ("FEMALE", 200, 232, 34))
    lines = reader(pixels, _LATIN)

    def never(*_):
        raise AssertionError("read again")

    assert looked_closer(pixels, lines, never, _LATIN) == lines
    beside = page(_LABEL, ("FEMALE", 330, 196, 30))
    lines = reader(beside, _LATIN)
    assert looked_closer(beside, lines, never, _LATIN) == lines


def test_nothing_is_added_where_nothing_stands(reader) -> None:
    pixels = page(_LABEL)
    lines = reader(pixels, _LATIN)
    assert looked_closer(pixels, lines, reader, _LATIN) == lines
