"""From a block of rows to one zone: which way up, which rows, which format.

Every stack of rows that could be a format's lines is seated and scored by how well the scores
and the format's grammar agree; the best one is the block's reading.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from verifier.mrz.alphabet import ALPHABET, FILLER
from verifier.mrz.blocks import Line, drawn_out, guessed_neighbours, stacks
from verifier.mrz.decode import (
    RARE,
    TWIN,
    TWINS,
    UNEXPECTED,
    Scores,
    Seated,
    Slots,
    find_slots,
    plain,
    seat,
)
from verifier.mrz.formats import Format, check_results
from verifier.mrz.locate import Row
from verifier.mrz.national import READABLE
from verifier.mrz.recognise import scores
from verifier.mrz.straighten import straightened
from verifier.mrz.strip import FRAME, PITCH, STRIP_HEIGHT, TALL, Cut, Pyramid, cut, plan

STEP: Final = PITCH / FRAME
"""Expected columns from character to character."""
_CHECK_WEIGHT: Final = 0.25  # nats per character that all check digits together weigh
_PREFIX: Final = 0.3  # nats per character for a document code of another format
_OVERHANG: Final = 0.15  # likewise for each end beyond which a line goes on
_CLEAR: Final = -0.45  # log-probability above which a character is clear
_FITTING: Final = -0.45  # nats per character above which the grammar fits
EVEN: Final = 0.13
"""Unevenness in pitches above which a character was likely doubled or lost."""
_LENGTH_SLACK: Final = 0.17  # of a line's length by which a plain reading may be off
_CORE: Final = 22.0  # characters from which a row's direction shows


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A row as recognised."""

    line: Line
    how: Cut
    raw: NDArray[np.float32]
    slots: Slots


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A zone as one format would have it. `score` is nats per character, 0 at best.

    It is `contested` where two looks at the same rows gave different characters, check digits
    holding both times.
    """

    layout: Format
    reads: tuple[Read, ...]
    seated: tuple[Seated, ...]
    score: float
    contested: bool = False

    @property
    def pitch(self) -> float:
        """Pixels of the page from character to character."""
        steps = [
            read.slots.pitch * FRAME * float(np.hypot(*read.how.across)) for read in self.reads
        ]
        return float(np.median(steps))

    @property
    def lines(self) -> tuple[str, ...]:
        """The likeliest characters."""
        return tuple(line.text for line in self.seated)


@functools.cache
def _preference(allowed: tuple[str, ...]) -> Scores:
    return np.array([[_penalty(c, expected) for c in ALPHABET] for expected in allowed])


def _penalty(character: str, expected: str) -> float:
    if character in expected:
        # States avoid the letter O beside digits, and some faces draw it just like the nought.
        return RARE if character == "O" and "0" in expected else 0.0
    return TWIN if TWINS.get(character, " ") in expected else UNEXPECTED


def preference(layout: Format, line: int) -> Scores:
    """Return float64[length, 37]: 0 where the grammar expects the character, else `UNEXPECTED`."""
    return _preference(layout.allowed[line])


@functools.cache
def _no_preference(length: int) -> Scores:
    return np.zeros((length, len(ALPHABET)))


def recognise(pages: Pyramid, lines: Sequence[Line], tall: float = TALL) -> list[Read]:
    """Return the lines with the network's scores for each."""
    plans = [plan(line.row, tall) for line in lines]
    found = scores([cut(pages, how) for how in plans])
    return [
        Read(line=line, how=how, raw=raw, slots=find_slots(raw, STEP))
        for line, how, raw in zip(lines, plans, found, strict=True)
    ]


def zone_likeness(read: Read) -> float:
    """Return how much a row reads like a zone line: sure characters, a bonus for fillers."""
    slots = read.slots
    chosen = slots.present > slots.absent
    if not chosen.any():
        return 0.0
    sure = np.exp(slots.emissions[chosen].max(axis=1) + slots.present[chosen])
    text = plain(slots)
    return float((sure**2).sum()) * (1.4 if "<<" in text else 1.0)


def upright(pages: Pyramid, row: Row) -> tuple[Row, float]:
    """Return the row in the direction in which it reads better, and how zone-like it is."""
    spare = max(0.0, (row.length - _CORE) / 2) * row.pitch * row.direction
    core = replace(row, start=row.start + spare, end=row.end - spare)
    reads = recognise(pages, [Line(row=r, offset=0.0) for r in (core, core.flipped())])
    ahead, behind = (zone_likeness(read) for read in reads)
    return (row, ahead) if ahead >= behind else (row.flipped(), behind)


def _fits(read: Read, length: int) -> bool:
    return abs(read.slots.likely - length) <= _LENGTH_SLACK * length


def _agreement(seated: Seated, layout: Format, line: int) -> tuple[float, Scores]:
    """Return the log-likelihood per character under the grammar, and the odds with it."""
    joint = seated.odds + preference(layout, line)
    total = np.logaddexp.reduce(joint, axis=1, keepdims=True)
    return float(total.mean()), joint - total


def as_format(
    layout: Format, stack: tuple[Read, ...], loose: dict[tuple[int, int], Seated | None]
) -> Candidate | None:
    """Return the rows seated as `layout` has them; `loose` keeps what was seated before."""
    seated, score = [], 0.0
    for number, read in enumerate(stack):
        key = (id(read), layout.length)
        if key not in loose:
            loose[key] = seat(read.slots, read.raw, _no_preference(layout.length))
        line = loose[key]
        if line is None:
            return None
        agreement, odds = _agreement(line, layout, number)
        score += line.score + agreement
        seated.append(replace(line, odds=odds))
    lines = tuple(line.text for line in seated)
    checks = check_results(layout, lines)
    bonus = _CHECK_WEIGHT * (sum(checks.values()) / len(checks) - 1)
    foreign = lines[0][0] not in layout.allowed[0][0]
    overhang = sum(line.overhang for line in seated) / len(seated)
    return Candidate(
        layout=layout,
        reads=stack,
        seated=tuple(seated),
        score=score / len(stack) + bonus - _PREFIX * foreign - _OVERHANG * overhang,
    )


def _best(reads: Sequence[Read]) -> Candidate | None:
    by_line = {id(read.line): read for read in reads}
    loose: dict[tuple[int, int], Seated | None] = {}
    best: Candidate | None = None
    for layout in READABLE:
        fitting = [read.line for read in reads if _fits(read, layout.length)]
        for stack in stacks(fitting, layout.height):
            chosen = tuple(by_line[id(line)] for line in stack)
            candidate = as_format(layout, chosen, loose)
            if candidate is not None and (best is None or candidate.score > best.score):
                best = candidate
    return best


def _grid(candidate: Candidate, number: int) -> Scores | None:
    """Return the columns at which line `number` should have its characters.

    Lines of a zone are printed on one grid (Doc 9303-3, 4.3): the evenest other line shows it.
    """
    shown = min(range(len(candidate.seated)), key=lambda n: candidate.seated[n].unevenness)
    if shown == number or candidate.seated[shown].unevenness > EVEN:
        return None
    source, target = candidate.reads[shown].how, candidate.reads[number].how
    middle = np.full(candidate.layout.length, STRIP_HEIGHT / 2)
    points = source.place((candidate.seated[shown].times + 0.5) * FRAME, middle)
    across = target.across / float(target.across @ target.across)
    return (points - target.origin) @ across / FRAME - 0.5


def reseated(candidate: Candidate) -> Candidate:
    """Seat the chosen lines again, now knowing what the grammar expects where."""
    seated = []
    for number, read in enumerate(candidate.reads):
        before = candidate.seated[number]
        grid = _grid(candidate, number) if before.unevenness > EVEN else None
        again = seat(read.slots, read.raw, preference(candidate.layout, number), grid)
        seated.append(again or before)
    return replace(candidate, seated=tuple(seated))


def doubt(candidate: Candidate) -> float:
    """Return how unsure the characters are together, in nats; 0 is certain."""
    return -float(sum(line.odds.max(axis=1).sum() for line in candidate.seated))


def plainly_read(candidate: Candidate) -> bool:
    """Say whether each character is clear and in its place, whatever the digits say."""
    return all(
        line.unevenness < EVEN and float(line.odds.max(axis=1).min()) > _CLEAR
        for line in candidate.seated
    )


def begins_right(candidate: Candidate) -> bool:
    """Say whether the first character is one that the format's document codes begin with."""
    return candidate.lines[0][0] in candidate.layout.allowed[0][0]


def _settled(candidate: Candidate | None) -> bool:
    """Say whether looking again can be spared: all digits hold, or print is plainly read.

    Digits may be wrong as printed.
    """
    if candidate is None or any(
        line.unevenness > EVEN or line.overhang for line in candidate.seated
    ):
        return False
    if not begins_right(candidate):
        return False
    held = all(check_results(candidate.layout, candidate.lines).values())
    return held or (plainly_read(candidate) and candidate.score > _FITTING)


def _better(one: Candidate | None, other: Candidate | None) -> Candidate | None:
    if one is None or other is None:
        return one or other
    return other if other.score > one.score else one


def read_block(
    pages: Pyramid, lines: Sequence[Line], seed: Row, tall: float = TALL
) -> Candidate | None:
    """Return the block's best reading.

    Unless its check digits hold at once, lines that the locator missed are looked for above and
    below, then characters that it missed beyond the ends: a stamp or a fold cuts rows short.
    """
    reads = recognise(pages, lines, tall)
    best = _best(reads)
    # Every zone has fillers; print without any is other print.
    if best is None and not any(FILLER * 2 in plain(read.slots) for read in reads):
        return None
    if not _settled(best):
        guesses = guessed_neighbours(seed, list(lines))
        reads += recognise(pages, guesses, tall)
        best = _better(best, _best(reads))
    if not _settled(best):
        straight = [replace(line, row=straightened(pages, line.row)) for line in lines]
        best = _better(best, _best(recognise(pages, straight, tall)))
    if not _settled(best):
        longer = [replace(line, row=straightened(pages, drawn_out(line.row))) for line in straight]
        best = _better(best, _best(recognise(pages, longer, tall)))
    return best if best is None or _settled(best) else reseated(best)
