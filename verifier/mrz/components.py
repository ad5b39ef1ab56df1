"""Marks on a page that could be characters: dark connected components of plausible size.

Three ways of telling ink from paper, tried in turn by the locator: local contrast of the
black-hat (even of light, keen on strokes), and two adaptive thresholds for faint or soft print.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Grey = NDArray[np.uint8]

MODES: Final = 3
_SMALLEST, _LARGEST = 6, 64  # pixels at the working scale: 1300 along the longer side
_LEAST_AREA = 9
_MOST = 4000
_HAT = 25  # wider than any stroke at the working scale
_NEIGHBOURHOOD = 61
_CONTRAST, _LEAST_CONTRAST = 1.25, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """`centres` float64[n, 2] as x, y and `sizes` float64[n]: the longer side of each box."""

    centres: Floats
    sizes: Floats


def _ink(grey: Grey, mode: int) -> Grey:
    if mode == 0:
        kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (_HAT, _HAT))
        hat = cv2.blur(cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, kernel), (3, 3))
        around = cv2.blur(hat, (_NEIGHBOURHOOD, _NEIGHBOURHOOD))
        floor = np.maximum(cv2.convertScaleAbs(around, alpha=_CONTRAST), np.uint8(_LEAST_CONTRAST))
        return np.asarray(cv2.compare(hat, floor, cv2.CMP_GT), np.uint8)
    sigma, method, window, offset = (
        (0.8, cv2.ADAPTIVE_THRESH_MEAN_C, 31, 14)
        if mode == 1
        else (1.6, cv2.ADAPTIVE_THRESH_GAUSSIAN_C, 41, 7)
    )
    smooth = cv2.GaussianBlur(grey, (0, 0), sigma)
    binary = cv2.adaptiveThreshold(smooth, 255, method, cv2.THRESH_BINARY_INV, window, offset)
    return np.asarray(binary, np.uint8)


def find_marks(grey: Grey, mode: int) -> Marks:
    """Return the marks in `grey`, told from the paper by `mode` (0, 1 or 2)."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(_ink(grey, mode), connectivity=8)
    width, height = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    size = np.maximum(width, height)
    keep = (size >= _SMALLEST) & (size <= _LARGEST) & (np.minimum(width, height) >= 2)
    keep &= stats[:, cv2.CC_STAT_AREA] >= _LEAST_AREA
    keep[0] = False
    # Box centres sit on the line for every character; centroids of 7 or L do not.
    x = stats[:, cv2.CC_STAT_LEFT] + width / 2
    y = stats[:, cv2.CC_STAT_TOP] + height / 2
    chosen = np.flatnonzero(keep)
    if len(chosen) > _MOST:
        chosen = chosen[np.argsort(-size[chosen], kind="stable")[:_MOST]]
    centres = np.stack([x[chosen], y[chosen]], axis=1).astype(np.float64)
    return Marks(centres=centres, sizes=size[chosen].astype(np.float64))
