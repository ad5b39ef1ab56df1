"""Charts as SVG made on the server: bars with values beside them, and a table always next to them.

Colours and sizes come from classes (the content policy forbids inline styles); every series has a
shape or pattern besides its colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from api.pages.insight.trend import Step

WIDTH, HEIGHT = 720.0, 220.0
_LEFT, _BOTTOM, _TOP = 40.0, 26.0, 10.0
_GRID = 4
_LEAST_BAR = 1.5  # pixels: a count of one stays visible
_MOST_LABELS = 13


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: where it stands, and what it means."""

    x: float
    y: float
    width: float
    height: float
    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One step of time: refusals, the wrong ones within them, and its label if there is room."""

    label: str
    shown: bool
    middle: float
    refused: Bar
    wrong: Bar
    decided: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart in `width` by `height` units; `grid` pairs a height with its number."""

    width: float
    height: float
    left: float
    base: float
    grid: tuple[tuple[float, int], ...]
    columns: tuple[Column, ...]


def trend_chart(steps: Sequence[Step]) -> Chart:
    """Return the chart of refusals and wrong refusals over time."""
    most = _ceiling(max((step.refused for step in steps), default=0))
    room = HEIGHT - _TOP - _BOTTOM
    base = HEIGHT - _BOTTOM
    pitch = (WIDTH - _LEFT) / max(1, len(steps))
    every = -(-len(steps) // _MOST_LABELS) or 1

    def bar(at: int, value: int, share: float) -> Bar:
        high = max(room * value / most, _LEAST_BAR) if value else 0.0
        wide = pitch * share
        left = _LEFT + pitch * at + (pitch - wide) / 2
        return Bar(
            x=round(left, 1),
            y=round(base - high, 1),
            width=round(wide, 1),
            height=round(high, 1),
            value=value,
        )

    return Chart(
        width=WIDTH,
        height=HEIGHT,
        left=_LEFT,
        base=base,
        grid=tuple(
            (round(base - room * line / _GRID, 1), most * line // _GRID)
            for line in range(_GRID + 1)
        ),
        columns=tuple(
            Column(
                label=step.label,
                shown=at % every == 0,
                middle=round(_LEFT + pitch * (at + 0.5), 1),
                refused=bar(at, step.refused, 0.7),
                wrong=bar(at, step.wrong, 0.7),
                decided=step.decided,
            )
            for at, step in enumerate(steps)
        ),
    )


def _ceiling(most: int) -> int:
    """Return the least round number above `most` that the grid divides evenly."""
    if most <= _GRID:
        return _GRID
    scale = 1
    while True:
        for factor in (1, 2, 3, 5):
            if most <= factor * scale * _GRID:
                return factor * scale * _GRID
        scale *= 10
