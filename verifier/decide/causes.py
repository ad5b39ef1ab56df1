"""Root causes over symptoms: a reflection on the number explains the unread number.

One reason for one cause. A symptom is dropped only when a cause covers all its fields.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.model.reason import Reason
from verifier.model.reason_code import ReasonCode

# What hides each symptom: any of these causes on the same fields explains it.
_CAPTURE = (
    ReasonCode.CAPTURE_LOW_RESOLUTION,
    ReasonCode.CAPTURE_BLURRED,
    ReasonCode.CAPTURE_GLARE,
    ReasonCode.CAPTURE_EXPOSURE,
    ReasonCode.CAPTURE_CROPPED,
    ReasonCode.CAPTURE_COVERED,
)
_UNREAD = (
    ReasonCode.READ_FIELD,
    ReasonCode.READ_MRZ_NOT_READABLE,
    ReasonCode.READ_UNCERTAIN,
    ReasonCode.READ_MRZ_CHECK_DIGIT,
    ReasonCode.READ_MRZ_IMPLAUSIBLE,
    ReasonCode.READ_CODE_NOT_READABLE,
    ReasonCode.DOCUMENT_NOT_RECOGNISED,
    ReasonCode.FILE_NO_DOCUMENT,
)
_NOTHING_SEEN = (ReasonCode.FILE_NO_DOCUMENT,)
_FOLLOWS_FROM_NOTHING = (
    ReasonCode.READ_MRZ_NOT_READABLE,
    ReasonCode.READ_FIELD,
    ReasonCode.DOCUMENT_NOT_RECOGNISED,
)

EXPLAINS: tuple[tuple[tuple[ReasonCode, ...], tuple[ReasonCode, ...]], ...] = (
    (_CAPTURE, _UNREAD),
    # A name that was not surely read differs from nothing.
    (_CAPTURE, (ReasonCode.MATCH_NAME, ReasonCode.MATCH_NAME_VARIANT)),
    # Half a zone is read in the wrong places.
    ((ReasonCode.CAPTURE_CROPPED,), (ReasonCode.CONSISTENCY_PRINT_VS_CODE,)),
    (_NOTHING_SEEN, _FOLLOWS_FROM_NOTHING),
    (
        (ReasonCode.DOCUMENT_SCRIPT_NOT_SUPPORTED,),
        (ReasonCode.READ_FIELD, ReasonCode.READ_UNCERTAIN),
    ),
    ((ReasonCode.READ_MRZ_NOT_READABLE,), (ReasonCode.READ_FIELD,)),
    ((ReasonCode.CAPTURE_SIDE_MISSING,), (ReasonCode.READ_MRZ_NOT_READABLE, ReasonCode.READ_FIELD)),
    (
        (ReasonCode.READ_MRZ_CHECK_DIGIT, ReasonCode.READ_MRZ_IMPLAUSIBLE),
        (ReasonCode.READ_UNCERTAIN,),
    ),
    (
        (ReasonCode.CAPTURE_EXPOSURE,),
        (ReasonCode.CAPTURE_BLURRED, ReasonCode.CAPTURE_GLARE, ReasonCode.CAPTURE_COVERED),
    ),
    ((ReasonCode.CAPTURE_LOW_RESOLUTION,), (ReasonCode.CAPTURE_BLURRED,)),
    ((ReasonCode.DOCUMENT_COUNTRY_NOT_ACCEPTED,), (ReasonCode.DOCUMENT_TYPE_NOT_ACCEPTED,)),
    ((ReasonCode.VALIDITY_EXPIRED,), (ReasonCode.VALIDITY_EXPIRES_TOO_SOON,)),
)


def root_causes(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    """Return the reasons without those that another one of them explains."""
    return tuple(
        reason for reason in reasons if not any(_explained(reason, other) for other in reasons)
    )


def _explained(symptom: Reason, cause: Reason) -> bool:
    if symptom is cause:
        return False
    # A zone that the picture cuts in two tells neither the document nor any field surely.
    whole = cause.code in _NOTHING_SEEN or "within" in cause.evidence
    covers = bool(symptom.fields) and set(symptom.fields) <= set(cause.fields)
    return (whole or covers) and any(
        cause.code in causes and symptom.code in symptoms for causes, symptoms in EXPLAINS
    )
