"""Whether part of a document lies outside its picture, and beyond which edge."""

from __future__ import annotations

import numpy as np

from verifier.model.page import Face
from verifier.model.zone import Zone, ZoneType

TOLERANCE = (
    0.2  # of the document's own side: strong perspective moves an anchored edge by half that
)


def missing_edge(face: Face) -> str | None:
    """Return `top`, `bottom`, `left` or `right` of the document if it is cut off, else None.

    Sides are the document's own as it reads, wherever they lie in the picture.
    """
    corners = np.array(face.quad.corners)
    across = corners[1] - corners[0]
    down = corners[3] - corners[0]
    worst, name = TOLERANCE, None
    for side, (a, b), inward in (
        ("top", (0, 1), down),
        ("bottom", (3, 2), -down),
        ("left", (0, 3), across),
        ("right", (1, 2), -across),
    ):
        share = _share_outside((corners[a] + corners[b]) / 2, inward)
        if share > worst:
            worst, name = share, side
    return name


# Doc 9303-4, 4.2.1 and 9303-5, 4.2.1: a zone ends 4 mm and more from its document's sides, at
# 2.54 mm a character; nearer to the picture's edge than one character, the side is not in it.
_ROOM = 1.0
_SURE = 0.9  # confidence of a zone that was read whole, however tight the picture


def cut_zone(zone: Zone | None) -> str | None:
    """Return the side, `left` or `right`, at which the picture ends within a zone, else None.

    A zone that reads surely and whose digits hold is whole, even in a picture cut to it.
    """
    if zone is None or _proves_whole(zone):
        return None
    a, b, c, d = np.array(zone.quad.corners)
    step = (b - a + c - d) / 2 / max(len(zone.lines[0]), 1) * _ROOM
    for side, ends in (("left", (a - step, d - step)), ("right", (b + step, c + step))):
        if any((end < 0).any() or (end > 1).any() for end in ends):
            return side
    return None


def _proves_whole(zone: Zone) -> bool:
    """Whether a zone's digits say that no character of it is missing.

    Those of an MRV-B (Doc 9303-7, 4.2.2) cover what a longer zone has in its first 28 columns.
    """
    held = zone.checks_hold and not zone.repaired and zone.confidence >= _SURE
    return held and zone.type is not ZoneType.MRVB


def _share_outside(middle: np.ndarray, inward: np.ndarray) -> float:
    """Return how far the middle of an edge lies outside the page, along the document's side."""
    needed = 0.0
    for value, step in zip(middle, inward, strict=True):
        out = -value if value < 0 else value - 1 if value > 1 else 0.0
        if out > 0 and abs(step) > 1e-6 and np.sign(step) == (1 if value < 0 else -1):
            needed = max(needed, out / abs(step))
    return float(needed)
