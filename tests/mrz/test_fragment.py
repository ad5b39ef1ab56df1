"""A zone of which the picture holds a part names the edge beyond which it goes on."""

from __future__ import annotations

import numpy as np
import pytest

from fixtures.draw.document import draw_document
from fixtures.draw.load import load_recipe
from fixtures.wear.bind import cropped, rotated
from tests.mrz.pages import TD1, TD3, page
from verifier.mrz.fragment import cut_edge

PASSPORT = draw_document(load_recipe("uto/passport"))
CARD = draw_document(load_recipe("uto/id-card"))


def with_zone(drawn):
    side = next(n for n, face in enumerate(drawn.truth.faces) if face.zone)
    return drawn.faces[side], drawn.truth.faces[side]


@pytest.mark.parametrize("drawn", [PASSPORT, CARD])
@pytest.mark.parametrize(("edge", "amount"), [("bottom", 0.135), ("left", 0.16), ("right", 0.13)])
def test_a_document_cut_through_its_zone_names_the_edge(drawn, edge, amount):
    picture, _ = cropped(edge, amount)(*with_zone(drawn))
    assert cut_edge(picture) == edge


@pytest.mark.parametrize("drawn", [PASSPORT, CARD])
def test_a_whole_zone_is_cut_nowhere(drawn):
    assert cut_edge(with_zone(drawn)[0]) is None


def test_the_edge_is_the_documents_own_however_it_lies():
    cut, truth = cropped("bottom", 0.135)(*with_zone(PASSPORT))
    for turn in (90, 180):
        assert cut_edge(rotated(turn)(cut, truth)[0]) == "bottom"


def test_the_upper_line_may_be_the_one_that_is_lost():
    below = np.vstack([page(TD3)[455:500], np.full((60, 1000, 3), 235, np.uint8)])
    assert cut_edge(below) == "top"


def test_a_line_beside_a_covered_one_is_not_cut():
    for lines, hidden in ((TD3, slice(455, 500)), (TD1, slice(410, 460))):
        covered = page(lines)
        covered[hidden] = 90
        assert cut_edge(covered) is None


def test_print_without_a_zone_is_cut_nowhere():
    assert cut_edge(CARD.faces[0][: CARD.faces[0].shape[0] // 2]) is None
    assert cut_edge(np.full((20, 400, 3), 200, np.uint8)) is None
