"""Which characters of a value differ from another source's, as pieces of text to be marked.

What counts as confusable is the comparison's own word (`verifier.compare`), so that the page never
marks what the engine did not see.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from verifier.compare.characters import ALIKE, DIFFERS, SAME, stretches
from verifier.compare.numbers import confusable
from verifier.model.comparison import Agreement, Comparison
from verifier.model.reading import Source

_RANK = {SAME: 0, ALIKE: 1, DIFFERS: 2}
_DIFFERENT = (Agreement.DIFFERENT, Agreement.LIKELY)
_LEAST_SHARED = 0.5  # a part that shares less is another word: marked whole, not in confetti


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a value: `same`, `alike` (characters readers confuse) or `differs`."""

    text: str
    kind: str = SAME


def marked(value: str, source: Source, comparisons: Iterable[Comparison]) -> tuple[Piece, ...]:
    """Return a source's value in pieces, marked by every comparison it takes part in.

    A character that differs from any other source is marked; the gravest mark wins.
    """
    kinds = [SAME] * len(value)
    for one in comparisons:
        if one.agreement not in _DIFFERENT:
            continue
        for mine, theirs in _pairs(one, source):
            start = value.casefold().find(mine.casefold()) if mine else -1
            if start >= 0:
                _mark(kinds, start, mine, theirs)
    return _joined(value, kinds)


def _pairs(one: Comparison, source: Source) -> list[tuple[str, str]]:
    """Return the parts that differ, this source's first; whole values where no part is named."""
    parts = one.differing if one.field == "name" else ((one.a, one.b),)
    if one.a_source is source:
        return list(parts)
    return [(b, a) for a, b in parts] if one.b_source is source else []


def _mark(kinds: list[str], start: int, mine: str, theirs: str) -> None:
    at, found = start, stretches(mine.upper(), theirs.upper(), confusable)
    shared = sum(len(own) for own, _, kind in found if kind != DIFFERS)
    if shared < _LEAST_SHARED * max(len(mine), len(theirs)):
        found = ((mine, theirs, DIFFERS),)
    for own, _, kind in found:
        for index in range(at, min(at + len(own), len(kinds))):
            kinds[index] = max(kinds[index], kind, key=_RANK.__getitem__)
        at += len(own)


def _joined(value: str, kinds: list[str]) -> tuple[Piece, ...]:
    pairs = zip(value, kinds, strict=True)
    grouped = groupby(pairs, key=lambda pair: pair[1])
    return tuple(Piece(text="".join(c for c, _ in run), kind=kind) for kind, run in grouped)
