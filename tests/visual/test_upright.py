"""Which way up a face lies is told by its print when no zone tells it."""

from __future__ import annotations

import numpy as np
import pytest

from fixtures.draw.document import draw_document
from fixtures.draw.load import load_recipe
from verifier.model.engine import TextLine
from verifier.model.geometry import Quad, Region
from verifier.model.page import Face
from verifier.visual.engine import text_reader
from verifier.visual.upright import is_legible, turned, turned_upright

WHOLE = Quad(((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)))
needs_engine = pytest.mark.skipif(text_reader() is None, reason="no text engine")


def face_of(recipe: str) -> Face:
    pixels = draw_document(load_recipe(recipe)).faces[0]
    return Face(page=0, pixels=pixels, quad=WHOLE, outline_found=True)


def line(text: str, confidence: float) -> TextLine:
    return TextLine(text=text, confidence=confidence, region=Region(0, 0, 1, 0.1))


def test_a_turn_keeps_the_place_of_every_corner():
    face = turned(Face(page=0, pixels=np.zeros((2, 4, 3), np.uint8), quad=WHOLE,
                       outline_found=True), 1)  # fmt: skip
    assert face.pixels.shape == (4, 2, 3)
    assert face.quad.corners[0] == (1.0, 0.0)
    assert turned(face, 3).quad.corners == WHOLE.corners


@needs_engine
@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_a_card_without_a_zone_is_turned_upright(quarters):
    laid = turned(face_of("bgd/driving-licence"), quarters)
    assert turned_upright(laid).quad.corners == WHOLE.corners


@needs_engine
def test_print_in_another_alphabet_is_turned_by_its_own_readers():
    laid = turned(face_of("egy/id-card"), 2)
    assert turned_upright(laid, ("Arab-ar",)).quad.corners == WHOLE.corners


def test_clear_print_is_not_doubted():
    assert is_legible([line("REPUBLIC OF UTOPIA", 0.99), line("DRIVING LICENCE", 0.98)])
    assert not is_legible([line("VIdOLN JO OITBNdEU", 0.5), line("ONIAIUO HONEOIT", 0.4)])
    assert not is_legible([])
