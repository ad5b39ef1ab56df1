"""Where a slash stands on a line, by its shape: readers of one alphabet take it for a letter.

Sheared back by its own slope a slash is an upright stroke over the whole height with blank paper
on both sides; no letter is, for the slanted strokes of A, Y or И are joined to others.
"""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
import numpy.typing as npt

from verifier.model.page import Raster

_SLOPES = (0.2, 0.3, 0.4, 0.5)  # of the slash: across for one down
_HEIGHT = 64  # pixels the line is brought to
_TALL = 0.75  # share of the letters' height the stroke must ink
_BLANK = 0.06  # most ink beside it
_BESIDE = 3  # pixels on each side that are blank
_THICKEST = 12  # pixels
_INK = 0.02  # least share of a row that is inked where letters stand


def slashes_in(line: Raster) -> tuple[float, ...]:
    """Return the middles of the slashes on a level line, as fractions of its width."""
    height, width = line.shape[:2]
    size = (max(round(width * _HEIGHT / height), _HEIGHT), _HEIGHT)
    grey = cv2.cvtColor(cv2.resize(line, size, interpolation=cv2.INTER_CUBIC), cv2.COLOR_RGB2GRAY)
    _, ink = cv2.threshold(grey, 0, 1, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    rows = np.flatnonzero(ink.mean(axis=1) > _INK)
    if not len(rows):
        return ()
    letters = np.asarray(ink[rows[0] : rows[-1] + 1], np.uint8)
    found: list[float] = []
    for slope in _SLOPES:
        for middle in _upright_strokes(_sheared(letters, slope)):
            if all(abs(middle - other) > _THICKEST for other in found):
                found.append(middle)
    return tuple(sorted(middle / size[0] for middle in found))


def _sheared(ink: npt.NDArray[np.uint8], slope: float) -> npt.NDArray[np.float64]:
    """Return the share of ink by column once strokes of this slope stand upright."""
    height, width = ink.shape
    shift = np.array([[1, slope, -slope * height / 2], [0, 1, 0]], np.float32)
    upright = cv2.warpAffine(ink, shift, (width, height), flags=cv2.INTER_NEAREST)
    return np.asarray(upright.mean(axis=0), np.float64)


def _upright_strokes(share: npt.NDArray[np.float64]) -> Iterator[float]:
    tall = share >= _TALL
    edges = np.flatnonzero(np.diff(np.concatenate(([False], tall, [False])).astype(int)))
    for start, end in edges.reshape(-1, 2):
        low, high = int(start), int(end)
        while low > 0 and share[low - 1] > _BLANK:
            low -= 1
        while high < len(share) and share[high] > _BLANK:
            high += 1
        before, after = share[max(low - _BESIDE, 0) : low], share[high : high + _BESIDE]
        blank = len(before) and len(after) and max(before.max(), after.max()) <= _BLANK
        if blank and high - low <= _THICKEST:
            yield (low + high) / 2
