"""What a decision says the document was recognised as."""

from __future__ import annotations

from verifier.model.decision import Document
from verifier.model.zone import Zone
from verifier.profiles.match import Match
from verifier.rules.recognition import kind_of


def recognised_as(found: Match, zone: Zone | None) -> Document:
    """Return country, kind, profile and zone type; what is unknown stays None."""
    profile = found.profile
    return Document(
        country=found.country,
        kind=str(profile.kind) if profile else kind_of(zone),
        profile=profile.id if profile else None,
        mrz_type=str(zone.type) if zone else None,
    )
