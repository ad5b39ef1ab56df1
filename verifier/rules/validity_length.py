"""A document is not issued for longer than its kind is valid; shorter is common and fine."""

from __future__ import annotations

from datetime import timedelta

from verifier.model.finding import Finding
from verifier.model.profile import RuleSpec
from verifier.model.reason_code import ReasonCode
from verifier.rules.dates import earliest, latest, years_after
from verifier.rules.outcome import broken, held, not_applicable
from verifier.rules.subject import Subject

# Months left on the old book are often added, and some states date to the next birthday.
GRACE = timedelta(days=366)


def check(rule: RuleSpec, subject: Subject) -> Finding:
    """Return whether the expiry lies within the longest of `years` after the issue.

    Where no date of issue was read, today stands for it: an expiry further ahead than that
    cannot be.
    """
    options = rule.options["years"]
    years = [float(y) for y in (options if isinstance(options, tuple) else (str(options),))]
    expiry, issue = subject.reading("expiry_date"), subject.reading("issue_date")
    ends = earliest(expiry.value) if expiry else None
    if expiry is None or ends is None:
        return not_applicable(rule, "no date of expiry was read")
    begins = (latest(issue.value) if issue else None) or subject.now.date()
    if ends <= years_after(begins, max(years)) + GRACE:
        return held(rule)
    if subject.profile.expiry_optional:
        return not_applicable(rule, "an end so far ahead stands for none on this document")
    return broken(
        rule,
        ReasonCode.VALIDITY_DATES_INCONSISTENT,
        f"it should be valid for {max(years):g} years at most",
        seen={"a": begins.isoformat(), "b": expiry.value},
        read=(expiry, issue),
    )
