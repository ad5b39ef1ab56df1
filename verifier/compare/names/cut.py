"""Names cut to fit the machine-readable zone.

Source: ICAO Doc 9303-4 4.2.3, 9303-5 4.2.3, 9303-6 4.2.3: components are cut, reduced to initials
or left out, so that the last position of the name field holds a letter (39 characters in TD3, 31
in TD2, 30 in TD1).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from verifier.compare.names.forms import latin_forms
from verifier.compare.names.name import Name, Verdict
from verifier.compare.names.parse import Parsed, Word
from verifier.compare.names.part import Match, Setting
from verifier.compare.names.spelling import spelled_alike

NAME_FIELD_LENGTHS = (39, 31, 30)  # TD3, TD2, TD1
_BETWEEN_IDENTIFIERS = 2  # `<<`


@dataclass(frozen=True, slots=True)
class Cut:
    """Which of the two names fills its field and may be cut."""

    side: Literal["a", "b"]


def cut_side(
    a: Name, b: Name, parsed: tuple[Parsed, Parsed], truncated_at: int | None
) -> Cut | None:
    """Return the side that fills a name field of the zone to the last letter, if one does.

    With `truncated_at` the field's length is known; otherwise each length of the standard counts.
    """
    lengths = (truncated_at,) if truncated_at else NAME_FIELD_LENGTHS
    filled: list[Literal["a", "b"]] = []
    sizes = (_encoded(parsed[0]), _encoded(parsed[1]))
    if any(length in sizes[0] for length in lengths) and _plain(a):
        filled.append("a")
    if any(length in sizes[1] for length in lengths) and _plain(b):
        filled.append("b")
    if not filled:
        return None
    # Of two full fields the one with less in it is the cut one.
    return Cut(filled[0] if len(filled) == 1 else ("a" if max(sizes[0]) <= max(sizes[1]) else "b"))


def _encoded(parsed: Parsed) -> tuple[int, ...]:
    """Return the lengths the name can have had in the zone, with fillers between components."""
    found = list(parsed.words)
    if not found:
        return (0,)
    plain = sum(len(w.key) for w in found) + len(found) - 1
    return (plain + _BETWEEN_IDENTIFIERS - 1,) if parsed.fielded else (plain, plain + 1)


def _plain(name: Name) -> bool:
    """Whether the name is written as a zone would have it: A to Z in capitals."""
    text = f"{name.full_name}{name.surname}{name.given_names}"
    return text.isascii() and text == text.upper()


def match_cut(a: Word, b: Word, setting: Setting, cut: Cut) -> Match | None:
    """Return a match when the cut side's word is the beginning of the other's."""
    short, whole = (a, b) if cut.side == "a" else (b, a)
    if "any" not in (short.role, whole.role) and short.role != whole.role:
        return None
    for form in latin_forms(whole.key, setting.country):
        if spelled_alike(short.key, form.latin, setting.families, prefix=True) is not None:
            return Match(Verdict.SAME_BY_RULE, "mrz.truncated", form.latin)
    return None
