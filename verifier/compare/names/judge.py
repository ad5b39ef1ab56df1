"""From a layout to a verdict: what is asked of a match before it may stand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from verifier.compare.names.align import Layout, Pairing, Words
from verifier.compare.names.aligned import alone, aside_of, part_of, unmet
from verifier.compare.names.classes import is_arabic_given_name, is_listed
from verifier.compare.names.cut import Cut
from verifier.compare.names.leftover import Explained, explain
from verifier.compare.names.name import AlignedPart, NameComparison, Verdict
from verifier.compare.names.parse import Parsed, Word
from verifier.compare.names.part import Setting
from verifier.compare.names.words import words
from verifier.compare.transliterate.letters import APOSTROPHES, script_of, upper

_SURNAME_ENDING = re.compile(
    r"(OV|EV|OVA|EVA|SK[IY]+|SKA|SKAIA|SKAYA|[ОЕЄ]В|[ОЕЄ]ВА|СЬК?ИЙ|СЬКА|СКИЙ|СКАЯ)$"
)
_WEAK = frozenset(("initial", "misreading", "surname.gender_form", "short_form"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A layout with its verdict; `order` holds the rules about order and hyphens."""

    layout: Layout
    verdict: Verdict
    rule: str
    rules: tuple[str, ...]
    left_over: tuple[Explained, ...]
    birth_name: bool = False

    def comparison(self, left: Parsed, right: Parsed) -> NameComparison:
        """Return the outcome with parts in the order of the first name."""
        parts = [part_of(p) for p in self.layout.pairings] + unmet(self.left_over)
        parts += _suffix_parts(left, right)
        for parsed, on_a in ((left, True), (right, False)):
            parts += [aside_of(word, rule, on_a) for word, rule in parsed.aside]
            if not self.birth_name:
                parts += [aside_of(w, "birth_name.omitted", on_a) for w in parsed.birth_name]
        asides = _asides_of_one(left, right)
        verdict, rule = self.verdict, self.rule
        if self.birth_name:
            verdict, rule = Verdict.LIKELY, "birth_name"
        elif asides and verdict is Verdict.SAME:
            verdict, rule = Verdict.SAME_BY_RULE, asides[0]
        rules = tuple(
            dict.fromkeys((rule, *(r for r in (*self.rules, *asides) if r != "identical")))
        )
        return NameComparison(verdict=verdict, rule=rule, rules=rules, alignment=tuple(parts))


def _asides_of_one(left: Parsed, right: Parsed) -> list[str]:
    """Rules for what only one side has beside the name."""
    ours = {(w.key, rule) for w, rule in left.aside}
    theirs = {(w.key, rule) for w, rule in right.aside}
    born = [w.key for w in left.birth_name] != [w.key for w in right.birth_name]
    found = sorted({rule for _, rule in ours ^ theirs})
    return found + (["birth_name.omitted"] if born else [])


def judge(layout: Layout, left: Parsed, right: Parsed, setting: Setting, cut: Cut | None) -> Judged:
    """Return the verdict on one layout."""
    left_over = explain(layout, left.words, right.words, setting.country, cut)
    findings = [(p.match.status, p.match.rule) for p in layout.pairings]
    findings += [(e.status, e.rule) for e in left_over]
    findings += _about_order(layout, left, right)
    findings += _about_hyphens(layout.pairings) + _about_marks(layout.pairings)
    findings += _about_anchors(layout, left_over)
    findings += _about_suffixes(left, right) + _about_fathers(layout, left, right)
    if left.beyond != right.beyond:
        findings.append((Verdict.LIKELY, "name.too_long"))
    findings += _about_fields(layout, left, right)
    findings += _about_gender(layout)
    verdict = max((status for status, _ in findings), key=lambda s: s.rank, default=Verdict.SAME)
    rules = [rule for status, rule in findings if status is verdict]
    others = [
        rule for status, rule in findings if status is not verdict and status is not Verdict.SAME
    ]
    return Judged(
        layout=layout,
        verdict=verdict,
        rule=_headline(rules),
        rules=tuple(dict.fromkeys((*rules, *others))),
        left_over=tuple(left_over),
    )


def _headline(rules: list[str]) -> str:
    """Prefer the rule that says most: romanisation and cuts before order and hyphens."""
    for start in ("romanisation.", "mrz.", "given_name_pair", "differs."):
        for rule in rules:
            if rule.startswith(start):
                return rule
    return rules[0] if rules else "identical"


def _about_order(layout: Layout, left: Parsed, right: Parsed) -> list[tuple[Verdict, str]]:
    if not layout.turned:
        crossed = any(_roles_differ(p) for p in layout.pairings)
        return [(Verdict.SAME_BY_RULE, "fields.split_elsewhere")] if crossed else []
    if left.fielded and right.fielded:
        return [(Verdict.LIKELY, "order.fields_swapped")]
    if left.fielded or right.fielded:
        return [(Verdict.SAME_BY_RULE, "order.reversed")]
    return [_turned_line(layout)]


def _turned_line(layout: Layout) -> tuple[Verdict, str]:
    """Two given names in the other order may be a father and his son."""
    keys = [p.a[0].key for p in layout.pairings] + [p.b[0].key for p in layout.pairings]
    two_each = len(layout.pairings) == 2 and not layout.a_left and not layout.b_left
    if two_each and all(is_arabic_given_name(key) for key in keys):
        return Verdict.DIFFERENT, "differs.order_of_given_and_father_name"
    if two_each and all(is_listed(key) for key in keys):
        return Verdict.LIKELY, "order.reversed"
    return Verdict.SAME_BY_RULE, "order.reversed"


def _roles_differ(pairing: Pairing) -> bool:
    one, two = pairing.a[0].role, pairing.b[0].role
    return "any" not in (one, two) and one != two


def _about_hyphens(pairings: tuple[Pairing, ...]) -> list[tuple[Verdict, str]]:
    differ = any(len(p.a) == len(p.b) == 1 and p.a[0].joined != p.b[0].joined for p in pairings)
    return [(Verdict.SAME_BY_RULE, "hyphen")] if differ else []


def _about_marks(pairings: tuple[Pairing, ...]) -> list[tuple[Verdict, str]]:
    """Words with equal keys may still be written apart: an apostrophe, a look-alike letter."""
    out: list[tuple[Verdict, str]] = []
    for pairing in pairings:
        if pairing.match.status is not Verdict.SAME:
            continue
        one, two = (upper(" ".join(w.text for w in group)) for group in (pairing.a, pairing.b))
        if one != two:
            marked = any(c in APOSTROPHES for c in one + two)
            rule = "apostrophe" if marked else "letter.lookalike"
            if marked or {script_of(c) for c in one} != {script_of(c) for c in two}:
                out.append((Verdict.SAME_BY_RULE, rule))
    return out


def _about_anchors(layout: Layout, left_over: list[Explained]) -> list[tuple[Verdict, str]]:
    """At least one whole word must meet by more than likeness, unless single names are paired."""
    names = [p for p in layout.pairings if _is_name(p.a) and _is_name(p.b)]
    if not left_over and all(p.match.status is Verdict.SAME for p in layout.pairings):
        return []
    firm = [p for p in names if p.match.status.rank <= Verdict.SAME_BY_RULE.rank and _full(p)]
    if firm:
        return []
    words_left = [e for e in left_over if e.word.kind == "name"]
    if names and not words_left and len(names) == 1 and names[0].match.rule != "initial":
        return []
    return [(Verdict.DIFFERENT, "differs.name")]


def _about_suffixes(left: Parsed, right: Parsed) -> list[tuple[Verdict, str]]:
    """Junior and senior are two people; a suffix on one side only is often just left out."""
    ours, theirs = _suffixes(left), _suffixes(right)
    if ours == theirs:
        return []
    if ours and theirs:
        return [(Verdict.DIFFERENT, "differs.suffix")]
    return [(Verdict.LIKELY, "suffix.omitted")]


def _suffix_parts(left: Parsed, right: Parsed) -> list[AlignedPart]:
    if _suffixes(left) == _suffixes(right):
        return []
    both = bool(left.suffixes and right.suffixes)
    status = Verdict.DIFFERENT if both else Verdict.LIKELY
    rule = "differs.suffix" if both else "suffix.omitted"
    sides = ((left.suffixes, True), (right.suffixes, False))
    return [alone(word, on_a, status, rule) for found, on_a in sides for word in found]


def _suffixes(parsed: Parsed) -> frozenset[str]:
    lists = words()
    groups = {**dict.fromkeys(lists.junior, "JR"), **dict.fromkeys(lists.senior, "SR")}
    return frozenset(groups.get(word.key, word.key) for word in parsed.suffixes)


def _about_fathers(layout: Layout, left: Parsed, right: Parsed) -> list[tuple[Verdict, str]]:
    """Keep a father's name from standing for the own name where both sides give one."""
    if not all(any(w.kind == "patronymic" for w in p.words) for p in (left, right)):
        return []
    kinds = [
        (p.a[0].kind, p.b[0].kind)
        for p in layout.pairings
        if not (_is_fathers(p.a[0], left) and _is_fathers(p.b[0], right))
    ]
    crossed = any("patronymic" in pair and pair[0] != pair[1] for pair in kinds)
    return [(Verdict.DIFFERENT, "differs.patronymic")] if crossed else []


def _is_fathers(word: Word, parsed: Parsed) -> bool:
    """Whether KYZY, UULU and the like follow the word, in whichever field the two stand."""
    at = parsed.words.index(word)
    following = parsed.words[at + 1 : at + 2]
    return bool(following) and following[0].key in words().patronymic_words


def _about_fields(layout: Layout, left: Parsed, right: Parsed) -> list[tuple[Verdict, str]]:
    """Where a source keeps the fields apart, each of them must meet something."""
    if not layout.a_left and not layout.b_left:
        return []
    for parsed, on_a in ((left, True), (right, False)):
        if not parsed.fielded:
            continue
        met = {w.role for p in layout.pairings for w in (p.a if on_a else p.b) if w.kind == "name"}
        for role in ("surname", "given"):
            other = right if on_a else left
            if role not in met and (len(other.words) > 1 or not other.fielded):
                if len(other.words) == 1:
                    continue  # a single name: `leftover.py` says whether that is enough
                return [
                    (
                        Verdict.DIFFERENT,
                        f"differs.{'surname' if role == 'surname' else 'given_names'}",
                    )
                ]
    return []


def _about_gender(layout: Layout) -> list[tuple[Verdict, str]]:
    """Tell a woman's and a man's given name apart: Florin, Florina."""
    for pairing in layout.pairings:
        if pairing.match.rule != "surname.gender_form":
            continue
        given = "given" in (pairing.a[0].role, pairing.b[0].role)
        leads = pairing is layout.pairings[0] and len(layout.pairings) > 1 and not layout.turned
        in_line = "surname" not in (pairing.a[0].role, pairing.b[0].role)
        if given or (in_line and leads and not _SURNAME_ENDING.search(pairing.a[0].key)):
            return [(Verdict.DIFFERENT, "differs.given_names")]
    return []


def _is_name(group: Words) -> bool:
    return any(w.kind == "name" for w in group)


def _full(pairing: Pairing) -> bool:
    longest = max(sum(len(w.key) for w in group) for group in (pairing.a, pairing.b))
    return longest > 1 and pairing.match.rule not in _WEAK
