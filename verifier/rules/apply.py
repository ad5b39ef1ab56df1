"""Every rule of a profile, applied to what was read; the list of kinds is written out here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from verifier.model.finding import Finding
from verifier.model.profile import Profile, RuleSpec
from verifier.model.reading import Reading
from verifier.model.zone import Zone
from verifier.rules import (
    hook,
    issue_window,
    issuing_state,
    max_age,
    nationality,
    number_check,
    number_encodes,
    pattern,
    specimen,
    validity_length,
    withdrawn,
    zone_code,
)
from verifier.rules.subject import Subject, subject

KINDS: Mapping[str, Callable[[RuleSpec, Subject], Finding]] = {
    "pattern": pattern.check,
    "number_check": number_check.check,
    "number_encodes": number_encodes.check,
    "zone_code": zone_code.check,
    "issuing_state": issuing_state.check,
    "nationality": nationality.check,
    "validity_length": validity_length.check,
    "issue_window": issue_window.check,
    "withdrawn": withdrawn.check,
    "max_age": max_age.check,
    "hook": hook.check,
}
# Conventions that `verifier/rules/expiry.py` reads; they say how an expiry is to be understood.
CONVENTIONS = ("expiry_convention", "expiry_cap", "expiry_extended")


def apply_rules(
    profile: Profile, readings: Sequence[Reading], zone: Zone | None, now: datetime
) -> tuple[Finding, ...]:
    """Return one finding for each rule of the profile that is in force at `now`."""
    document = subject(profile, readings, zone, now)
    judged = (
        KINDS[rule.kind](rule, document)
        for rule in profile.rules
        if rule.kind in KINDS and in_force(rule, now.date())
    )
    return (*judged, specimen.check(document))


def in_force(rule: RuleSpec, day: date) -> bool:
    """Whether the rule holds on that day."""
    begun = rule.valid_from is None or rule.valid_from <= day
    return begun and (rule.valid_until is None or day <= rule.valid_until)
