"""A document's outline from the straight edges in a picture, for tables that are not bare.

Contours break where a pen or a sheet of paper touches a document; its four straight sides stand
all the same. Straight edges (LSD, von Gioi et al. 2010) are gathered into lines, and of all
quadrilaterals of two lines across and two down the one wins whose sides are edges for most of
their length, the larger the better.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import cv2
import numpy as np
import numpy.typing as npt

Picture = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]

_SHORTEST = 0.05  # of the longer side: a straight piece of a side between things that lie on it
_ALIKE_DEGREES = 2.0  # pieces of one line differ no more
_ALIKE_PIXELS = 2.5
_MOST_LINES = 20  # in each direction
_LEAST_TURN = 0.5  # sine of the angle between sides: less than 30 degrees is no corner
_ROUND = 0.08  # of a side at each end: corners are round (ISO/IEC 7810: 3.18 mm)
_REACH = 2  # pixels a side may lie off its line
_STEEP = 8.0  # levels a pixel across an edge
_HELD = 0.3  # least share of a side that must be an edge
_ALL_HELD = 0.62  # of all four sides, on average


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as unit direction and a point on it, and the length of the pieces it was made of."""

    point: Floats
    along: Floats
    length: float


def quads_of(small: Picture) -> list[Floats]:
    """Return quadrilaterals (4 x 2, pixels) whose sides are edges of `small` (RGB), best first."""
    lines = _lines(_pieces(small), max(small.shape[:2]))
    across = [x for x in lines if abs(x.along[0]) >= abs(x.along[1])][:_MOST_LINES]
    down = [x for x in lines if abs(x.along[0]) < abs(x.along[1])][:_MOST_LINES]
    if min(len(across), len(down)) < 2:
        return []
    met = _meetings(across, down)
    slopes = _slopes(small)
    held_across = _shares(across, met, slopes)
    held_down = _shares(down, met.transpose(1, 0, 2), slopes)
    ij = np.array(list(combinations(range(len(across)), 2)))
    kl = np.array(list(combinations(range(len(down)), 2)))
    (i, k), (j, q) = np.meshgrid(ij[:, 0], kl[:, 0]), np.meshgrid(ij[:, 1], kl[:, 1])
    held = np.stack(
        [held_across[i, k, q], held_across[j, k, q], held_down[k, i, j], held_down[q, i, j]]
    )
    quads = np.stack([met[i, k], met[i, q], met[j, q], met[j, k]], axis=-2)
    return _best(quads.reshape(-1, 4, 2), held.reshape(4, -1), small.shape)


def _best(quads: Floats, held: Floats, shape: Sequence[int]) -> list[Floats]:
    """Return the quadrilaterals within the picture whose sides hold, best first."""
    low, high = quads.min(axis=1), quads.max(axis=1)
    inside = (low >= -_REACH).all(axis=1) & (high < np.array(shape[1::-1]) + _REACH).all(axis=1)
    kept = inside & (held.min(axis=0) >= _HELD) & (held.mean(axis=0) >= _ALL_HELD)
    scored = [
        (float(mean) * float(np.sqrt(cv2.contourArea(quad))), quad)
        for quad, mean in zip(quads[kept], held[:, kept].mean(axis=0), strict=True)
        if cv2.isContourConvex(quad.reshape(-1, 1, 2))
    ]
    return [quad for _, quad in sorted(scored, key=lambda one: -one[0])]


def _pieces(small: Picture) -> Floats:
    """Return the straight edges of each colour channel, as rows of x0, y0, x1, y1."""
    lab = cv2.cvtColor(cv2.GaussianBlur(small, (3, 3), 0), cv2.COLOR_RGB2LAB)
    finder = cv2.createLineSegmentDetector(cv2.LSD_REFINE_STD)
    found = [finder.detect(np.ascontiguousarray(lab[:, :, k]))[0] for k in range(3)]
    rows = [f.reshape(-1, 4) for f in found if f is not None]
    return np.concatenate(rows).astype(np.float32) if rows else np.zeros((0, 4), np.float32)


def _slopes(small: Picture) -> tuple[Floats, Floats]:
    """Return the steepest gradient of any colour at each pixel, across and down."""
    lab = cv2.cvtColor(cv2.GaussianBlur(small, (3, 3), 0), cv2.COLOR_RGB2LAB).astype(np.float32)
    gx, gy = (cv2.Sobel(lab, cv2.CV_32F, *way, ksize=3) / 4 for way in ((1, 0), (0, 1)))
    best = np.argmax(gx * gx + gy * gy, axis=2)[:, :, None]
    x, y = (np.take_along_axis(g, best, axis=2)[:, :, 0] for g in (gx, gy))
    return np.asarray(x, np.float32), np.asarray(y, np.float32)


def _lines(ends: Floats, side: int) -> list[_Line]:
    """Return the lines that straight edges lie on, those with most edge first."""
    found: list[_Line] = []
    lengths = np.hypot(ends[:, 2] - ends[:, 0], ends[:, 3] - ends[:, 1])
    ends = ends[lengths >= _SHORTEST * side]
    order = np.argsort(-np.hypot(ends[:, 2] - ends[:, 0], ends[:, 3] - ends[:, 1]))
    for x0, y0, x1, y1 in ends[order]:
        length = float(np.hypot(x1 - x0, y1 - y0))
        middle = np.array([(x0 + x1) / 2, (y0 + y1) / 2], np.float32)
        along = np.array([(x1 - x0) / length, (y1 - y0) / length], np.float32)
        line = _Line(middle, along, length)
        same = next((i for i, other in enumerate(found) if _one_line(line, other)), None)
        if same is None:
            found.append(line)
        else:
            kept = found[same]
            found[same] = _Line(kept.point, kept.along, kept.length + length)
    return sorted(found, key=lambda one: -one.length)


def _one_line(a: _Line, b: _Line) -> bool:
    turned = abs(float(a.along[0] * b.along[1] - a.along[1] * b.along[0]))
    if turned > np.sin(np.deg2rad(_ALIKE_DEGREES)):
        return False
    gap = a.point - b.point
    return abs(float(gap[0] * b.along[1] - gap[1] * b.along[0])) <= _ALIKE_PIXELS


def _meetings(across: Sequence[_Line], down: Sequence[_Line]) -> Floats:
    """Return where each line across meets each line down, as (across, down, 2)."""
    found = np.full((len(across), len(down), 2), -1e6, np.float32)
    for i, a in enumerate(across):
        for k, b in enumerate(down):
            turned = float(a.along[0] * b.along[1] - a.along[1] * b.along[0])
            if abs(turned) >= _LEAST_TURN:
                gap = b.point - a.point
                at = float(gap[0] * b.along[1] - gap[1] * b.along[0]) / turned
                found[i, k] = a.point + a.along * at
    return found


def _shares(
    lines: Sequence[_Line], met: Floats, slopes: tuple[Floats, Floats]
) -> npt.NDArray[np.float32]:
    """Return which share of each line is an edge between two others that it meets.

    `met` holds the meetings as (line, other, 2); the result is (line, other, other).
    """
    found = np.zeros((len(lines), met.shape[1], met.shape[1]), np.float32)
    diagonal = int(np.hypot(*slopes[0].shape))
    for i, line in enumerate(lines):
        steps = np.arange(-diagonal, diagonal, dtype=np.float32)
        sums = np.concatenate([[0.0], np.cumsum(_on_edge(line, steps, slopes))])
        at = np.clip((met[i] - line.point) @ line.along, -diagonal + 1, diagonal - 1)
        low, high = np.minimum.outer(at, at), np.maximum.outer(at, at)
        room = (high - low) * _ROUND
        start = np.round(low + room).astype(np.int64) + diagonal
        end = np.round(high - room).astype(np.int64) + diagonal
        found[i] = (sums[end] - sums[start]) / np.maximum(end - start, 1)
    return found


def _on_edge(line: _Line, steps: Floats, slopes: tuple[Floats, Floats]) -> npt.NDArray[np.bool_]:
    """Return, for points along a line, whether the picture changes across it there."""
    height, width = slopes[0].shape
    normal = np.array([-line.along[1], line.along[0]], np.float32)
    points = line.point + steps[:, None] * line.along
    held = np.zeros(len(steps), np.bool_)
    for off in range(-_REACH, _REACH + 1):
        x, y = (points + normal * off).round().astype(np.int64).T
        seen = (x >= 0) & (x < width) & (y >= 0) & (y < height)
        x, y = np.clip(x, 0, width - 1), np.clip(y, 0, height - 1)
        gx, gy = slopes[0][y, x], slopes[1][y, x]
        through = np.abs(gx * normal[0] + gy * normal[1])
        crooked = np.abs(gx * normal[1] - gy * normal[0])
        held |= seen & (through > crooked) & (through >= _STEEP)
    return held
