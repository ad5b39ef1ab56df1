"""A certificate states facts of its day: after so many days it no longer proves them."""

from __future__ import annotations

from datetime import timedelta

from verifier.model.finding import Finding
from verifier.model.profile import RuleSpec
from verifier.model.reason_code import ReasonCode
from verifier.rules.dates import latest
from verifier.rules.outcome import broken, held, not_applicable
from verifier.rules.subject import Subject


def check(rule: RuleSpec, subject: Subject) -> Finding:
    """Return whether the document was issued within the last `days` days."""
    reading = subject.reading("issue_date")
    issued = latest(reading.value) if reading else None
    if reading is None or issued is None:
        return not_applicable(rule, "no date of issue was read")
    days = int(str(rule.options["days"]))
    oldest = subject.now.date() - timedelta(days=days)
    if issued >= oldest:
        return held(rule)
    return broken(
        rule,
        ReasonCode.VALIDITY_TOO_OLD,
        f"it may be {days} days old at most",
        seen={"date": reading.value},
        expected={"days": days, "on_or_after": oldest.isoformat()},
        read=(reading,),
    )
