"""A document too small to be read is seen all the same, and nothing else is taken for one."""

from __future__ import annotations

import numpy as np
import pytest

from fixtures.draw.document import draw_document
from fixtures.draw.load import load_recipe
from fixtures.wear.bind import photographed
from fixtures.wear.focus import blur
from verifier.locate.faces import find_faces
from verifier.locate.far import with_far_ones
from verifier.model.page import MediaType, Page

DRAWN = {name: draw_document(load_recipe(name)) for name in ("uto/passport", "uto/id-card")}
ASIDE = 40  # pixels of a picture of 2000 that an outline's middle may be off


def looked_for(pixels):
    pages = [Page(index=0, input=0, pixels=pixels, media_type=MediaType.PNG)]
    return with_far_ones(pages, find_faces(pages, []))[0]


@pytest.mark.parametrize("name", DRAWN)
@pytest.mark.parametrize("seed", [8, 21, 34, 47])
@pytest.mark.parametrize("far", [0.09, 0.13])
def test_a_document_far_away_is_found(name, seed, far):
    drawn = DRAWN[name]
    picture, truth = photographed(seed, 0.4, far=far)(drawn.faces[0], drawn.truth.faces[0])
    face = looked_for(picture)
    assert face.outline_found
    middle = np.mean(face.quad.corners, axis=0)
    assert np.abs(middle - np.mean(truth.outline, axis=0)).max() < ASIDE / 2000


@pytest.mark.parametrize("name", DRAWN)
def test_a_portrait_on_a_blurred_document_is_no_small_document(name):
    filling = blur(DRAWN[name].faces[0], 5, 0.75)
    square = filling[:, : filling.shape[0]]  # of no document's proportions
    face = looked_for(np.ascontiguousarray(square))
    assert not face.outline_found or face.quad.bounds.width > 0.5


def test_a_bare_table_holds_nothing():
    table = np.full((900, 1200, 3), 140, np.uint8)
    assert not looked_for(table).outline_found
