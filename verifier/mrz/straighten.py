"""Following a row that is bent, tilted or cut short: where the print's middle runs along it.

A tall strip around the row is scanned in windows of a few characters; in each the height with
most stroke edges is found, smoothly from window to window, and a curve is laid through them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import cv2
import numpy as np

from verifier.mrz.components import Floats
from verifier.mrz.locate import Row
from verifier.mrz.strip import PITCH, STRIP_HEIGHT, Pyramid, cut, plan

_TALL: Final = 3.4  # strip height in capitals: reaches half-way to the next lines
_WINDOW: Final = 4.0  # characters per window
_CAP: Final = STRIP_HEIGHT / _TALL
_STIFFNESS: Final = 0.12  # loss per strip pixel and window for leaving the course
_FARTHEST: Final = 0.9  # capitals the middle may lie off the row as given


def _energy(strip: Floats) -> Floats:
    """Return float64[rows, windows]: share of a window's stroke edges in a band about each row."""
    edges = np.abs(cv2.Sobel(strip, cv2.CV_64F, 1, 0, ksize=3))
    window = round(_WINDOW * PITCH)
    count = max(1, strip.shape[1] // window)
    columns = np.stack([part.mean(axis=1) for part in np.array_split(edges, count, axis=1)], axis=1)
    band = cv2.blur(columns, (1, round(_CAP)), borderType=cv2.BORDER_CONSTANT)
    share: Floats = band / np.maximum(band.max(axis=0, keepdims=True), 1e-9)
    return share


def _course(share: Floats) -> Floats:
    """Return the row of strip pixels that the print's middle follows, by dynamic programming."""
    rows, count = share.shape
    heights = np.arange(rows)
    off = np.abs(heights - (rows - 1) / 2) > _FARTHEST * _CAP
    gain = np.where(off[:, None], -10.0, share)
    move = -_STIFFNESS * np.abs(heights[:, None] - heights[None]).astype(np.float64)
    total = gain[:, 0]
    back = np.zeros((count, rows), np.intp)
    for window in range(1, count):
        via = total[None] + move
        back[window] = via.argmax(axis=1)
        total = via.max(axis=1) + gain[:, window]
    course = np.empty(count)
    at = int(total.argmax())
    for window in range(count - 1, -1, -1):
        course[window] = at
        at = int(back[window, at])
    return course


def straightened(pages: Pyramid, row: Row) -> Row:
    """Return the row moved, tilted and bent so that it runs through the middle of its print."""
    how = plan(row, _TALL)
    course = _course(_energy(cut(pages, how).astype(np.float64)))
    count = len(course)
    if count < 4:
        return row
    place = (np.arange(count) + 0.5) / count
    off = (course - (STRIP_HEIGHT - 1) / 2) * float(np.hypot(*how.down))
    curve = np.polyfit(place, off, 2 if count >= 6 else 1)
    left, right, middle = (float(v) for v in np.polyval(curve, [0.0, 1.0, 0.5]))
    unit = row.direction
    normal = np.array([-unit[1], unit[0]])
    edge = (how.width * float(np.hypot(*how.across)) - float(np.hypot(*(row.end - row.start)))) / 2
    slope = (right - left) / (how.width * float(np.hypot(*how.across)))
    return replace(
        row,
        start=row.start + normal * (left + slope * edge),
        end=row.end + normal * (right - slope * edge),
        bend=row.bend + middle - (left + right) / 2,
    )
