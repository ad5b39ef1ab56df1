"""Two document or personal numbers beside each other.

Spaces, hyphens, dots, slashes and fillers are not part of a number; Cyrillic series letters equal
their Latin look-alikes (АВЕІКМНОРСТХ); letters and digits drawn alike make a likely misreading,
which asks to confirm; a masked number (XXXX XXXX 1234) is an official form.
Sources: ICAO Doc 9303-3 4.4 and 9303-4 4.2.2; Unicode TR39; UIDAI on masked Aadhaar numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

NumberStatus = Literal["same", "same_by_rule", "likely", "different", "not_comparable"]

_SEPARATORS = re.compile(r"[\s<\-‐‑–—./\\№#:_]+")
# Cyrillic and Greek capitals drawn as a Latin one.
_TWINS = str.maketrans(
    "АВЕЅІЈКМНОРСТУХԚԜΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "ABESIJKMHOPCTYXQWABEZHIKMNOPTYX",
)
# Drawn alike in OCR-B and print; the first six are those readers confuse most.
_ALIKE = (
    "O0QD",
    "I1LT7",
    "B8",
    "S5",
    "Z2",
    "G6",
    "UV",
    "CG",
    "MN",
    "4A",
    "EF",
    "PR",
    "38",
    "69",
    "56",
    "68",
    "89",
    "17",
    "08",
    "KX",
    "VY",
)
_MASKS = frozenset("X*•●")
_FEWEST_SHOWN = 3  # a mask with fewer digits left open says too little
_MOST_MISREAD = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberComparison:
    """How two numbers stand to each other.

    `rule`: `identical`, `number.separators`, `number.lookalike_letters`, `number.masked`,
    `number.leading_zero`, `misreading`, `differs.number`, `number.empty`. `a_positions` and
    `b_positions` are the characters, in the texts as given, that differ.
    """

    status: NumberStatus
    rule: str
    a_positions: tuple[int, ...] = ()
    b_positions: tuple[int, ...] = ()


def confusable(one: str, two: str) -> bool:
    """Whether readers confuse two characters."""
    return one == two or any(one in group and two in group for group in _ALIKE)


def compare_numbers(a: str, b: str) -> NumberComparison:
    """Compare two numbers as text. Never raises; an empty one is not comparable."""
    left, right = _kept(a), _kept(b)
    if not left or not right:
        return NumberComparison(status="not_comparable", rule="number.empty")
    if a == b:
        return NumberComparison(status="same", rule="identical")
    one, two = "".join(c for _, c in left), "".join(c for _, c in right)
    if one == two:
        return NumberComparison(status="same_by_rule", rule="number.separators")
    if one.translate(_TWINS) == two.translate(_TWINS):
        return NumberComparison(status="same_by_rule", rule="number.lookalike_letters")
    return _differing(left, right, one.translate(_TWINS), two.translate(_TWINS))


def _kept(text: str) -> list[tuple[int, str]]:
    """Return the characters that count, in capitals, with their positions."""
    out: list[tuple[int, str]] = []
    for at, character in enumerate(text):
        if not _SEPARATORS.fullmatch(character):
            raised = character.upper()
            out.append((at, raised if len(raised) == 1 else character))
    return out


def _differing(
    left: list[tuple[int, str]], right: list[tuple[int, str]], one: str, two: str
) -> NumberComparison:
    if _masked(one, two) or _masked(two, one):
        return NumberComparison(status="same_by_rule", rule="number.masked")
    if one.lstrip("0") == two.lstrip("0") and one.isdigit() and two.isdigit():
        return NumberComparison(status="likely", rule="number.leading_zero")
    if len(one) != len(two):
        return NumberComparison(
            status="different",
            rule="differs.number",
            a_positions=tuple(at for at, _ in left),
            b_positions=tuple(at for at, _ in right),
        )
    odd = [k for k, (x, y) in enumerate(zip(one, two, strict=True)) if x != y]
    slips = len(odd) <= _MOST_MISREAD and all(confusable(one[k], two[k]) for k in odd)
    return NumberComparison(
        status="likely" if slips else "different",
        rule="misreading" if slips else "differs.number",
        a_positions=tuple(left[k][0] for k in odd),
        b_positions=tuple(right[k][0] for k in odd),
    )


def _masked(masked: str, whole: str) -> bool:
    """Whether `masked` hides characters of `whole` and agrees in those it shows."""
    hidden = sum(c in _MASKS for c in masked)
    shown = len(masked) - hidden
    if not hidden or shown < _FEWEST_SHOWN or len(masked) != len(whole):
        return False
    if any(c in _MASKS for c in whole) and hidden < 4:
        return False
    return all(m in _MASKS or m == w for m, w in zip(masked, whole, strict=True))
