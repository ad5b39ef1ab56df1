"""Rows that could be the lines of one zone: parallel, evenly spaced, of one extent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from verifier.mrz.locate import Row

_PARALLEL: Final = 0.9965  # cosine of about 5 degrees: perspective fans lines out
_PITCHES: Final = (0.78, 1.28)
_FARTHEST: Final = 7.5  # pitches across from the seed row
_LINE_SPACING: Final = (1.35, 3.6)
"""Pitches from line to line: TD1 is printed at about 1.7, TD3 at about 2.5; perspective widens."""
_USUAL_SPACINGS: Final = (2.4, 1.75)
_LONGEST_REACH: Final = 14.0  # pitches by which a row is lengthened to match the others
_MOST_ROWS: Final = 7
_LONGEST_LINE: Final = 44.0  # characters: TD3 and MRV-A


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of a block; `offset` is its distance below the seed row, in seed pitches."""

    row: Row
    offset: float


def _aligned(row: Row, seed: Row) -> Row:
    return row if float(row.direction @ seed.direction) > 0 else row.flipped()


def _offset(row: Row, seed: Row) -> float:
    unit = seed.direction
    normal = np.array([-unit[1], unit[0]])
    middle = (seed.start + seed.end) / 2
    along = row.direction
    # The row's line where it passes the seed's middle: perspective tilts rows apart.
    reach = float((middle - row.start) @ unit) / max(float(along @ unit), 0.1)
    return float((row.start + along * reach - middle) @ normal) / seed.pitch


def _belongs(row: Row, seed: Row) -> bool:
    if abs(float(row.direction @ seed.direction)) < _PARALLEL:
        return False
    if not _PITCHES[0] < row.pitch / seed.pitch < _PITCHES[1]:
        return False
    unit = seed.direction
    reach = float(np.hypot(*(seed.end - seed.start)))
    ends = sorted(float((point - seed.start) @ unit) for point in (row.start, row.end))
    overlap = min(ends[1], reach) - max(ends[0], 0.0)
    return overlap > 0.4 * (ends[1] - ends[0]) and abs(_offset(row, seed)) < _FARTHEST


def _lengthened(row: Row, seed: Row, low: float, high: float) -> Row:
    """Return the row drawn out along its own line to the block's common extent."""
    unit = row.direction
    start = float((row.start - seed.start) @ seed.direction)
    end = float((row.end - seed.start) @ seed.direction)
    before = min(max(0.0, start - low), _LONGEST_REACH * seed.pitch)
    after = min(max(0.0, high - end), _LONGEST_REACH * seed.pitch)
    longer = before + after > 0.6 * seed.pitch
    return replace(
        row,
        start=row.start - unit * before,
        end=row.end + unit * after,
        bend=0.0 if longer and abs(row.bend) < 0.25 * row.cap else row.bend,
    )


def _trusted_extent(rows: list[Row], seed: Row) -> tuple[float, float]:
    spans = []
    for row in rows:
        ends = (float((p - seed.start) @ seed.direction) for p in (row.start, row.end))
        spans.append((*ends, row.score))
    strong = [s for s in spans if s[2] > 0.5 * seed.score] or spans
    return min(s[0] for s in strong), max(s[1] for s in strong)


def block_around(seed: Row, rows: list[Row]) -> list[Line]:
    """Return the lines that go with `seed`, read in its direction, from top to bottom."""
    members = [_aligned(row, seed) for row in rows if row is seed or _belongs(row, seed)]
    low, high = _trusted_extent(members, seed)
    lines = [
        Line(row=_lengthened(row, seed, low, high), offset=_offset(row, seed)) for row in members
    ]
    nearest = sorted(lines, key=lambda line: abs(line.offset))[:_MOST_ROWS]
    return sorted(nearest, key=lambda line: line.offset)


def _moved(seed: Row, offset: float) -> Row:
    unit = seed.direction
    step = np.array([-unit[1], unit[0]]) * offset * seed.pitch
    return replace(seed, start=seed.start + step, end=seed.end + step)


def guessed_neighbours(seed: Row, lines: list[Line]) -> list[Line]:
    """Return lines where the block should go on but no row was found: faint, folded, stamped."""
    gaps = [abs(a.offset) for a in lines if _LINE_SPACING[0] < abs(a.offset) < _LINE_SPACING[1]]
    spacings = (float(np.median(gaps)),) if gaps else _USUAL_SPACINGS
    guesses: list[Line] = []
    for spacing in spacings:
        for step in (-2, -1, 1, 2):
            offset = step * spacing
            if all(abs(line.offset - offset) > 0.7 for line in lines):
                guesses.append(Line(row=_moved(seed, offset), offset=offset))
    return guesses


def drawn_out(row: Row) -> Row:
    """Return the row lengthened at both ends by what it may lack of the longest line."""
    missing = min(max(_LONGEST_LINE - row.length, 0.0) + 1.0, _LONGEST_REACH)
    step = row.direction * row.pitch * missing
    return replace(row, start=row.start - step, end=row.end + step, bend=0.0)


def stacks(lines: list[Line], height: int) -> list[tuple[Line, ...]]:
    """Return every choice of `height` lines spaced as a zone's lines are, top to bottom."""
    ordered = sorted(lines, key=lambda line: line.offset)
    found: list[tuple[Line, ...]] = [(line,) for line in ordered]
    for _ in range(height - 1):
        found = [
            (*stack, line)
            for stack in found
            for line in ordered
            if _LINE_SPACING[0] < line.offset - stack[-1].offset < _LINE_SPACING[1]
            and (len(stack) < 2 or _even(stack, line))
        ]
    return found


def _even(stack: tuple[Line, ...], line: Line) -> bool:
    before = stack[-1].offset - stack[-2].offset
    return 0.7 < (line.offset - stack[-1].offset) / before < 1.4
