"""The parts of a report that both audiences see alike: the document and its zone."""

from __future__ import annotations

from verifier.model.decision import Decision
from verifier.model.zone import Zone


def document_part(decision: Decision) -> dict[str, object]:
    """Return what the document was recognised as."""
    document = decision.document
    return {
        "country": document.country,
        "kind": document.kind,
        "profile": document.profile,
        "mrz_type": document.mrz_type,
    }


def zone_part(zone: Zone | None) -> dict[str, object] | None:
    """Return the zone's lines and digits, or None when the document has none."""
    if zone is None:
        return None
    return {
        "type": str(zone.type),
        "lines": list(zone.lines),
        "repaired": zone.repaired,
        "checks": dict(zone.checks),
    }
