"""Whether print is large enough in the picture, from the zone's 2.54 mm pitch where there is one."""

from __future__ import annotations

from verifier.model.page import Page
from verifier.quality.measure import Measure

NEEDED_DPI = 110.0  # eleven pixels a character: below, drawn zones are misread (bench mrz)
MIN_PAGE_SIDE = 500  # pixels on the longer side, when nothing on the page gives a scale


def of_zone(dpi: float) -> Measure:
    """Return the effective resolution of a zone against what reading it needs."""
    return Measure(value=round(dpi), needed=NEEDED_DPI, good=dpi >= NEEDED_DPI)


def of_page(page: Page) -> Measure:
    """Return the page's longer side in pixels against the least that can hold a document."""
    side = float(max(page.width, page.height))
    return Measure(value=side, needed=float(MIN_PAGE_SIDE), good=side >= MIN_PAGE_SIDE)
