"""A series is issued between its first and its last day."""

from __future__ import annotations

from datetime import date

from verifier.model.finding import Finding
from verifier.model.profile import RuleSpec
from verifier.model.reason_code import ReasonCode
from verifier.rules.dates import earliest, latest
from verifier.rules.outcome import broken, held, not_applicable
from verifier.rules.subject import Subject


def check(rule: RuleSpec, subject: Subject) -> Finding:
    """Return whether the date of issue lies between `from` and `until`."""
    reading = subject.reading("issue_date")
    if reading is None:
        return not_applicable(rule, "no date of issue was read")
    first, last = _day(rule, "from"), _day(rule, "until")
    begins, ends = earliest(reading.value), latest(reading.value)
    if begins is None or ends is None:
        return not_applicable(rule, "the date of issue is no date")
    if (first is None or ends >= first) and (last is None or begins <= last):
        return held(rule)
    bound = first if first is not None and ends < first else last
    return broken(
        rule,
        ReasonCode.VALIDITY_DATES_INCONSISTENT,
        "this series was not issued at that time",
        seen={"a": reading.value, "b": bound.isoformat() if bound else ""},
        read=(reading,),
    )


def _day(rule: RuleSpec, option: str) -> date | None:
    return date.fromisoformat(str(rule.options[option])) if option in rule.options else None
