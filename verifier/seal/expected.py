"""The signed codes a document must carry: whether they were found, and what to send if not.

A photograph of a short-lived share code cannot be checked later, and a print of a signed PDF has
lost its signatures: each is asked for in the form that can be verified.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.model.finding import Finding, Status, passed, skipped
from verifier.model.page import MediaType, Page
from verifier.model.profile import Profile
from verifier.model.reason_code import ReasonCode
from verifier.model.seal import SealCheck

CHECK = "seal.expected"
SHORT_LIVED = ("share-code",)
IN_FILES = ("signed-pdf",)
_FILE_SCHEMES = ("pades", "cades", "asic-e")


def expected_seals(
    profile: Profile | None, seals: Sequence[SealCheck], pages: Sequence[Page]
) -> Finding:
    """Return whether the seals that prove this document were sent in a form that can be checked."""
    if profile is None or not profile.seals:
        return skipped(CHECK, "no signed code is expected of this document")
    found = {seal.scheme for seal in seals}
    schemes = {spec.scheme for spec in profile.seals}
    if found & schemes or (found & set(_FILE_SCHEMES) and schemes & set(IN_FILES)):
        return passed(CHECK)
    if schemes & set(SHORT_LIVED) and profile.zone is None:
        return _missing(profile, ReasonCode.SIGNATURE_SHARE_CODE_EXPIRED)
    pictures = any(page.media_type is not MediaType.PDF for page in pages)
    if schemes & set(IN_FILES) and pictures:
        return _missing(profile, ReasonCode.DOCUMENT_SIGNED_ORIGINAL_NEEDED)
    if any(spec.required for spec in profile.seals):
        return _missing(profile, ReasonCode.SIGNATURE_CODE_MISSING)
    return skipped(CHECK, "this document may carry a code; none was found")


def _missing(profile: Profile, code: ReasonCode) -> Finding:
    seal = profile.seals[0]
    issuer = seal.checker or profile.country
    seen = {"issuer": issuer}
    if code is not ReasonCode.DOCUMENT_SIGNED_ORIGINAL_NEEDED:
        seen["scheme"] = seal.scheme
    return Finding(
        check=CHECK,
        status=Status.FAILED,
        reason=code,
        seen=seen,
        evidence={"checker": seal.checker} if seal.checker else {},
    )
