"""A slash between two alphabets is found by its shape, and no letter is taken for one."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from fixtures.draw.fonts import FONTS
from verifier.model.page import Raster
from verifier.visual.slash import slashes_in


def line(text: str, face: str = "DejaVuSansCondensed.ttf") -> Raster:
    font = ImageFont.truetype(str(FONTS / face), 40)
    image = Image.new("RGB", (int(font.getlength(text)) + 20, 64), "#e8ecef")
    ImageDraw.Draw(image).text((10, 8), text, font=font, fill="#1c1c24")
    return np.asarray(image)


@pytest.mark.parametrize("text", ["ЮЛИЯ / YULIA", "КАФЯВИ / BROWN", "ВЕЛИЧКО / VELYCHKO"])
def test_a_slash_between_two_names_is_found_where_it_stands(text):
    (place,) = slashes_in(line(text))
    assert place == pytest.approx(text.index("/") / len(text), abs=0.12)


@pytest.mark.parametrize("text", ["ЙДАЯІЛИ", "AVWXYZMNK", "17.04.1971", "АЛЬВІНА ЧУМАК", ""])
def test_letters_and_digits_are_no_slashes(text):
    assert slashes_in(line(text)) == ()
