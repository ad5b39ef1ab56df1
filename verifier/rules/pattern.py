"""A value has the form its issuer gives it.

Spaces, look-alike letters and O for 0 are the reader's or the printer's, not a fault of form.
"""

from __future__ import annotations

from verifier.model.finding import Finding
from verifier.model.profile import RuleSpec
from verifier.model.reading import Source
from verifier.model.reason_code import ReasonCode
from verifier.profiles.forms import matches, reads_as
from verifier.rules.outcome import broken, held, not_applicable
from verifier.rules.subject import Subject


def check(rule: RuleSpec, subject: Subject) -> Finding:
    """Return whether the rule's field has the form of `pattern`."""
    field = rule.fields[0]
    reading = subject.reading(field)
    if reading is None:
        return not_applicable(rule, f"no {field} was read")
    pattern = str(rule.options["pattern"])
    if matches(pattern, reading.value):
        return held(rule)
    likely = reads_as(pattern, reading.value)
    if likely is not None:
        return held(rule, f"fits when read as {likely}: O and 0, I and 1 look alike")
    in_zone = reading.source is Source.MRZ
    return broken(
        rule,
        ReasonCode.READ_MRZ_IMPLAUSIBLE if in_zone else ReasonCode.READ_UNCERTAIN,
        f"it should be {rule.options.get('form') or pattern}",
        seen={"field": field, "value": reading.value} if in_zone else {"fields": (field,)},
        evidence={"form": str(rule.options.get("form") or pattern)},
        read=(reading,),
    )
