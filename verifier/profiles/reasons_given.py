"""Which reasons a document can be told, from what its profile says: for those who write profiles.

Reasons about the picture (blur, glare, edges) can be given of every document and are left out.
A rule that is not source-checked gives none (DESIGN, section 6).
"""

from __future__ import annotations

from collections.abc import Iterator

from verifier.model.profile import Confidence, Profile, RuleSpec
from verifier.model.reason_code import ReasonCode

# What `verifier/rules/<kind>.py` says when a rule of the kind does not hold. The expiry rules
# change what counts as expired and say nothing of their own.
BY_RULE: dict[str, tuple[ReasonCode, ...]] = {
    "pattern": (ReasonCode.READ_UNCERTAIN, ReasonCode.READ_MRZ_IMPLAUSIBLE),
    "number_check": (ReasonCode.READ_ID_NUMBER_CHECK_DIGIT,),
    "number_encodes": (ReasonCode.CONSISTENCY_NUMBER_VS_PERSON_DATA,),
    "zone_code": (ReasonCode.INTEGRITY_DESIGN_MISMATCH,),
    "issuing_state": (ReasonCode.READ_MRZ_IMPLAUSIBLE,),
    "nationality": (ReasonCode.READ_MRZ_IMPLAUSIBLE,),
    "validity_length": (ReasonCode.VALIDITY_DATES_INCONSISTENT,),
    "expiry_convention": (),
    "expiry_cap": (ReasonCode.VALIDITY_EXPIRED,),
    "expiry_extended": (),
    "issue_window": (ReasonCode.VALIDITY_DATES_INCONSISTENT,),
    "withdrawn": (ReasonCode.DOCUMENT_EDITION_WITHDRAWN,),
    "max_age": (ReasonCode.VALIDITY_TOO_OLD,),
    "hook": (ReasonCode.READ_UNCERTAIN,),
}


def of_rule(rule: RuleSpec) -> tuple[ReasonCode, ...]:
    """Return the reasons the rule can give; none when it only guides or warns."""
    judges = rule.confidence is Confidence.CHECKED and not rule.warns_only
    return BY_RULE[rule.kind] if judges else ()


def reasons_given(profile: Profile) -> tuple[ReasonCode, ...]:
    """Return every reason the document can be told beyond those of its pictures, each once."""
    return tuple(dict.fromkeys(_every(profile)))


def _every(profile: Profile) -> Iterator[ReasonCode]:
    shown = {field.name for field in profile.fields}
    if profile.zone is not None:
        yield ReasonCode.READ_MRZ_CHECK_DIGIT
        yield ReasonCode.CONSISTENCY_PRINT_VS_CODE
    else:
        yield ReasonCode.READ_FIELD
    if "expiry_date" in shown:
        yield ReasonCode.VALIDITY_EXPIRED
    if "issue_date" in shown:
        yield ReasonCode.VALIDITY_NOT_YET_VALID
    for rule in profile.rules:
        yield from of_rule(rule)
    if len(profile.sides) > 1:
        yield ReasonCode.CAPTURE_SIDE_MISSING
    if any(seal.required for seal in profile.seals):
        yield ReasonCode.SIGNATURE_CODE_MISSING
    if profile.specimen:
        yield ReasonCode.DOCUMENT_SPECIMEN
