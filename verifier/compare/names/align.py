"""The cheapest way to lay one name's words beside the other's, in every lawful order.

An order is: as written, rotated (surname first or last) or reversed. Within an order words meet
one to one, or one word meets several written together (MEIHUA, Mei-Hua, Mei Hua). What finds no
counterpart is left over; whether a rule explains it is `leftover.py`'s business.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from verifier.compare.names.cut import Cut, match_cut
from verifier.compare.names.name import Verdict
from verifier.compare.names.parse import Word
from verifier.compare.names.part import Match, Setting, match_words

# Relative costs: only their order matters. A leftover word outweighs every match.
_COST = {Verdict.SAME: 0.0, Verdict.SAME_BY_RULE: 1.0, Verdict.LIKELY: 8.0}
_MERGED = 0.5
_CROSSED_FIELDS = 0.5
_LEFT_OPTIONAL = 3.0
_LEFT = 20.0
_LONGEST_MERGE = 4
_ELIDED = frozenset("ODLNTM")  # O Connor, D Angelo, L Hote, N Diaye, T Hooft, M Barek
_MOST_ROTATIONS = 5
_LONG_NAME = 7  # beyond it only the family name is looked for at the other end
_LONG_ROTATIONS = 2

Words = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Pairing:
    """Words of both names that meet; several words on one side were written apart."""

    a: Words
    b: Words
    match: Match


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One way to lay the names side by side; `turned` says the order differs."""

    pairings: tuple[Pairing, ...]
    a_left: Words
    b_left: Words
    cost: float
    turned: bool = False


@dataclass(frozen=True, slots=True)
class _Cell:
    cost: float
    came: tuple[int, int] | None = None
    match: Match | None = None


def layouts(a: Words, b: Words, setting: Setting, cut: Cut | None = None) -> Iterator[Layout]:
    """Yield the best layout for each lawful order of `b`."""
    for turned, order in _orders(b):
        yield _lay(a, order, setting, cut, turned)


def _orders(b: Words) -> Iterator[tuple[bool, Words]]:
    yield False, b
    seen = {b}
    count = len(b)
    most = _MOST_ROTATIONS if count <= _LONG_NAME else _LONG_ROTATIONS
    turns = sorted({*range(1, most + 1), *range(count - most, count)})
    rotations = [b[k:] + b[:k] for k in turns if 0 < k < count]
    reversed_too = [b[::-1]] if count <= _LONG_NAME else []
    for order in (*rotations, *reversed_too):
        if order not in seen:
            seen.add(order)
            yield True, order


def _lay(a: Words, b: Words, setting: Setting, cut: Cut | None, turned: bool) -> Layout:
    cells = {(0, 0): _Cell(0.0)}
    for i in range(len(a) + 1):
        for j in range(len(b) + 1):
            if (i, j) in cells:
                _spread(cells, a, b, i, j, setting, cut)
    return _trace(cells, a, b, turned)


def _spread(
    cells: dict[tuple[int, int], _Cell],
    a: Words,
    b: Words,
    i: int,
    j: int,
    setting: Setting,
    cut: Cut | None,
) -> None:
    here = cells[(i, j)].cost
    if i < len(a):
        _offer(cells, (i + 1, j), here + _leaving(a[i]), (i, j), None)
    if j < len(b):
        _offer(cells, (i, j + 1), here + _leaving(b[j]), (i, j), None)
    longest = _LONGEST_MERGE if max(len(a), len(b)) <= _LONG_NAME else 2
    for p, q in _shapes(len(a) - i, len(b) - j, longest):
        match = _meet(a[i : i + p], b[j : j + q], setting, cut)
        if match:
            cost = here + _COST[match.status] + _MERGED * (p + q - 2)
            cost += _CROSSED_FIELDS if _crossed(a[i], b[j]) else 0
            _offer(cells, (i + p, j + q), cost, (i, j), match)


def _shapes(left_a: int, left_b: int, longest: int) -> Iterator[tuple[int, int]]:
    if left_a and left_b:
        yield 1, 1
        yield from ((p, 1) for p in range(2, min(longest, left_a) + 1))
        yield from ((1, q) for q in range(2, min(longest, left_b) + 1))


def _meet(a: Words, b: Words, setting: Setting, cut: Cut | None) -> Match | None:
    one, two = "".join(w.key for w in a), "".join(w.key for w in b)
    if len(a) == len(b) == 1:
        match = match_words(one, two, setting)
        if cut and (match is None or match.rule == "initial"):
            return match_cut(a[0], b[0], setting, cut) or match
        return match
    if not _may_merge(a) or not _may_merge(b):
        return None
    match = match_words(one, two, setting)
    if match is None or match.status is Verdict.LIKELY:
        return None
    rule = "hyphen" if any(w.joined for w in (*a[1:], *b[1:])) else "spacing"
    return Match(Verdict.SAME_BY_RULE, match.rule if match.rule != "identical" else rule, match.via)


def _may_merge(group: Words) -> bool:
    """Words of one field, none of them an initial alone unless it was an elided particle."""
    if len(group) == 1:
        return True
    elided = group[0].key in _ELIDED and not any(w.is_initial for w in group[1:])
    whole = not any(w.is_initial for w in group)
    return len({w.field for w in group}) == 1 and (elided or whole)


def _crossed(one: Word, two: Word) -> bool:
    return "any" not in (one.role, two.role) and one.role != two.role


def _leaving(word: Word) -> float:
    return _LEFT if word.kind == "name" else _LEFT_OPTIONAL


def _offer(
    cells: dict[tuple[int, int], _Cell],
    at: tuple[int, int],
    cost: float,
    came: tuple[int, int],
    match: Match | None,
) -> None:
    if at not in cells or cost < cells[at].cost:
        cells[at] = _Cell(cost, came, match)


def _trace(cells: dict[tuple[int, int], _Cell], a: Words, b: Words, turned: bool) -> Layout:
    pairings: list[Pairing] = []
    a_left: list[Word] = []
    b_left: list[Word] = []
    at = (len(a), len(b))
    while (came := cells[at].came) is not None:
        match = cells[at].match
        here_a, here_b = a[came[0] : at[0]], b[came[1] : at[1]]
        if match:
            pairings.append(Pairing(here_a, here_b, match))
        else:
            a_left.extend(here_a)
            b_left.extend(here_b)
        at = came
    return Layout(
        pairings=tuple(reversed(pairings)),
        a_left=tuple(reversed(a_left)),
        b_left=tuple(reversed(b_left)),
        cost=cells[(len(a), len(b))].cost,
        turned=turned,
    )
