"""The parts of two names beside each other, as the comparison shows them."""

from __future__ import annotations

from difflib import SequenceMatcher

from verifier.compare.names.align import Pairing, Words
from verifier.compare.names.leftover import Explained
from verifier.compare.names.name import AlignedPart, Verdict
from verifier.compare.names.parse import Word


def part_of(pairing: Pairing) -> AlignedPart:
    """Return a matched pair of words as a part."""
    a, b = pairing.a, pairing.b
    marks = _marks(a, b) if pairing.match.status is Verdict.LIKELY else ((), ())
    return AlignedPart(
        a=" ".join(w.text for w in a),
        b=" ".join(w.text for w in b),
        status=pairing.match.status,
        rule=pairing.match.rule,
        a_field=a[0].field,
        b_field=b[0].field,
        a_span=(a[0].start, a[-1].end),
        b_span=(b[0].start, b[-1].end),
        via=pairing.match.via,
        a_marks=marks[0],
        b_marks=marks[1],
    )


def unmet(left_over: tuple[Explained, ...]) -> list[AlignedPart]:
    """Words that differ stand beside each other; words one side lacks stand alone."""
    differ_a = [e for e in left_over if e.on_a and e.status is Verdict.DIFFERENT]
    differ_b = [e for e in left_over if not e.on_a and e.status is Verdict.DIFFERENT]
    out: list[AlignedPart] = []
    for one, two in zip(differ_a, differ_b, strict=False):
        marks = _marks((one.word,), (two.word,))
        out.append(
            AlignedPart(
                a=one.word.text,
                b=two.word.text,
                status=Verdict.DIFFERENT,
                rule=one.rule,
                a_field=one.word.field,
                b_field=two.word.field,
                a_span=(one.word.start, one.word.end),
                b_span=(two.word.start, two.word.end),
                a_marks=marks[0],
                b_marks=marks[1],
            )
        )
    paired = min(len(differ_a), len(differ_b))
    single = [*differ_a[paired:], *differ_b[paired:]]
    single += [e for e in left_over if e.status is not Verdict.DIFFERENT]
    return out + [alone(e.word, e.on_a, e.status, e.rule) for e in single]


def aside_of(word: Word, rule: str, on_a: bool) -> AlignedPart:
    """Return a word that stands beside the name, with the rule that leaves it out."""
    return alone(word, on_a, Verdict.SAME_BY_RULE, rule)


def alone(word: Word, on_a: bool, status: Verdict, rule: str) -> AlignedPart:
    """Return a word that has no counterpart."""
    span = (word.start, word.end)
    if on_a:
        return AlignedPart(
            a=word.text, b="", status=status, rule=rule, a_field=word.field, a_span=span
        )
    return AlignedPart(a="", b=word.text, status=status, rule=rule, b_field=word.field, b_span=span)


def _marks(a: Words, b: Words) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the positions, in each field, of the characters that differ."""
    one, two = a[0].text.casefold(), b[0].text.casefold()
    left: list[int] = []
    right: list[int] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if kind != "equal":
            left.extend(range(a[0].start + i1, a[0].start + i2))
            right.extend(range(b[0].start + j1, b[0].start + j2))
    return tuple(left), tuple(right)
