"""The zone's issuing state is the country's code (Doc 9303-3, part 5; Germany is one letter)."""

from __future__ import annotations

from verifier.model.finding import Finding
from verifier.model.profile import RuleSpec
from verifier.model.reason_code import ReasonCode
from verifier.profiles.zone_fit import issuing_state
from verifier.rules.outcome import broken, held, not_applicable
from verifier.rules.subject import Subject


def check(rule: RuleSpec, subject: Subject) -> Finding:
    """Return whether the issuing state is among `states` or the country's own code."""
    if subject.zone is None:
        return not_applicable(rule, "no zone was read")
    state = issuing_state(subject.zone)
    options = rule.options["states"]
    states = options if isinstance(options, tuple) else (str(options),)
    if state in (*states, subject.profile.country):
        return held(rule)
    return broken(
        rule,
        ReasonCode.READ_MRZ_IMPLAUSIBLE,
        f"the issuing state should be {' or '.join(states)}",
        seen={"field": "issuing_state", "value": state},
        read=(subject.reading("issuing_state"),),
    )
