"""Which side of its document a face shows, as far as its zone and its title tell."""

from __future__ import annotations

from collections.abc import Sequence

from verifier.model.profile import Profile
from verifier.model.zone import OTHER_SIDE, ZONE_SIDES, Zone
from verifier.profiles.printed import text_of


def side_shown(profile: Profile | None, zone: Zone | None, lines: Sequence[str]) -> str | None:
    """Return "front" or "back" (or the only side's name), None when nothing tells.

    The title of a card stands on its front; the zone where Doc 9303 puts it.
    """
    if profile is None or len(profile.sides) < len(OTHER_SIDE):
        return profile.sides[0] if profile and profile.sides else None
    if profile.zone is not None:
        side = ZONE_SIDES.get(profile.zone.type, "front")
        return side if zone is not None else OTHER_SIDE[side]
    text = text_of(lines)
    if not profile.marks:
        return None
    return "front" if any(text.has(mark) for mark in profile.marks) else "back"
