"""Every check of a decision, grouped by how it ended and by the room that made it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from api.pages.console.table import Spot, spot
from verifier.model.decision import Decision
from verifier.model.finding import Finding, Scalar, Status

# What a room's checks are about, in the order a document is read.
ROOMS = {
    "intake": "Files",
    "quality": "Picture",
    "mrz": "Machine-readable zone",
    "document": "Which document",
    "policy": "Policy",
    "sides": "Sides and pages",
    "print": "Print",
    "seal": "Signed codes",
    "rules": "Country rules",
    "validity": "Dates",
    "compare": "Comparisons",
    "decide": "Required checks",
    "process": "Process",
    "review": "People",
}
_ORDER = (Status.FAILED, Status.UNSURE, Status.PASSED, Status.SKIPPED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check as the reviewer reads it: name, where, what was measured."""

    check: str
    room: str
    name: str
    status: str
    reason: str | None
    note: str
    fields: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The checks that ended alike."""

    status: str
    checks: tuple[Check, ...]


def grouped_checks(decision: Decision) -> tuple[Group, ...]:
    """Return all checks, the failed ones first; a status nobody has is left out."""
    every = [_check(finding) for finding in decision.findings]
    groups = (
        Group(status=str(status), checks=tuple(c for c in every if c.status == status))
        for status in _ORDER
    )
    return tuple(group for group in groups if group.checks)


def _check(finding: Finding) -> Check:
    room, _, rest = finding.check.partition(".")
    return Check(
        check=finding.check,
        room=ROOMS.get(room, room.capitalize()),
        name=rest.replace("_", " ").replace(".", " · ") or room,
        status=str(finding.status),
        reason=str(finding.reason) if finding.reason else None,
        note=finding.note,
        fields=finding.fields,
        facts=facts({**finding.seen, **finding.expected, **finding.evidence}),
        spots=tuple(spot(place.page, place.region) for place in finding.places),
    )


def facts(values: Mapping[str, Scalar | tuple[Scalar, ...]]) -> tuple[tuple[str, str], ...]:
    """Return evidence as pairs to be shown; what is empty is left out."""
    return tuple(
        (key.replace("_", " "), shown) for key, value in values.items() if (shown := _shown(value))
    )


def _shown(value: Scalar | tuple[Scalar, ...]) -> str:
    if isinstance(value, tuple):
        return ", ".join(_shown(one) for one in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)
