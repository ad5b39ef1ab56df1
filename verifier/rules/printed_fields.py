"""Documents that are read by their printed side alone: whether what identifies was read."""

from __future__ import annotations

from collections.abc import Sequence

from verifier.model.claim import Claim
from verifier.model.finding import Finding, Status, passed, skipped
from verifier.model.policy import Policy
from verifier.model.profile import Profile
from verifier.model.reading import Reading, Source
from verifier.model.reason_code import ReasonCode
from verifier.rules.subject import SURE, strongest

CHECK = "print.complete"
NAMES = ("surname", "given_names", "full_name")
NUMBERS = ("document_number", "personal_number")
IDENTIFYING = (NAMES, ("birth_date",), NUMBERS)
_CLAIMED = "compare.claim."


def printed_fields(
    profile: Profile | None, readings: Sequence[Reading], zone_read: bool
) -> tuple[Finding, ...]:
    """Return whether a zoneless document's name, birth date and number were read, each surely.

    A field the profile does not print is not missed. `zone_read` documents have better witnesses.
    """
    if profile is None or profile.zone is not None or zone_read:
        return (skipped(CHECK, "this document is not read by its print alone"),)
    printed = {spec.name for spec in profile.fields}
    unread = [
        _unread(group, readings)
        for group in IDENTIFYING
        if printed.intersection(group) and not _read(group, readings)
    ]
    return tuple(unread) or (passed(CHECK),)


def not_printed(profile: Profile | None, claim: Claim, policy: Policy) -> tuple[Finding, ...]:
    """Return the claimed fields that the policy must compare and the document does not show."""
    if profile is None:
        return ()
    shown = {spec.name for spec in profile.fields}
    wanted = [name.removeprefix(_CLAIMED) for name in policy.required if name.startswith(_CLAIMED)]
    return tuple(
        Finding(
            check=f"print.shows.{field}",
            status=Status.FAILED,
            reason=ReasonCode.DOCUMENT_FIELD_NOT_PRINTED,
            fields=(field,),
            seen={"field": field, "platform": policy.platform},
            evidence={"profile": profile.id},
        )
        for field in wanted
        if shown and field != "name" and field not in shown and getattr(claim, field, None)
    )


def _read(group: Sequence[str], readings: Sequence[Reading]) -> bool:
    return any(
        reading is not None and (reading.confidence >= SURE or reading.source is Source.SIGNED)
        for reading in (strongest(readings, field) for field in group)
    )


def _unread(group: Sequence[str], readings: Sequence[Reading]) -> Finding:
    best = next((r for r in (strongest(readings, field) for field in group) if r), None)
    field = best.field if best else group[0]
    if best is None:
        return Finding(
            check=f"print.read.{field}",
            status=Status.FAILED,
            reason=ReasonCode.READ_FIELD,
            fields=(field,),
            seen={"field": field},
        )
    return Finding(
        check=f"print.read.{field}",
        status=Status.UNSURE,
        reason=ReasonCode.READ_UNCERTAIN,
        fields=(field,),
        seen={"fields": (field,)},
        evidence={"confidence": round(best.confidence, 3)},
    )
