"""Whether print is large enough in the picture: by the zone's pitch, else by the outline."""

from __future__ import annotations

import numpy as np

from verifier.model.page import Face, Page
from verifier.quality.measure import Measure

NEEDED_DPI = 110.0  # eleven pixels a character: below, drawn zones are misread (bench mrz)
MIN_PAGE_SIDE = 500  # pixels on the longer side, when nothing on the page gives a scale


def of_zone(dpi: float) -> Measure:
    """Return the effective resolution of a zone against what reading it needs."""
    return Measure(value=round(dpi), needed=NEEDED_DPI, good=dpi >= NEEDED_DPI)


_CARD_INCHES = 85.6 / 25.4  # ID-1, the smallest document: its print is the largest for its width


def of_face(face: Face, page: Page) -> Measure:
    """Return the most resolution a document of this outline can have, against what is needed."""
    corners = np.array(face.quad.corners) * (page.width, page.height)
    width = float(np.linalg.norm(corners[1] - corners[0]))
    dpi = round(width / _CARD_INCHES)
    return Measure(value=dpi, needed=NEEDED_DPI, good=dpi >= NEEDED_DPI)


def of_page(page: Page) -> Measure:
    """Return the page's longer side in pixels against the least that can hold a document."""
    side = float(max(page.width, page.height))
    return Measure(value=side, needed=float(MIN_PAGE_SIDE), good=side >= MIN_PAGE_SIDE)
