"""Where zone lines may lie on a page: evenly pitched rows at any angle, best first.

ICAO Doc 9303-3, 4.3 prints zones at ten characters to the inch; that evenness, not a page
model, is what is looked for, so clutter, turns and perspective matter little.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from verifier.mrz.chains import Chain, find_chains
from verifier.mrz.components import MODES, Floats, Grey, find_marks

WORKING_SIZE: Final = 1300
"""Pixels along the longer side at which marks are looked for."""
_MOST_ENLARGED: Final = 5.0
_LEAST_REGULAR: Final = 0.45
_LENGTHS: Final = (14.0, 62.0)
"""Pitches a row may span: the shortest readable part of a line, the longest line and clutter."""
_GOOD_SCORE, _GOOD_REGULAR = 24.0, 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row on the page, in pixels.

    `start` and `end` (x, y) are the centres of its outer characters; `pitch` the distance from
    character to character; `cap` the height of capitals; `bend` how far the middle of the row
    lies off the straight line, downwards in reading direction; `score` how zone-like it is.
    """

    start: Floats
    end: Floats
    pitch: float
    cap: float
    bend: float
    score: float

    @property
    def direction(self) -> Floats:
        """Unit vector from start to end."""
        step = self.end - self.start
        unit: Floats = step / max(float(np.hypot(step[0], step[1])), 1e-9)
        return unit

    @property
    def length(self) -> float:
        """How many characters fit between the ends."""
        step = self.end - self.start
        return float(np.hypot(step[0], step[1])) / self.pitch + 1

    def flipped(self) -> Row:
        """Return the same row read from the other end."""
        return Row(
            start=self.end, end=self.start, pitch=self.pitch, cap=self.cap,
            bend=-self.bend, score=self.score,
        )  # fmt: skip


def _pitch(chain: Chain) -> tuple[float, float] | None:
    """Return the pitch and the share of steps that are whole pitches."""
    steps = np.diff(chain.along)
    steps = steps[steps > 0.4 * np.median(chain.sizes)]
    if len(steps) < 8:
        return None
    middle = np.median(steps)
    usual = steps[(steps > 0.7 * middle) & (steps < 1.3 * middle)]
    if len(usual) < 4:
        return None
    pitch = float(np.median(usual))
    whole = np.round(steps / pitch)
    return pitch, float(np.mean((np.abs(steps / pitch - whole) < 0.2) & (whole >= 1)))


def _baseline(chain: Chain) -> tuple[float, float, float]:
    """Return height at both ends and the bend of the row's middle, outliers left out."""
    start, end = chain.along[0], chain.along[-1]
    place = (chain.along - start) / max(end - start, 1e-9)
    heights = chain.across
    keep = np.ones(len(place), bool)
    for degree in (1, 1, 2 if len(place) >= 24 else 1):
        curve = np.polyfit(place[keep], heights[keep], degree)
        away = np.abs(heights - np.polyval(curve, place))
        tight = away <= max(1.0, 2.2 * float(np.median(away)))
        keep = tight if tight.sum() > 8 else keep
    left, right, middle = (float(v) for v in np.polyval(curve, [0.0, 1.0, 0.5]))
    return left, right, middle - (left + right) / 2


def _row(chain: Chain, scale: float) -> Row | None:
    measured = _pitch(chain)
    if measured is None:
        return None
    pitch, regular = measured
    length = (chain.along[-1] - chain.along[0]) / pitch + 1
    if regular < _LEAST_REGULAR or not _LENGTHS[0] < length < _LENGTHS[1]:
        return None
    cap = float(np.percentile(chain.sizes, 70))
    left, right, bend = _baseline(chain)
    cos, sin = np.cos(np.radians(chain.angle)), np.sin(np.radians(chain.angle))
    turn = np.array([[cos, -sin], [sin, cos]])
    shaped = 1.0 if 0.6 < cap / pitch < 1.5 else 0.4
    return Row(
        start=turn @ np.array([chain.along[0], left]) / scale,
        end=turn @ np.array([chain.along[-1], right]) / scale,
        pitch=pitch / scale,
        cap=cap / scale,
        bend=bend / scale,
        score=len(chain.along) * regular * shaped,
    )


def _same(row: Row, other: Row) -> bool:
    middle = (row.start + row.end) / 2 - other.start
    along = float(other.direction @ middle)
    across = abs(float(other.direction[0] * middle[1] - other.direction[1] * middle[0]))
    length = float(np.hypot(*(other.end - other.start)))
    return across < 0.5 * other.cap and -0.1 * length < along < 1.1 * length


def distinct(rows: list[Row]) -> list[Row]:
    """Return the rows best first, each place on the page once."""
    kept: list[Row] = []
    for row in sorted(rows, key=lambda r: -r.score):
        if not any(_same(row, other) for other in kept):
            kept.append(row)
    return kept


def _good(rows: list[Row]) -> bool:
    good = [row for row in rows if row.score > _GOOD_SCORE]
    return len(good) >= 2


def find_rows(grey: Grey, size: int = WORKING_SIZE) -> Iterator[list[Row]]:
    """Yield candidate rows of the page, growing with each further way of looking.

    The caller stops asking when it has read what it needs; each item holds all rows so far,
    best first.
    """
    scale = min(size / max(grey.shape), _MOST_ENLARGED)
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    work = np.asarray(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=method), np.uint8)
    rows: list[Row] = []
    for mode in range(MODES):
        for chains in find_chains(find_marks(work, mode)):
            fresh = [row for chain in chains if (row := _row(chain, scale)) is not None]
            rows += fresh
            if _good(fresh):
                break
        rows = distinct(rows)
        yield rows
