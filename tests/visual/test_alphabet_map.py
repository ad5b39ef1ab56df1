"""Slashes and alphabets are told by shape, on lines in faces of the fixtures."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from PIL import Image, ImageDraw, ImageFont

from fixtures.draw.fonts import FONTS
from verifier.model.page import Raster
from verifier.visual.alphabet_map import sides_of

_CYRILLIC = frozenset(("Cyrl", "Latn"))
_FACES = ("DejaVuSansCondensed.ttf", "LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf")


def line(text: str, face: str = _FACES[0]) -> Raster:
    font = ImageFont.truetype(str(FONTS / face), 40)
    image = Image.new("RGB", (int(font.getlength(text)) + 20, 60), "#e8ecef")
    ImageDraw.Draw(image).text((10, 6), text, font=font, fill="#1c1c24")
    return np.asarray(image)


@pytest.mark.parametrize("face", _FACES)
@pytest.mark.parametrize(
    "text",
    ["ЮЛИЯ/YULIA", "КАФЯВИ / BROWN", "ВЕЛИЧКО/VELYCHKO", "Прізвище/Surname", "23 ЛИП/JUL 90"],
)
def test_each_side_of_a_slash_is_told_by_its_alphabet(text: str, face: str) -> None:
    native, latin = sides_of(line(text, face), _CYRILLIC)
    assert native.latin is not None
    assert native.latin < 0.5
    assert latin.latin is not None
    assert latin.latin > 0.8
    at = text.index("/") / len(text)
    assert native.right == pytest.approx(at, abs=0.12)
    assert native.right < latin.left


@pytest.mark.parametrize("text", ["ЩЕРБАКОВ-ЮРЬЕВ", "ДАВИДЮК ЯНИНА", "AVWXYZMNK", "VALLIVA KAVYA"])
def test_slanted_strokes_of_letters_are_no_slashes(text: str) -> None:
    (side,) = sides_of(line(text), _CYRILLIC)
    assert (side.left, side.right) == (0.0, 1.0)


@pytest.mark.parametrize("text", ["17.04.1971", "8610094533", "19/03/1991"])
def test_digits_are_of_no_alphabet_and_parted_by_no_slash(text: str) -> None:
    (side,) = sides_of(line(text), _CYRILLIC)
    assert side.latin is None


def test_scripts_the_document_does_not_print_are_not_seen() -> None:
    (side,) = sides_of(line("ПЕТРЕНКО"), frozenset(("Latn",)))
    assert side.latin in (None, 1.0)


@settings(max_examples=40, deadline=None)
@given(
    st.tuples(st.integers(1, 90), st.integers(1, 400)).flatmap(
        lambda size: arrays.arrays(np.uint8, (*size, 3))
    )
)
def test_any_picture_has_sides_in_order(pixels: Raster) -> None:
    sides = sides_of(pixels, _CYRILLIC)
    edges = [edge for side in sides for edge in (side.left, side.right)]
    assert edges == sorted(edges)
    assert all(0.0 <= edge <= 1.0 for edge in edges)
