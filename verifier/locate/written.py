"""Which part of a picture's print lies within an outline: a document holds most of it.

A portrait, a hologram's frame or a coloured band has four straight sides too, but little print.
Lines of print are dark runs on lighter ground, longer than high (morphological text finding, the
usual way); nothing is read.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from verifier.model.page import Raster

_SIDE = 500  # pixels of the longer side: print of 1 mm on a card keeps 4 pixels
_INK = (13, 13)  # larger than the letters looked for
_DARKER = 22  # levels below its ground
_JOINED = (11, 3)  # letters of one line run together
_HEIGHTS = (4, 30)
_LONGER = 2.0  # a line of print is so many times longer than high
_FULL = 0.35  # least share of its box that a line covers


def print_share(pixels: Raster, quad: npt.NDArray[np.float32]) -> float:
    """Return which share of the picture's print lies in `quad` (pixels); 1 when there is none."""
    scale = _SIDE / max(pixels.shape[:2])
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY)
    ink = cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, np.ones(_INK, np.uint8)) > _DARKER
    runs = cv2.morphologyEx(ink.astype(np.uint8), cv2.MORPH_CLOSE, np.ones(_JOINED[::-1], np.uint8))
    _, _, stats, middles = cv2.connectedComponentsWithStats(runs)
    inside = whole = 0.0
    for (_, _, wide, high, area), middle in zip(stats[1:], middles[1:], strict=True):
        low, long = sorted((int(wide), int(high)))
        if not _HEIGHTS[0] <= low <= _HEIGHTS[1] or long < _LONGER * low:
            continue
        if area < _FULL * wide * high:
            continue
        whole += long
        at = (float(middle[0] / scale), float(middle[1] / scale))
        inside += long * (cv2.pointPolygonTest(quad.reshape(-1, 1, 2), at, False) >= 0)
    return inside / whole if whole else 1.0
