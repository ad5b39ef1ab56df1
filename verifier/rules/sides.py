"""Whether every side of the document was sent, once, and all of one document."""

from __future__ import annotations

from collections.abc import Sequence

from verifier.model.finding import Finding, Status, passed, skipped
from verifier.model.geometry import Place
from verifier.model.page import Face
from verifier.model.profile import Profile
from verifier.model.reason_code import ReasonCode
from verifier.model.zone import OTHER_SIDE, ZONE_SIDES, Zone


def sides(
    profile: Profile | None, faces: Sequence[Face], zones: Sequence[Zone]
) -> tuple[Finding, ...]:
    """Return whether both sides are there, none twice, and both of one document."""
    return (_complete(profile, faces, zones), _once(zones), _of_one_document(zones))


def side_of(profile: Profile, zones: Sequence[Zone]) -> str:
    """Return the side of a two-sided document that was sent, when only one was."""
    if profile.zone is None:
        return "front"
    zone_side = ZONE_SIDES.get(profile.zone.type, "front")
    return zone_side if zones else OTHER_SIDE[zone_side]


def _complete(profile: Profile | None, faces: Sequence[Face], zones: Sequence[Zone]) -> Finding:
    check = "sides.complete"
    if profile is None or len(profile.sides) < len(OTHER_SIDE) or not faces:
        return skipped(check, "the document is not known, or has one side")
    if len(faces) >= len(profile.sides):
        return passed(check)
    missing = OTHER_SIDE[side_of(profile, zones)]
    unread = tuple(f.name for f in profile.fields if f.side == missing)
    zone_missing = profile.zone is not None and not zones
    return Finding(
        check=check,
        status=Status.FAILED,
        reason=ReasonCode.CAPTURE_SIDE_MISSING,
        fields=(*unread, *_ZONE_FIELDS) if zone_missing else unread,
        expected={"side": missing},
    )


def _once(zones: Sequence[Zone]) -> Finding:
    check = "sides.once"
    pages: dict[tuple[str, ...], int] = {}
    for zone in zones:
        if pages.setdefault(zone.lines, zone.page) != zone.page:
            return Finding(
                check=check,
                status=Status.FAILED,
                reason=ReasonCode.CAPTURE_SAME_SIDE_TWICE,
                seen={"side": ZONE_SIDES[zone.type]},
            )
    return passed(check)


def _of_one_document(zones: Sequence[Zone]) -> Finding:
    check = "sides.of_one_document"
    sure = [zone for zone in zones if zone.checks_hold and not zone.repaired]
    for a in sure:
        for b in sure:
            one, other = (z.fields.get("document_number", "").rstrip("<") for z in (a, b))
            if a.page < b.page and one != other:
                return Finding(
                    check=check,
                    status=Status.FAILED,
                    reason=ReasonCode.CONSISTENCY_FRONT_VS_BACK,
                    fields=("document_number",),
                    seen={
                        "field": "document_number",
                        "a": one,
                        "a_source": "mrz",
                        "b": other,
                        "b_source": "mrz",
                    },
                    places=tuple(Place(page=z.page, region=z.quad.bounds) for z in (a, b)),
                )
    return passed(check)


_ZONE_FIELDS = (
    "surname",
    "given_names",
    "document_number",
    "birth_date",
    "sex",
    "expiry_date",
    "nationality",
    "issuing_state",
)
