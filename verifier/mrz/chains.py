"""Rows of like-sized, evenly spaced marks at any angle.

The directions in which marks have like neighbours are counted; along the commonest ones each
mark is linked to its nearest neighbour that would have it too, and links make chains.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from verifier.mrz.components import Floats, Marks

Indices = NDArray[np.intp]

_REACH: Final = 2.6  # sizes from one mark to the next it may be linked to
_MOST_PAIRS: Final = 3_000_000
_LIKE: Final = 1.67  # sizes of the marks of one direction differ by no more
_LEAST_VOTES: Final = 25
_PEAK_WIDTH: Final = 3.0  # degrees
_SHORTEST: Final = 6
_LEAST_MARKS: Final = 12
_TELLING: Final = 8  # marks whose direction is worth following
_SMOOTHING: Final = np.array([0.3, 0.6, 1, 1, 1, 0.6, 0.3])


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """A row: marks at `along`, `across` (sorted, turned by `angle` degrees) of sizes `sizes`.

    `size` is the middle one of the sizes.
    """

    along: Floats
    across: Floats
    sizes: Floats
    angle: float
    size: float = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "size", float(np.median(self.sizes)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pairs:
    left: Indices
    right: Indices


def _pairs(marks: Marks) -> _Pairs:
    """Return index pairs of marks near each other; x of `left` <= x of `right`."""
    order = np.argsort(marks.centres[:, 0], kind="stable")
    x = marks.centres[order, 0]
    y, size = marks.centres[order, 1], marks.sizes[order]
    reach = np.searchsorted(x, x + _REACH * size, side="right")
    counts = reach - np.arange(len(x)) - 1
    if counts.sum() > _MOST_PAIRS:
        return _Pairs(left=np.empty(0, np.intp), right=np.empty(0, np.intp))
    first = np.repeat(np.arange(len(x)), counts)
    starts = np.cumsum(counts) - counts
    second = np.arange(len(first)) - np.repeat(starts, counts) + first + 1
    near = np.abs(y[second] - y[first]) <= _REACH * np.maximum(size[first], size[second])
    ratio = size[second] / size[first]
    near &= (ratio > 0.5) & (ratio < 2.0)
    return _Pairs(left=order[first[near]], right=order[second[near]])


def _directions(marks: Marks, pairs: _Pairs) -> Iterator[float]:
    """Yield the angles (degrees, -90 to 90) in which like marks follow each other."""
    step = marks.centres[pairs.right] - marks.centres[pairs.left]
    distance = np.hypot(step[:, 0], step[:, 1])
    big = np.maximum(marks.sizes[pairs.left], marks.sizes[pairs.right])
    small = np.minimum(marks.sizes[pairs.left], marks.sizes[pairs.right])
    like = (big / small < _LIKE) & (distance > 0.55 * big) & (distance < 2.0 * big)
    angles = np.degrees(np.arctan2(step[like, 1], step[like, 0])) % 180
    votes, _ = np.histogram(angles, bins=180, range=(0, 180))
    padded = np.concatenate([votes[-4:], votes, votes[:4]])
    smooth = np.convolve(padded, _SMOOTHING, "same")[4:-4]
    for _ in range(3):
        peak = int(smooth.argmax())
        if smooth[peak] < _LEAST_VOTES:
            return
        away = (angles - peak - 0.5 + 90) % 180 - 90
        angle = peak + 0.5 + float(np.median(away[np.abs(away) < _PEAK_WIDTH]))
        yield (angle + 90) % 180 - 90
        smooth[(peak + np.arange(-6, 7)) % 180] = 0


def _best(keys: Indices, cost: Floats, count: int) -> Indices:
    """Return for each key 0..count-1 the index of its cheapest entry, or -1."""
    order = np.lexsort((cost, keys))
    first = np.ones(len(order), bool)
    first[1:] = keys[order][1:] != keys[order][:-1]
    best = np.full(count, -1, np.intp)
    best[keys[order][first]] = order[first]
    return best


def _linked(along: Floats, across: Floats, sizes: Floats, pairs: _Pairs) -> list[Indices]:
    """Return chains of mark indices in the turned frame, left to right."""
    swap = along[pairs.right] < along[pairs.left]
    left = np.where(swap, pairs.right, pairs.left)
    right = np.where(swap, pairs.left, pairs.right)
    forward = along[right] - along[left]
    aside = np.abs(across[right] - across[left])
    small = np.minimum(sizes[left], sizes[right])
    big = np.maximum(sizes[left], sizes[right])
    fit = (forward >= 0.4 * small) & (aside <= 0.38 * big) & (forward <= _REACH * sizes[left])
    left, right, forward, aside = left[fit], right[fit], forward[fit], aside[fit]
    unlike = np.abs(np.log(sizes[right] / sizes[left])) * sizes[left]
    cost = forward + 2 * aside + 1.2 * unlike
    ahead, behind = _best(left, cost, len(along)), _best(right, cost, len(along))
    return _followed(left, right, ahead, behind)


def _followed(left: Indices, right: Indices, ahead: Indices, behind: Indices) -> list[Indices]:
    count = len(ahead)
    following = np.full(count, -1, np.intp)
    mutual = ahead >= 0
    mutual[mutual] = behind[right[ahead[mutual]]] == ahead[mutual]
    following[mutual] = right[ahead[mutual]]
    headless = np.zeros(count, bool)
    headless[following[mutual]] = True
    step = following.tolist()
    chains = []
    for head in np.flatnonzero(mutual & ~headless).tolist():
        chain = [head]
        while step[chain[-1]] >= 0:
            chain.append(step[chain[-1]])
        if len(chain) >= _SHORTEST:
            chains.append(np.array(chain, np.intp))
    return chains


def _line(along: Floats, across: Floats) -> tuple[float, float]:
    """Return slope and height at 0 of the least-squares line."""
    middle = along.mean()
    away = along - middle
    slope = float(away @ across / max(float(away @ away), 1e-9))
    return slope, float(across.mean() - slope * middle)


def _joins(row: Chain, other: Chain) -> bool:
    size = row.size
    if not 0.6 < other.size / size < 1.6:
        return False
    gap = max(other.along[0] - row.along[-1], row.along[0] - other.along[-1])
    if gap >= 7 * size:
        return False
    # A short chain's direction says little: expect what continues it on a level.
    short = len(row.along) < _TELLING
    slope, height = (0.0, row.across.mean()) if short else _line(row.along, row.across)
    off = np.abs(np.median(other.across - (slope * other.along + height)))
    return bool(off < 0.38 * size)


def _merged(chains: list[Chain]) -> list[Chain]:
    """Join chains that continue each other: a stamp, a fold or faint fillers parted them."""
    waiting = sorted(chains, key=lambda chain: -len(chain.along))
    rows = []
    while waiting:
        row = waiting.pop(0)
        joined = True
        while joined:
            joined = False
            for place, other in enumerate(waiting):
                if _joins(row, other):
                    order = np.argsort(np.concatenate([row.along, other.along]), kind="stable")
                    row = Chain(
                        along=np.concatenate([row.along, other.along])[order],
                        across=np.concatenate([row.across, other.across])[order],
                        sizes=np.concatenate([row.sizes, other.sizes])[order],
                        angle=row.angle,
                    )
                    del waiting[place]
                    joined = True
                    break
        rows.append(row)
    return [row for row in rows if len(row.along) >= _LEAST_MARKS]


def find_chains(marks: Marks) -> Iterator[list[Chain]]:
    """Yield the rows in each direction that like marks follow, the commonest direction first."""
    pairs = _pairs(marks)
    if len(pairs.left) < _LEAST_MARKS:
        return
    for angle in _directions(marks, pairs):
        cos, sin = np.cos(np.radians(angle)), np.sin(np.radians(angle))
        along = marks.centres @ np.array([cos, sin])
        across = marks.centres @ np.array([-sin, cos])
        found = [
            Chain(along=along[i], across=across[i], sizes=marks.sizes[i], angle=angle)
            for i in _linked(along, across, marks.sizes, pairs)
        ]
        yield _merged(found)
