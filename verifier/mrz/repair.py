"""Near-ties settled by check digits, as marked hypotheses.

A failing digit may choose between two readings that the recogniser finds about equally likely
(O and 0 in a document number). It never overrides clear print: specimens whose digits are wrong
as printed exist, and must be read as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

import numpy as np

from verifier.mrz.alphabet import ALPHABET
from verifier.mrz.decode import Seated
from verifier.mrz.formats import Format, Span, check_results

NEAR_TIE: Final = 2.2
"""Nats by which the reading chosen instead may be less likely in all."""
_MOST_CHANGES: Final = 2
_MOST_CHOICES: Final = 16

Change = tuple[float, int, int, str]


def _spans(layout: Format, failing: set[str]) -> Iterator[Span]:
    for check in layout.checks:
        if check.name in failing:
            yield from (check.digit, *check.over)
            if check.name == "document_number" and layout.overflow is not None:
                yield layout.overflow


def _changes(layout: Format, seated: Sequence[Seated], failing: set[str]) -> list[Change]:
    """Return the near-ties under failing digits as (cost, line, position, character)."""
    places = {
        (span.line, position)
        for span in _spans(layout, failing)
        for position in range(span.start, span.end)
    }
    changes = []
    for line, position in places:
        odds = seated[line].odds[position]
        top = float(odds.max())
        for other in np.argsort(-odds)[1:4]:
            cost = top - float(odds[other])
            if cost < NEAR_TIE:
                changes.append((cost, line, position, ALPHABET[other]))
    return sorted(changes)[:_MOST_CHOICES]


def _changed(lines: Sequence[str], changes: Sequence[Change]) -> tuple[str, ...]:
    rows = [list(line) for line in lines]
    for _, line, position, character in changes:
        rows[line][position] = character
    return tuple("".join(row) for row in rows)


def repaired(
    layout: Format, lines: Sequence[str], seated: Sequence[Seated]
) -> tuple[str, ...] | None:
    """Return lines in which every check digit holds, or None if no near-tie gives that."""
    failing = {name for name, held in check_results(layout, lines).items() if not held}
    if not failing:
        return None
    changes = _changes(layout, seated, failing)
    best: tuple[float, tuple[str, ...]] | None = None
    for count in range(1, _MOST_CHANGES + 1):
        for chosen in combinations(changes, count):
            cost = sum(change[0] for change in chosen)
            places = {(change[1], change[2]) for change in chosen}
            if cost > NEAR_TIE or len(places) < count or (best and cost >= best[0]):
                continue
            trial = _changed(lines, chosen)
            if all(check_results(layout, trial).values()):
                best = (cost, trial)
    return best[1] if best else None
