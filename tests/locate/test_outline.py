"""Where a document lies in a picture, on tables that are not bare."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from fixtures.draw.document import draw_document
from fixtures.draw.load import load_recipe
from fixtures.wear.bind import photographed
from verifier.locate.faces import find_faces
from verifier.locate.outline import find_outline
from verifier.model.page import MediaType, Page

CARD = draw_document(load_recipe("uto/id-card"))


def overlap(picture, truth, found):
    height, width = picture.shape[:2]
    masks = [np.zeros((height, width), np.uint8), np.zeros((height, width), np.uint8)]
    true = np.array([(x * width, y * height) for x, y in truth.outline])
    for mask, quad in zip(masks, (true, found), strict=True):
        cv2.fillConvexPoly(mask, np.round(quad).astype(np.int32), 1)
    return (masks[0] & masks[1]).sum() / (masks[0] | masks[1]).sum()


@pytest.mark.parametrize("seed", [11, 24, 35, 48])
@pytest.mark.parametrize("strength", [0.35, 0.8])
def test_a_card_among_pens_and_papers_is_found_to_its_edges(seed, strength):
    picture, truth = photographed(seed, strength)(CARD.faces[0], CARD.truth.faces[0])
    found = find_outline(picture)
    assert found is not None
    assert overlap(picture, truth, found) > 0.9


def test_a_scan_cut_to_its_edges_is_the_document_whole():
    page = Page(index=0, input=0, pixels=CARD.faces[0], media_type=MediaType.PNG)
    (face,) = find_faces([page], [])
    bounds = face.quad.bounds
    assert bounds.width > 0.9
    assert bounds.height > 0.9


def test_a_bare_table_has_no_outline():
    table = np.full((600, 800, 3), 127, np.uint8)
    assert find_outline(table) is None
