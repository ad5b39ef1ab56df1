"""The nationality is one this document is issued to, where it is issued to some only.

A nationality need not be the issuing state: refugees' and stateless persons' documents carry XXB
or XXA, British ones GBN or GBD (Doc 9303-3, part 5, C and D). Profiles name nationalities only
for documents that are defined by them.
"""

from __future__ import annotations

from verifier.model.finding import Finding
from verifier.model.profile import RuleSpec
from verifier.model.reason_code import ReasonCode
from verifier.rules.outcome import broken, held, not_applicable
from verifier.rules.subject import Subject


def check(rule: RuleSpec, subject: Subject) -> Finding:
    """Return whether the nationality is among `states`; Germany's D counts as DEU."""
    reading = subject.reading("nationality")
    if reading is None:
        return not_applicable(rule, "no nationality was read")
    options = rule.options["states"]
    states = options if isinstance(options, tuple) else (str(options),)
    if {reading.value, reading.raw.strip("<")} & {*states}:
        return held(rule)
    return broken(
        rule,
        ReasonCode.READ_MRZ_IMPLAUSIBLE,
        f"the nationality should be {' or '.join(states)}",
        seen={"field": "nationality", "value": reading.value},
        read=(reading,),
    )
