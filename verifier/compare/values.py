"""One comparison of two readings, by the kind of the field."""

from __future__ import annotations

from collections.abc import Callable

from verifier.compare.addresses import compare_addresses
from verifier.compare.characters import differing, stretches, where
from verifier.compare.dates import compare_dates, other_meaning
from verifier.compare.names import Name, NameComparison, compare_names
from verifier.compare.numbers import compare_numbers, confusable
from verifier.model.comparison import Agreement, Comparison
from verifier.model.reading import Reading, Source

DATES = ("birth_date", "expiry_date", "issue_date")
NUMBERS = ("document_number", "personal_number")
_STATES = ("nationality", "issuing_state")
_ALPHA3 = 3
CODES = ("sex", "nationality", "issuing_state")
NAMES = ("surname", "given_names", "full_name", "patronymic")


def compare_person(
    a: Name, a_source: Source, b: Name, b_source: Source, *, country: str | None
) -> Comparison:
    """Return how two names relate, with the alignment and the rule."""
    outcome = compare_names(a, b, country=country)
    return Comparison(
        field="name",
        a_source=a_source,
        a=shown(a),
        b_source=b_source,
        b=shown(b),
        agreement=Agreement(outcome.verdict) if outcome.comparable else Agreement.NOT_COMPARABLE,
        rule=outcome.rule or None,
        alignment=tuple((part.a, part.b, part.rule) for part in outcome.alignment),
        differing=tuple((part.a, part.b) for part in outcome.differing),
        note=_where(outcome),
    )


def _where(outcome: NameComparison) -> str:
    """Return, for each part that differs, the characters that do."""
    parts = [(part.a, part.b) for part in outcome.differing if part.a and part.b]
    told = [(a, where(stretches(a.upper(), b.upper(), confusable))) for a, b in parts]
    return "; ".join(f"{a}: {places}" for a, places in told if places)


def shown(name: Name) -> str:
    """Return a name in one line, as its source has it."""
    parts = (name.surname, name.given_names, name.patronymic)
    return name.full_name or " ".join(part for part in parts if part)


def compare_values(a: Reading, b: Reading) -> Comparison:
    """Return how two readings of one field other than a name relate."""
    kind = a.field
    judge: Callable[[Reading, Reading], tuple[Agreement, str | None]] = _codes
    if kind in DATES:
        judge = _dates
    elif kind in NUMBERS:
        judge = _numbers
    elif kind == "address":
        judge = _addresses
    agreement, rule = judge(a, b)
    compared = agreement in (Agreement.DIFFERENT, Agreement.LIKELY) and kind != "address"
    found = stretches(a.value, b.value, confusable) if compared else ()
    return Comparison(
        field=kind,
        a_source=a.source,
        a=a.value,
        b_source=b.source,
        b=b.value,
        agreement=agreement,
        rule=rule,
        alignment=found,
        differing=differing(found),
        note=where(found),
    )


def _codes(a: Reading, b: Reading) -> tuple[Agreement, str | None]:
    if a.field in _STATES and not all(len(v.value) == _ALPHA3 for v in (a, b)):
        return Agreement.NOT_COMPARABLE, "a name of a country beside its code"
    same = a.value.upper() == b.value.upper()
    return (Agreement.SAME if same else Agreement.DIFFERENT), None


def _dates(a: Reading, b: Reading) -> tuple[Agreement, str | None]:
    outcome = compare_dates(a.value, b.value)
    if outcome.status not in ("same", "same_by_rule"):
        for one, other in ((a, b), (b, a)):
            if other.value in one.alternatives and (rule := other_meaning(one.value, other.value)):
                return Agreement.SAME_BY_RULE, rule
    return Agreement(outcome.status), outcome.rule


def _addresses(a: Reading, b: Reading) -> tuple[Agreement, str | None]:
    return compare_addresses(a.value, b.value)


def _numbers(a: Reading, b: Reading) -> tuple[Agreement, str | None]:
    outcome = compare_numbers(a.value, b.value)
    return Agreement(outcome.status), outcome.rule
