"""The parts of a report that every audience sees alike: the document, its zone, its strength."""

from __future__ import annotations

from verifier.decide.assurance import assurance
from verifier.model.decision import Decision
from verifier.model.seal import SealCheck
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


def assurance_part(decision: Decision) -> dict[str, object]:
    """Return the level of evidence strength that the passed checks reach, or null."""
    level = assurance(decision.findings)
    return {"level": str(level) if level else None}


def changes_part(decision: Decision) -> list[dict[str, object]]:
    """Return what would change the verdict, by code, as `would_change_it` says it in words."""
    return [
        {"settled": [str(code) for code in change.settled], "decision": str(change.verdict)}
        for change in decision.would_change_it
    ]


def seal_values(seal: SealCheck) -> dict[str, str]:
    """Return what a code says, whatever it is worth: `status` tells that.

    Only a trusted code's values are evidence and enter the comparison (DESIGN, invariant 8); those
    of an unsigned code, or of one whose issuer is unknown or whose time is over, are shown so
    that a person can check them. A code that fails its signature shows nothing.
    """
    return dict(seal.readings or seal.claimed)


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
