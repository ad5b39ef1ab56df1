"""Whether part of a document lies outside its picture, and beyond which edge."""

from __future__ import annotations

import numpy as np

from verifier.model.page import Face

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


def _share_outside(middle: np.ndarray, inward: np.ndarray) -> float:
    """Return how far the middle of an edge lies outside the page, along the document's side."""
    needed = 0.0
    for value, step in zip(middle, inward, strict=True):
        out = -value if value < 0 else value - 1 if value > 1 else 0.0
        if out > 0 and abs(step) > 1e-6 and np.sign(step) == (1 if value < 0 else -1):
            needed = max(needed, out / abs(step))
    return float(needed)
