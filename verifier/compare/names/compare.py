"""Compares two names: parse, license, lay side by side, explain what is left, name the rule.

Never a bare similarity: a verdict better than different rests on rules, each with a stable id.
`romanisation.<table>` ids are the tables' own; `romanisation.<sound>` and `spelling.*` come from
`tables/spellings.toml`.
"""

from __future__ import annotations

from dataclasses import replace

from verifier.compare.names.align import layouts
from verifier.compare.names.cut import cut_side
from verifier.compare.names.judge import Judged, judge
from verifier.compare.names.licence import families
from verifier.compare.names.name import AlignedPart, Name, NameComparison, Verdict
from verifier.compare.names.parse import Parsed, parse, readable
from verifier.compare.names.part import Setting
from verifier.compare.names.spoken import alternatives

_MOST_ALTERNATIVES = 4


def compare_names(
    a: Name, b: Name, *, country: str | None = None, truncated_at: int | None = None
) -> NameComparison:
    """Return how two names stand to each other.

    `country` is the alpha-3 code of the document (None: unknown); `truncated_at` is the length
    of the name field when one of them comes from a machine-readable zone (39, 31 or 30; None:
    any of these). The verdict does not depend on which name comes first. Never raises.
    """
    if _order(b) < _order(a):
        return _mirrored(compare_names(b, a, country=country, truncated_at=truncated_at))
    outcomes = [
        _compare(one, two, country, truncated_at)
        for one in alternatives(a)[:_MOST_ALTERNATIVES]
        for two in alternatives(b)[:_MOST_ALTERNATIVES]
    ]
    return min(outcomes, key=lambda outcome: outcome.verdict.rank)


def _order(name: Name) -> tuple[str, str, str, str]:
    return name.full_name, name.surname, name.given_names, name.patronymic


def _compare(a: Name, b: Name, country: str | None, truncated_at: int | None) -> NameComparison:
    left, right = parse(a), parse(b)
    if not left.words or not right.words:
        return NameComparison(verdict=Verdict.LIKELY, rule="name.empty", comparable=False)
    if not (readable(left.words) and readable(right.words)):
        if [w.key for w in left.words] == [w.key for w in right.words]:
            return NameComparison(verdict=Verdict.SAME, rule="identical", rules=("identical",))
        return NameComparison(verdict=Verdict.LIKELY, rule="script.unsupported", comparable=False)
    setting = Setting(country, families(left.words, right.words, country))
    best = _best(left, right, setting)
    cut = cut_side(a, b, (left, right), truncated_at)
    if cut and best.verdict.rank > Verdict.SAME_BY_RULE.rank:
        best = min(best, _best(left, right, setting, cut=cut), key=_preferred)
    best = _with_birth_names(best, left, right, setting)
    return best.comparison(left, right)


def _best(left: Parsed, right: Parsed, setting: Setting, **how: object) -> Judged:
    cut = how.get("cut")
    judged = (
        judge(layout, left, right, setting, cut)  # type: ignore[arg-type]
        for layout in layouts(left.words, right.words, setting, cut)  # type: ignore[arg-type]
    )
    return min(judged, key=_preferred)


def _preferred(judged: Judged) -> tuple[int, float]:
    return judged.verdict.rank, judged.layout.cost + (0.25 if judged.layout.turned else 0)


def _with_birth_names(best: Judged, left: Parsed, right: Parsed, setting: Setting) -> Judged:
    """Let a surname meet the other document's birth name: likely one person, married since."""
    if best.verdict is not Verdict.DIFFERENT or not (left.birth_name or right.birth_name):
        return best
    one, two = _under_birth_name(left), _under_birth_name(right)
    for x, y in ((one, right), (left, two), (one, two)):
        again = _best(x, y, setting)
        if again.verdict is not Verdict.DIFFERENT:
            return replace(again, birth_name=True)
    return best


def _under_birth_name(parsed: Parsed) -> Parsed:
    if not parsed.birth_name:
        return parsed
    kept = tuple(w for w in parsed.words if w.role not in ("surname",))
    if len(kept) == len(parsed.words):
        kept = kept[:-1]
    return replace(parsed, words=kept + parsed.birth_name)


def _mirrored(outcome: NameComparison) -> NameComparison:
    return replace(outcome, alignment=tuple(_swapped(part) for part in outcome.alignment))


def _swapped(part: AlignedPart) -> AlignedPart:
    return replace(
        part,
        a=part.b,
        b=part.a,
        a_field=part.b_field,
        b_field=part.a_field,
        a_span=part.b_span,
        b_span=part.a_span,
        a_marks=part.b_marks,
        b_marks=part.a_marks,
    )
