"""Scores in, lines of a format's exact length out.

The network's columns of scores are gathered into slots (places where a character may stand);
an alignment then seats exactly as many characters as the format has, evenly pitched, each
preferring what the grammar expects at its position. The grammar is a preference and no rule:
some issuers print odd things, and a clear print outweighs it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from verifier.mrz.alphabet import ALPHABET, BLANK

Scores = NDArray[np.float64]

UNEXPECTED: Final = -3.0
"""Nats against a character that the grammar does not expect at its position."""
TWIN: Final = -5.0
"""Nats against it where a look-alike is expected: many typefaces draw the two as one."""
RARE: Final = -0.7
"""Nats against the letter O where a nought may stand as well."""
TWINS: Final = {"O": "0", "0": "O", "I": "1", "1": "I"}
_ACTIVE: Final = 0.03
_LOWEST: Final = -9.0
_ABSENT_FLOOR: Final = -4.0
_OUTSIDE: Final = -1.5  # nats for a mark left of the first or right of the last character
_UNEVEN: Final = 0.22  # spread of the step between neighbours, in pitches
_UNEVEN_FLOOR: Final = -8.0
_MISSED: Final = -5.0  # nats for a character of which no slot is left
_OFF_GRID: Final = 0.3  # spread of a character about its place on the grid, in pitches
_OFF_GRID_CEILING: Final = 6.0
_LOOK_BACK: Final = 5
_LEAST_SLOTS: Final = 0.6  # of the line's characters, below which it is another format
_DIP: Final = 0.5
_WIDEST_SEAT: Final = 5  # columns
_NOWHERE: Final = -1e9


@dataclass(frozen=True, slots=True, kw_only=True)
class Slots:
    """Places where characters may stand, left to right.

    `times` in columns; `emissions` float64[n, 37] log-probabilities given that there is one;
    `present` and `absent` the log-probabilities that there is or is not.
    """

    times: Scores
    emissions: Scores
    present: Scores
    absent: Scores
    pitch: float

    @property
    def likely(self) -> int:
        """How many characters a plain reading has."""
        return int((self.present > self.absent).sum())


@dataclass(frozen=True, slots=True, kw_only=True)
class Seated:
    """A line of exact length: `odds` float64[length, 37] log-probabilities per position.

    `score` is the mean log-likelihood per character, `times` their columns; `overhang` counts
    the ends beyond which the print goes on at the same pitch, as it does in a longer format.
    """

    odds: Scores
    times: Scores
    score: float
    pitch: float
    overhang: int = 0

    @property
    def unevenness(self) -> float:
        """How far, in pitches, characters lie off an even grid (slowly changing pitch allowed).

        A character read twice or not at all shifts all that follow, and shows here.
        """
        place = np.linspace(-1, 1, len(self.times))
        curve = np.polyfit(place, self.times, 2)
        away = self.times - np.polyval(curve, place)
        return float(np.sqrt(np.mean(away * away))) / self.pitch

    @property
    def text(self) -> str:
        """The likeliest characters."""
        return "".join(ALPHABET[i] for i in self.odds.argmax(axis=1))


def _segments(scores: Scores) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return starts and ends of the column ranges in which one character dominates."""
    inked = 1 - np.exp(scores[:, BLANK])
    best = scores[:, :BLANK].argmax(axis=1)
    on = np.concatenate([[False], inked > _ACTIVE, [False]])
    same = np.concatenate([[False], best[1:] == best[:-1], [False]])
    # A dip between two peaks of one character parts them: "<<" is often joined so.
    ahead = np.concatenate([inked[1:], [0.0]])
    behind = np.concatenate([[0.0], inked[:-1]])
    dip = inked < _DIP * np.minimum(ahead, behind)
    joined = on[:-1] & on[1:] & same & ~np.concatenate([dip, [False]])
    starts = np.flatnonzero(on[1:-1] & ~joined[:-1])
    ends = np.flatnonzero(on[1:-1] & ~joined[1:]) + 1
    return starts, ends


def find_slots(scores: NDArray[np.float32], pitch: float) -> Slots:
    """Return the slots in `scores` [t, 38]; `pitch` is the expected step in columns."""
    lp = scores.astype(np.float64)
    starts, ends = _segments(lp)
    if not len(starts):
        none = np.empty(0)
        return Slots(
            times=none, emissions=np.empty((0, BLANK)), present=none, absent=none, pitch=pitch
        )
    padded = np.concatenate([lp, lp[-1:]])
    bounds = np.stack([starts, ends], axis=1).ravel()
    inked = 1 - np.exp(padded[:, BLANK]) + 1e-9
    columns = np.arange(len(padded))
    times = np.add.reduceat(inked * columns, bounds)[::2] / np.add.reduceat(inked, bounds)[::2]
    emissions = np.maximum.reduceat(padded[:, :BLANK], bounds, axis=0)[::2]
    emissions = emissions - np.logaddexp.reduce(emissions, axis=1, keepdims=True)
    present = np.log(np.clip(np.maximum.reduceat(inked, bounds)[::2], 1e-4, 1.0))
    absent = np.maximum(_ABSENT_FLOOR, np.minimum.reduceat(padded[:, BLANK], bounds)[::2])
    return Slots(
        times=times,
        emissions=emissions,
        present=present,
        absent=absent,
        pitch=_pitch(times, present, pitch),
    )


def _pitch(times: Scores, present: Scores, expected: float) -> float:
    steps = np.diff(times[present > np.log(0.5)])
    usual = steps[(steps > 0.7 * expected) & (steps < 1.4 * expected)]
    # Peaks fall on whole columns, so single steps are coarse: their mean is not.
    return float(usual.mean()) if len(usual) >= 8 else expected


def _moves(slots: Slots) -> tuple[NDArray[np.intp], Scores]:
    """Return for each slot the slots before it, and what coming from each of them costs.

    Shapes [n, look back] and [jumps, n, look back]; a jump of 2 leaves one character unseen.
    """
    count = len(slots.times)
    before = np.arange(count)[:, None] - np.arange(1, _LOOK_BACK + 1)[None]
    known = before >= 0
    before = np.maximum(before, 0)
    skipped = np.concatenate([[0.0], np.cumsum(slots.absent)])
    passed = skipped[np.arange(count)][:, None] - skipped[before + 1]
    steps = (slots.times[:, None] - slots.times[before]) / slots.pitch
    costs = []
    for jump in (1, 2, 3):
        away = (steps / jump - 1) / _UNEVEN
        even = np.maximum(-0.5 * away * away, _UNEVEN_FLOOR)
        costs.append(np.where(known, even + passed + _MISSED * (jump - 1), _NOWHERE))
    return before, np.stack(costs)


def seat(
    slots: Slots,
    scores: NDArray[np.float32],
    preference: Scores,
    grid: Scores | None = None,
) -> Seated | None:
    """Seat one character per row of `preference` float64[length, 37]; None if there are too few.

    The best alignment is found by dynamic programming over (position, slot). `grid` are the
    columns where the characters should be, if another line of the zone has shown them.
    """
    length, count = len(preference), len(slots.times)
    if count < length * _LEAST_SLOTS:
        return None
    emissions = np.maximum(slots.emissions, _LOWEST)
    if preference.any():
        fit = (emissions[None] + preference[:, None]).max(axis=2) + slots.present
    else:
        fit = np.broadcast_to(emissions.max(axis=1) + slots.present, (length, count))
    if grid is not None:
        away = (slots.times[None] - grid[:, None]) / (slots.pitch * _OFF_GRID)
        fit = fit - np.minimum(0.5 * away * away, _OFF_GRID_CEILING)
    outside = np.concatenate([[0.0], np.cumsum(np.maximum(slots.absent, _OUTSIDE))])
    before, costs = _moves(slots)
    best = np.full((length, count), _NOWHERE)
    back = np.zeros((length, count), np.intp)
    best[0] = fit[0] + outside[:-1]
    for position in range(1, length):
        jumps = min(3, position)
        via = np.concatenate(
            [best[position - 1 - j][before] + costs[j] for j in range(jumps)], axis=1
        )
        back[position] = via.argmax(axis=1)
        best[position] = via[np.arange(count), back[position]] + fit[position]
    final = best[-1] + (outside[-1] - outside[1:])
    last = int(final.argmax())
    if final[last] <= _NOWHERE / 2:
        return None
    times = _times(back, before, slots.times, last)
    odds = _odds(scores.astype(np.float64), times, slots.pitch, preference)
    score = float(final[last]) / length
    return Seated(
        odds=odds, times=times, score=score, pitch=slots.pitch, overhang=_overhang(slots, times)
    )


def _overhang(slots: Slots, times: Scores) -> int:
    strong = slots.times[slots.present > slots.absent]
    before = (times[0] - strong) / slots.pitch
    after = (strong - times[-1]) / slots.pitch
    return sum(bool(np.any((gap > 0.7) & (gap < 1.4))) for gap in (before, after))


def _times(back: NDArray[np.intp], before: NDArray[np.intp], times: Scores, last: int) -> Scores:
    """Follow the best alignment back; unseen characters lie evenly between their neighbours."""
    length = len(back)
    seats = np.full(length, np.nan)
    position, slot = length - 1, last
    while position >= 0:
        seats[position] = times[slot]
        jump, step = divmod(int(back[position, slot]), _LOOK_BACK)
        slot = int(before[slot, step])
        position -= jump + 1
    known = np.flatnonzero(~np.isnan(seats))
    return np.asarray(np.interp(np.arange(length), known, seats[known]), np.float64)


def _odds(scores: Scores, times: Scores, pitch: float, preference: Scores) -> Scores:
    """Return log-probabilities per seat, from the columns nearer to it than to its neighbours."""
    between = (times[1:] + times[:-1]) / 2
    low = np.maximum(np.concatenate([[-np.inf], between]), times - 0.45 * pitch)
    high = np.minimum(np.concatenate([between, [np.inf]]), times + 0.45 * pitch)
    nearest = np.clip(np.round(times), 0, len(scores) - 1).astype(np.intp)
    start = np.clip(np.ceil(low).astype(np.intp), 0, nearest)
    end = np.clip(np.floor(high).astype(np.intp), nearest, len(scores) - 1)
    columns = np.minimum(start[:, None] + np.arange(_WIDEST_SEAT)[None], end[:, None])
    odds = scores[columns, :BLANK].max(axis=1)
    odds = np.maximum(odds - np.logaddexp.reduce(odds, axis=1, keepdims=True), _LOWEST)
    odds = odds + preference
    normal: Scores = odds - np.logaddexp.reduce(odds, axis=1, keepdims=True)
    return normal


def plain(slots: Slots) -> str:
    """Return the unconstrained reading."""
    chosen = slots.present > slots.absent
    return "".join(ALPHABET[i] for i in slots.emissions[chosen].argmax(axis=1))
