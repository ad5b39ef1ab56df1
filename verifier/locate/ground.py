"""Whether an outline parts two grounds: the document from the table it lies on.

A rule, a band of colour or a table printed on a document is straight too, but the document's own
ground lies on both sides of it.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

Picture = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]

_SAMPLES = 40  # along a side
_BEYOND = 7.0  # pixels of the working picture (500 across): past the edge's own blur
# Differences in Lab of 8 bits; true sides of drawn photographs differ by 30 and more.
_OTHER_GROUND = 7.0
_SIDES_SEEN = 3  # of four: one may lie on paper of its own colour


def stands_out(small: Picture, quad: Floats) -> bool:
    """Return whether beyond the sides of `quad` (pixels) another ground begins.

    All four must be seen where the picture looks the same within and without.
    """
    lab = cv2.cvtColor(cv2.GaussianBlur(small, (5, 5), 0), cv2.COLOR_RGB2LAB).astype(np.float32)
    sides = zip(quad, np.roll(quad, -1, axis=0), strict=True)
    seen = sum(_change(lab, start, end) >= _OTHER_GROUND for start, end in sides)
    return seen >= (_SIDES_SEEN if _parted(lab, quad) else len(quad))


def _parted(lab: Floats, quad: Floats) -> bool:
    """Whether the usual colour within differs from the usual colour without."""
    within = np.zeros(lab.shape[:2], np.uint8)
    cv2.fillConvexPoly(within, np.round(quad).astype(np.int32), 1)
    inside, outside = lab[within > 0], lab[within == 0]
    if not len(inside) or not len(outside):
        return True
    change = np.median(inside, axis=0) - np.median(outside, axis=0)
    return float(np.linalg.norm(change)) >= _OTHER_GROUND


def _change(lab: Floats, start: Floats, end: Floats) -> float:
    """Return the median difference of colour across a side; 0 where a ground is out of sight."""
    height, width = lab.shape[:2]
    along = end - start
    length = max(float(np.hypot(along[0], along[1])), 1.0)
    off = np.array([-along[1], along[0]], np.float32) / np.float32(length) * np.float32(_BEYOND)
    points = start + np.linspace(0.1, 0.9, _SAMPLES, dtype=np.float32)[:, None] * along
    near, far = (np.round(points + sign * off).astype(np.int64) for sign in (-1, 1))
    limit = np.array([width, height])
    seen = ((near >= 0) & (near < limit) & (far >= 0) & (far < limit)).all(axis=1)
    if not seen.any():
        return 0.0
    one, two = (lab[p[seen][:, 1], p[seen][:, 0]] for p in (near, far))
    return float(np.median(np.linalg.norm(one - two, axis=1)))
