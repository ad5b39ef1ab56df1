"""From seal checks to findings: which reason a status gives, and what the applicant may be told.

An unknown key or scheme is our ignorance and never fails anything; an unsigned code proves
nothing and accuses nobody. Source: DESIGN.md section 1 (4, 9) and the reason catalogue.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.model.finding import Evidence, Finding, Scalar, Status
from verifier.model.geometry import Place
from verifier.model.reason_code import ReasonCode
from verifier.model.seal import SealCheck, SealStatus

_JUDGED: dict[SealStatus, tuple[Status, ReasonCode]] = {
    SealStatus.MALFORMED: (Status.UNSURE, ReasonCode.READ_CODE_NOT_READABLE),
    SealStatus.INCOMPLETE: (Status.FAILED, ReasonCode.SIGNATURE_PART_MISSING),
    SealStatus.UNSUPPORTED: (Status.UNSURE, ReasonCode.SIGNATURE_NO_VERIFIER),
    SealStatus.INVALID_SIGNATURE: (Status.FAILED, ReasonCode.SIGNATURE_INVALID),
    SealStatus.UNKNOWN_ISSUER: (Status.UNSURE, ReasonCode.SIGNATURE_ISSUER_KEY_UNKNOWN),
    SealStatus.REVOKED: (Status.FAILED, ReasonCode.SIGNATURE_REVOKED),
    SealStatus.OUT_OF_PERIOD: (Status.FAILED, ReasonCode.SIGNATURE_CERTIFICATE_NOT_VALID),
}
# A fact of this name that failed says the file went on changing after it was signed.
COVERAGE = "covers_whole_file"


def seal_findings(seals: Sequence[SealCheck]) -> tuple[Finding, ...]:
    """Return one finding per seal, `seal.<scheme>`, in order."""
    return tuple(map(_finding, seals))


def _finding(seal: SealCheck) -> Finding:
    check = f"seal.{seal.scheme}"
    if seal.status is SealStatus.TRUSTED:
        return Finding(
            check=check,
            status=Status.PASSED,
            fields=tuple(seal.readings),
            evidence=_evidence(seal),
            places=_places(seal),
        )
    if seal.status is SealStatus.UNSIGNED:
        return Finding(
            check=check,
            status=Status.SKIPPED,
            evidence=_evidence(seal),
            places=_places(seal),
            note="the code carries no signature: compared, never believed",
        )
    status, reason = _reason(seal)
    return Finding(
        check=check,
        status=status,
        reason=reason,
        seen=_seen(seal, reason),
        evidence=_evidence(seal),
        places=_places(seal),
    )


def _reason(seal: SealCheck) -> tuple[Status, ReasonCode]:
    changed = any(name == COVERAGE and held is False for name, held, _ in seal.facts)
    if seal.status is SealStatus.INVALID_SIGNATURE and changed:
        return Status.FAILED, ReasonCode.SIGNATURE_CHANGED_AFTER_SIGNING
    return _JUDGED[seal.status]


def _seen(seal: SealCheck, reason: ReasonCode) -> Evidence:
    """Return what the catalogue lets this reason show: scheme, issuer, date, missing parts."""
    if reason is ReasonCode.READ_CODE_NOT_READABLE:
        return {}
    seen: dict[str, Scalar] = {"scheme": seal.scheme}
    if seal.issuer:
        seen["issuer"] = seal.issuer
    if reason is ReasonCode.SIGNATURE_CERTIFICATE_NOT_VALID and seal.signed_at is not None:
        seen["date"] = seal.signed_at.date().isoformat()
    if reason is ReasonCode.SIGNATURE_PART_MISSING:
        facts = {name: said for name, _, said in seal.facts}
        if "parts" in facts:
            seen |= {"part": facts["missing"], "parts": int(facts["parts"])}
    return seen


def _evidence(seal: SealCheck) -> Evidence:
    failed = next((said or name for name, held, said in seal.facts if held is False), "")
    detail = seal.detail or failed or seal.status.value
    if seal.status is SealStatus.MALFORMED:  # the words of read.code_not_readable
        return {"symbology": seal.scheme, "error": detail}
    evidence: dict[str, Scalar] = {"detail": detail}
    if seal.key_id:
        evidence["key_id"] = seal.key_id
    return evidence


def _places(seal: SealCheck) -> tuple[Place, ...]:
    if seal.page is None or seal.region is None:
        return ()
    return (Place(page=seal.page, region=seal.region),)
