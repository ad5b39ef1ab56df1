"""Whether the document is one we know, the one that was chosen, and one the policy accepts."""

from __future__ import annotations

from verifier.model.claim import Claim
from verifier.model.finding import Finding, Status, passed, skipped
from verifier.model.policy import Policy
from verifier.model.profile import Profile
from verifier.model.reason_code import ReasonCode
from verifier.model.zone import Zone

CHECK = "document.recognised"
_KIND_OF_CODE = {
    "P": "passport",
    "V": "visa",
    "I": "national_id",
    "A": "national_id",
    "C": "national_id",
}
UNREAD = ("surname", "given_names", "document_number", "birth_date", "expiry_date")
LEAST_LINES = 3  # printed lines from which a page shows a document rather than a scene

CLEAR_SHARE = 0.75  # of the lines on a good picture are read without doubt, and more


def recognition(
    profile: Profile | None,
    country: str | None,
    zone: Zone | None,
    *,
    pages: int,
    lines: int,
    clear: int,
    seals: int,
    outline: bool,
    illegible: bool = False,
) -> Finding:
    """Return whether the document was recognised; not knowing it is our limit, not a fault.

    `pages` is how many pages opened, `lines` how many printed lines were read and `clear` how
    many of them without doubt, `seals` how many signed codes were found, `outline` whether
    something with a document's edges or proportions is in the picture, `illegible` whether a
    zone is there that cannot be read.
    """
    if profile is not None:
        return passed(CHECK, evidence={"profile": profile.id})
    if not pages and not seals:
        return skipped(CHECK, "nothing could be opened")
    if zone is None and not seals and lines < LEAST_LINES:
        return Finding(
            check=CHECK,
            status=Status.FAILED,
            reason=ReasonCode.FILE_NO_DOCUMENT,
            # A picture too poor to show anything is told what is wrong with it instead.
            fields=UNREAD if outline else (),
        )
    legible = clear >= max(LEAST_LINES, CLEAR_SHARE * lines)
    kind = kind_of(zone)
    seen = {k: v for k, v in (("country", country), ("kind", kind)) if v}
    return Finding(
        check=CHECK,
        status=Status.UNSURE,
        reason=ReasonCode.DOCUMENT_NOT_RECOGNISED,
        # Where nothing was read the picture may be why; where print was, only our profiles are.
        fields=() if zone or (legible and not illegible) else UNREAD,
        seen=seen,
    )


def shows_nothing(profile: Profile | None, clear: int) -> bool:
    """Whether what was read shows no document: none is known by it, and no print is clear."""
    return profile is None and clear < LEAST_LINES


def kind_of(zone: Zone | None) -> str | None:
    """Return the kind of document a zone's first letter names (Doc 9303 parts 4 to 7)."""
    return _KIND_OF_CODE.get(zone.lines[0][0]) if zone else None


def chosen_type(profile: Profile | None, claim: Claim) -> Finding:
    """Return whether the document is of the kind and country the person chose."""
    check = "document.chosen"
    if profile is None or not (claim.kind or claim.country):
        return skipped(check, "nothing was chosen, or the document is not known")
    kinds = {str(profile.kind), *(str(kind) for kind in profile.also_chosen_as)}
    same_kind = claim.kind is None or claim.kind in kinds
    same_country = claim.country is None or claim.country == profile.country
    if same_kind and same_country:
        return passed(check)
    chosen = claim.kind if not same_kind else claim.country
    return Finding(
        check=check,
        status=Status.FAILED,
        reason=ReasonCode.DOCUMENT_NOT_THE_SELECTED_TYPE,
        seen={"detected": str(profile.kind) if not same_kind else profile.country},
        expected={"selected": str(chosen)},
    )


def accepted(profile: Profile | None, country: str | None, policy: Policy) -> tuple[Finding, ...]:
    """Return whether the policy takes documents of this kind and country."""
    found = []
    if country and country in policy.refused_countries:
        found.append(
            Finding(
                check="policy.country",
                status=Status.FAILED,
                reason=ReasonCode.DOCUMENT_COUNTRY_NOT_ACCEPTED,
                seen={"country": country},
                expected={"platform": policy.platform},
            )
        )
    if profile and policy.accepted_kinds and profile.kind not in policy.accepted_kinds:
        found.append(
            Finding(
                check="policy.kind",
                status=Status.FAILED,
                reason=ReasonCode.DOCUMENT_TYPE_NOT_ACCEPTED,
                seen={"country": profile.country, "kind": str(profile.kind)},
                expected={"platform": policy.platform, "accepted": policy.accepted_kinds},
            )
        )
    return tuple(found) or (passed("policy.accepts"),)
