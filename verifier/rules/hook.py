"""What no other kind can say: a small pure function of the country's `hooks.py`.

It takes the fields the rule declares, by name, and returns None when all is well or a sentence
saying what does not fit.
"""

from __future__ import annotations

from verifier.model.finding import Finding
from verifier.model.profile import RuleSpec
from verifier.model.reason_code import ReasonCode
from verifier.profiles.hooks import function
from verifier.rules.outcome import broken, held, not_applicable
from verifier.rules.subject import Subject


def check(rule: RuleSpec, subject: Subject) -> Finding:
    """Return what the hook `call` says of the fields it reads."""
    read = {f: subject.reading(f) for f in rule.fields}
    missing = [f for f, r in read.items() if r is None]
    if missing:
        return not_applicable(rule, f"not read: {', '.join(missing)}")
    values = {f: r.value for f, r in read.items() if r is not None}
    try:
        fault = function(subject.profile.folder, str(rule.options["call"]))(**values)
    except (ValueError, IndexError, KeyError):
        fault = "the values are not of the form the rule is about"
    if not fault:
        return held(rule)
    return broken(
        rule,
        ReasonCode.READ_UNCERTAIN,
        str(fault),
        seen={"fields": rule.fields},
        read=tuple(read.values()),
    )
