"""Words one name has and the other lacks: which custom explains each, if any does.

Sources: the countries' practice as noted beside each rule; Doc 9303-3 4.6 (suffixes), Doc 9303-4
4.2.3 (single names); Ukrainian resolution 302 of 2014 and its kin (no patronymic in Latin).
"""

from __future__ import annotations

from dataclasses import dataclass

from verifier.compare.names.align import Layout, Words
from verifier.compare.names.cut import Cut
from verifier.compare.names.name import Verdict
from verifier.compare.names.parse import Word, is_patronymic
from verifier.compare.names.words import words

_VIETNAMESE_MIDDLE = frozenset(("VAN", "THI", "VĂN", "THỊ"))


@dataclass(frozen=True, slots=True)
class Explained:
    """A word that one side lacks, with how grave that is and by which rule."""

    word: Word
    on_a: bool
    status: Verdict
    rule: str


def explain(
    layout: Layout, a: Words, b: Words, country: str | None, cut: Cut | None
) -> list[Explained]:
    """Return every leftover word with its rule; DIFFERENT where none holds."""
    essential_a = [w for w in layout.a_left if w.kind == "name"]
    essential_b = [w for w in layout.b_left if w.kind == "name"]
    both = bool(essential_a) and bool(essential_b)
    out: list[Explained] = []
    for on_a, left, other in (
        (True, layout.a_left, layout.b_left),
        (False, layout.b_left, layout.a_left),
    ):
        whole = a if on_a else b
        for word in left:
            if both and word.kind == "name":
                status, rule = Verdict.DIFFERENT, f"differs.{_part(word)}"
            else:
                status, rule = _rule_for(word, whole, layout, other, country, on_a, cut)
            out.append(Explained(word, on_a, status, rule))
    return out


def _part(word: Word) -> str:
    return {"given": "given_names", "surname": "surname", "patronymic": "patronymic"}.get(
        word.role, "name"
    )


def _rule_for(
    word: Word,
    whole: Words,
    layout: Layout,
    other: Words,
    country: str | None,
    on_a: bool,
    cut: Cut | None,
) -> tuple[Verdict, str]:
    """Return how one leftover word is explained when the other side lacks no name for it."""
    if cut and (cut.side == "b") is on_a:
        return Verdict.SAME_BY_RULE, "mrz.truncated"
    if word.kind == "patronymic":
        if any(w.kind == "patronymic" for w in other):
            return Verdict.DIFFERENT, "differs.patronymic"
        return Verdict.SAME_BY_RULE, "patronymic.omitted"
    if word.kind == "suffix":
        if any(w.kind == "suffix" for w in other):
            return Verdict.DIFFERENT, "differs.suffix"
        return Verdict.LIKELY, "suffix.omitted"
    if word.kind == "particle":
        return Verdict.SAME_BY_RULE, "surname.particle"
    return _missing_name(word, whole, layout, country)


def _missing_name(
    word: Word, whole: Words, layout: Layout, country: str | None
) -> tuple[Verdict, str]:
    met = [p for p in layout.pairings if p.a[0].kind == "name" or p.b[0].kind == "name"]
    names = [w for w in whole if w.kind == "name"]
    if len(names) >= 2 and len({w.key for w in names}) == 1:
        return Verdict.SAME_BY_RULE, "mononym.repeated"
    if len(met) < 2:
        return _too_little_met(word, whole, layout, country)
    if word.is_initial:
        return Verdict.LIKELY, "initial.omitted"
    at = names.index(word)
    first, last = at == 0, at == len(names) - 1
    if country in words().indivisible_given or _looks_indivisible(names):
        return Verdict.DIFFERENT, f"differs.{_part(word)}"
    if _hyphenated(word, whole):
        surname = word.role == "surname" or (
            word.role == "any" and _in_surname(word, whole, layout)
        )
        return (
            (Verdict.LIKELY, "surname.part_omitted")
            if surname
            else (Verdict.DIFFERENT, f"differs.{_part(word)}")
        )
    return _by_custom(word, names, first, last, country)


def _by_custom(
    word: Word, names: list[Word], first: bool, last: bool, country: str | None
) -> tuple[Verdict, str]:
    middle = not first and not last
    if word.key in _VIETNAMESE_MIDDLE and middle:
        return Verdict.SAME_BY_RULE, "middle_name.omitted"
    if country in words().two_surnames and (
        word.role == "surname" or (word.role == "any" and not first)
    ):
        return Verdict.SAME_BY_RULE, "second_surname.omitted"
    if country in words().father_name_in_middle and (word.role == "given" or middle) and not first:
        return Verdict.SAME_BY_RULE, "patronymic.omitted"
    if country in words().mother_name_in_middle and not first and (middle or word.role == "given"):
        return Verdict.SAME_BY_RULE, "middle_name.omitted"
    if country in words().chain and not first:
        return Verdict.LIKELY, "chain.shortened"
    if word.role == "surname":
        return Verdict.LIKELY, "second_surname.omitted"
    if is_patronymic(word.key) and middle:
        return Verdict.SAME_BY_RULE, "patronymic.omitted"
    return (
        Verdict.LIKELY,
        "given_name.omitted" if not last or word.role == "given" else "second_surname.omitted",
    )


def _too_little_met(
    word: Word, whole: Words, layout: Layout, country: str | None
) -> tuple[Verdict, str]:
    """Only one word met: enough where single names are usual or a whole field is missing."""
    if not layout.pairings:
        return Verdict.DIFFERENT, f"differs.{_part(word)}"
    if country in words().mononyms:
        return Verdict.LIKELY, "mononym"
    met = layout.pairings[0]
    roles = {met.a[0].role, met.b[0].role}
    if len(roles) == 1 and "any" not in roles and word.role not in roles:
        return Verdict.LIKELY, "part.missing"
    if len(roles) == 1 and "given" in roles and word.role == "given":
        return Verdict.LIKELY, "given_name.omitted"
    return Verdict.DIFFERENT, f"differs.{_part(word)}"


def _hyphenated(word: Word, whole: Words) -> bool:
    at = whole.index(word)
    return word.joined or (at + 1 < len(whole) and whole[at + 1].joined)


def _in_surname(word: Word, whole: Words, layout: Layout) -> bool:
    """Whether the rest of a hyphenated group meets the last word of the other name."""
    at = whole.index(word)
    tied = {at - 1} if word.joined else {at + 1}
    for pairing in layout.pairings:
        for ours, theirs in ((pairing.a, pairing.b), (pairing.b, pairing.a)):
            if any(whole.index(w) in tied for w in ours if w in whole):
                return _is_last(theirs[-1], layout, theirs is pairing.a) and len(whole) >= 3
    return False


def _is_last(word: Word, layout: Layout, on_a: bool) -> bool:
    """Whether a word ends its own name as written."""
    met = [w for p in layout.pairings for w in (p.a if on_a else p.b)]
    return word.role == "surname" or word.start == max(w.start for w in met)


def _looks_indivisible(names: list[Word]) -> bool:
    keys = [w.key for w in names]
    return (
        len(keys) == 3
        and (keys[0] in words().short_surnames or keys[-1] in words().short_surnames)
        and all(len(k) <= 6 for k in keys)
    )
