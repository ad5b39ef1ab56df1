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
_ACTIVE: Final = 0.03
_LOWEST: Final = -9.0
_ABSENT_FLOOR: Final = -6.0
_OUTSIDE: Final = -1.5  # nats for a mark left of the first or right of the last character
_UNEVEN: Final = 0.22  # spread of the step between neighbours, in pitches
_UNEVEN_FLOOR: Final = -4.0
_MISSED: Final = -5.0  # nats for a character of which no slot is left
_LOOK_BACK: Final = 7
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

    `score` is the mean log-likelihood per character, `times` their columns.
    """

    odds: Scores
    times: Scores
    score: float

    @property
    def text(self) -> str:
        """The likeliest characters."""
        return "".join(ALPHABET[i] for i in self.odds.argmax(axis=1))


def _segments(scores: Scores) -> list[tuple[int, int]]:
    """Return column ranges [start, end) in which one character dominates."""
    inked = 1 - np.exp(scores[:, BLANK])
    best = scores[:, :BLANK].argmax(axis=1)
    segments = []
    start: int | None = None
    for column in range(len(scores) + 1):
        on = column < len(scores) and inked[column] > _ACTIVE
        changed = on and start is not None and best[column] != best[column - 1]
        # A dip between two peaks of one character parts them: "<<" is often joined so.
        dip = (
            on
            and start is not None
            and 0 < column < len(scores) - 1
            and column > start
            and inked[column] < 0.5 * min(inked[start:column].max(), inked[column + 1])
        )
        if start is not None and (not on or changed or dip):
            segments.append((start, column))
            start = None
        if on and start is None:
            start = column
    return segments


def find_slots(scores: NDArray[np.float32], pitch: float) -> Slots:
    """Return the slots in `scores` [t, 38]; `pitch` is the expected step in columns."""
    lp = scores.astype(np.float64)
    segments = _segments(lp)
    times, emissions, present, absent = [], [], [], []
    for start, end in segments:
        part = lp[start:end]
        inked = 1 - np.exp(part[:, BLANK])
        weight = inked + 1e-9
        times.append(start + float((np.arange(end - start) * weight).sum() / weight.sum()))
        emission = part[:, :BLANK].max(axis=0)
        emissions.append(emission - np.logaddexp.reduce(emission))
        present.append(np.log(max(float(inked.max()), 1e-4)))
        absent.append(max(_ABSENT_FLOOR, float(part[:, BLANK].min())))
    return Slots(
        times=np.array(times),
        emissions=np.array(emissions).reshape(-1, BLANK),
        present=np.array(present),
        absent=np.array(absent),
        pitch=_pitch(np.array(times), np.array(present), pitch),
    )


def _pitch(times: Scores, present: Scores, expected: float) -> float:
    steps = np.diff(times[present > np.log(0.5)]) if len(times) else times
    usual = steps[(steps > 0.7 * expected) & (steps < 1.4 * expected)]
    return float(np.median(usual)) if len(usual) >= 8 else expected


def _unevenness(steps: Scores) -> Scores:
    away = (steps - 1) / _UNEVEN
    result: Scores = np.maximum(-0.5 * away * away, _UNEVEN_FLOOR)
    return result


def seat(slots: Slots, scores: NDArray[np.float32], preference: Scores) -> Seated | None:
    """Seat one character per row of `preference` float64[length, 37]; None if there are too few.

    The best alignment is found by dynamic programming over (position, slot).
    """
    length, count = len(preference), len(slots.times)
    if count < length * 0.6:
        return None
    emissions = np.maximum(slots.emissions, _LOWEST)
    fit = (emissions[:, None, :] + preference[None]).max(axis=2) + slots.present[:, None]
    outside = np.cumsum(np.maximum(slots.absent, _OUTSIDE))
    skipped = np.concatenate([[0.0], np.cumsum(slots.absent)])
    best = np.full((count, length), _NOWHERE)
    back = np.full((count, length, 2), -1, np.int32)
    for s in range(count):
        row = np.full(length, _NOWHERE)
        row[0] = outside[s - 1] if s else 0.0
        origin = np.full((length, 2), -1, np.int32)
        first = max(0, s - _LOOK_BACK)
        if s > first:
            steps = (slots.times[s] - slots.times[first:s]) / slots.pitch
            passed = skipped[s] - skipped[first + 1 : s + 1]
            for jump in (1, 2, 3):
                even = _unevenness(steps / jump) + passed + _MISSED * (jump - 1)
                via = best[first:s] + even[:, None]
                source = via.argmax(axis=0)
                value = via[source, np.arange(length)]
                better = value[:-jump] > row[jump:]
                row[jump:][better] = value[:-jump][better]
                origin[jump:, 0][better] = source[:-jump][better] + first
                origin[jump:, 1][better] = jump
        best[s] = row + fit[s]
        back[s] = origin
    tail = outside[-1] - outside
    final = best[:, -1] + tail
    last = int(final.argmax())
    if final[last] <= _NOWHERE / 2:
        return None
    times = _times(back, slots.times, last, length)
    odds = _odds(scores.astype(np.float64), times, slots.pitch, preference)
    return Seated(odds=odds, times=times, score=float(final[last]) / length)


def _times(back: NDArray[np.int32], times: Scores, last: int, length: int) -> Scores:
    seats = np.full(length, np.nan)
    position, slot = length - 1, last
    while position >= 0 and slot >= 0:
        seats[position] = times[slot]
        slot, jump = (int(v) for v in back[slot, position])
        position -= max(jump, 1)
    known = np.flatnonzero(~np.isnan(seats))
    return np.interp(np.arange(length), known, seats[known])


def _odds(scores: Scores, times: Scores, pitch: float, preference: Scores) -> Scores:
    """Return log-probabilities per seat, from the columns nearer to it than to its neighbours."""
    edges = np.concatenate([[times[0] - pitch / 2], (times[1:] + times[:-1]) / 2,
                            [times[-1] + pitch / 2]])  # fmt: skip
    odds = np.empty((len(times), BLANK))
    for position, time in enumerate(times):
        low = max(edges[position], time - 0.45 * pitch, 0.0)
        high = min(edges[position + 1], time + 0.45 * pitch, len(scores) - 1.0)
        start = min(int(np.ceil(low)), len(scores) - 1)
        end = max(int(np.floor(high)) + 1, start + 1)
        nearest = min(max(round(time), 0), len(scores) - 1)
        start, end = min(start, nearest), max(end, nearest + 1)
        odds[position] = scores[start:end, :BLANK].max(axis=0)
    odds = np.maximum(odds - np.logaddexp.reduce(odds, axis=1, keepdims=True), _LOWEST)
    odds = odds + preference
    normal: Scores = odds - np.logaddexp.reduce(odds, axis=1, keepdims=True)
    return normal


def plain(slots: Slots) -> str:
    """Return the unconstrained reading."""
    chosen = slots.present > slots.absent
    return "".join(ALPHABET[i] for i in slots.emissions[chosen].argmax(axis=1))
