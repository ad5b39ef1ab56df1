"""Where a document's edges must be, given its machine-readable zone.

The zone's place on the page is fixed by ICAO Doc 9303-4 (TD3), -5 (TD1), -6 (TD2) and -7
(visas): an outline anchored on it holds on cluttered backgrounds where edge search fails.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from verifier.locate.outline import Corners
from verifier.model.page import Page
from verifier.model.zone import Zone, ZoneType

PITCH_MM = 2.54  # Doc 9303-3, 4.3: ten characters to the inch


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A document's size in mm and its zone's: characters across, centre above the lower edge."""

    width: float
    height: float
    columns: int
    zone_centre: float


SHEETS = {
    ZoneType.TD3: Sheet(width=125.0, height=88.0, columns=44, zone_centre=12.6),
    ZoneType.TD2: Sheet(width=105.0, height=74.0, columns=36, zone_centre=12.6),
    ZoneType.TD1: Sheet(width=85.6, height=53.98, columns=30, zone_centre=11.6),
    ZoneType.MRVA: Sheet(width=120.0, height=80.0, columns=44, zone_centre=12.6),
    ZoneType.MRVB: Sheet(width=105.0, height=74.0, columns=36, zone_centre=12.6),
}


def outline_from_zone(zone: Zone, page: Page) -> Corners:
    """Return the document's corners in pixels, upright as its zone reads."""
    sheet = SHEETS[zone.type]
    quad = np.array(zone.quad.corners, dtype=np.float64) * (page.width, page.height)
    across = (quad[1] - quad[0] + quad[2] - quad[3]) / 2
    length = float(np.linalg.norm(across))
    right = across / max(length, 1e-6)
    down = np.array([-right[1], right[0]])
    mm = length / (sheet.columns * PITCH_MM)
    centre = quad.mean(axis=0)
    half = right * sheet.width / 2 * mm
    bottom = centre + down * sheet.zone_centre * mm
    top = bottom - down * sheet.height * mm
    return np.array([top - half, top + half, bottom + half, bottom - half], dtype=np.float32)
