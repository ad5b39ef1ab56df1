"""The report an applicant gets.

This module cannot reach the reviewer's: it imports none of it, and the type it builds has no room
for findings, confidences, evidence or engine facts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from verifier.model.decision import Decision
from verifier.model.reading import Reading, Source
from verifier.model.reason import Reason
from verifier.model.seal import SealCheck, SealStatus
from verifier.reasons.language import negotiate
from verifier.reasons.outcome import change_line
from verifier.reasons.render import render_applicant
from verifier.reasons.shown import shown_to_applicant, told_in_full
from verifier.report.document import (
    assurance_part,
    changes_part,
    document_part,
    seal_values,
    zone_part,
)

SCHEMA = "candor.report/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicantText:
    """A reason in the applicant's words."""

    title: str
    fix: str
    fix_verb: str
    alternatives: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicantReason:
    """A reason as the applicant may see it: for suspicions the category alone."""

    code: str
    fault: str
    settles: str
    tier: str
    fields: tuple[str, ...]
    seen: Mapping[str, object] = field(default_factory=dict)
    expected: Mapping[str, object] = field(default_factory=dict)
    regions: tuple[tuple[int, tuple[float, ...]], ...] = ()
    text: ApplicantText


def applicant_reason(reason: Reason, decision: Decision, lang: str) -> ApplicantReason:
    """Return what the applicant may know of a reason."""
    words = render_applicant(reason, lang, decision.due)
    told = told_in_full(reason)
    regions = tuple((p.page, tuple(p.region.as_list())) for p in reason.places) if told else ()
    return ApplicantReason(
        code=reason.code,
        fault=reason.fault,
        settles=reason.settles,
        tier=reason.tier,
        fields=reason.fields if told else (),
        seen=shown_to_applicant(reason, reason.seen),
        expected=shown_to_applicant(reason, reason.expected),
        regions=regions,
        text=ApplicantText(
            title=words.title,
            fix=words.fix,
            fix_verb=words.fix_verb,
            alternatives=reason.alternatives,
        ),
    )


def applicant_report(decision: Decision, lang: str = "en") -> dict[str, object]:
    """Return the applicant's `candor.report/1` as JSON-ready data."""
    reasons = [applicant_reason(reason, decision, lang) for reason in decision.reasons]
    return {
        "schema": SCHEMA,
        "decision": str(decision.verdict),
        "as_of": decision.now.date().isoformat(),
        "audience": "applicant",
        "language": negotiate(lang),
        "due": decision.due.isoformat() if decision.due else None,
        "document": document_part(decision),
        "assurance": assurance_part(decision),
        "mrz": zone_part(decision.zone),
        "seals": [_seal(seal) for seal in decision.seals],
        "fields": _fields(decision.readings),
        "reasons": [_reason(reason) for reason in reasons],
        "would_change_it": [
            change_line(change, [r.text.title for r in reasons if r.code in change.settled], lang)
            for change in decision.would_change_it
        ],
        "changes": changes_part(decision),
        "versions": dict(decision.versions),
    }


def _reason(reason: ApplicantReason) -> dict[str, object]:
    return {
        "code": reason.code,
        "fault": reason.fault,
        "settles": reason.settles,
        "tier": reason.tier,
        "fields": list(reason.fields),
        "seen": dict(reason.seen),
        "expected": dict(reason.expected),
        "regions": [{"page": page, "region": list(region)} for page, region in reason.regions],
        "applicant": {
            "title": reason.text.title,
            "fix": reason.text.fix,
            "fix_verb": reason.text.fix_verb,
            "alternatives": list(reason.text.alternatives),
        },
    }


def _seal(seal: SealCheck) -> dict[str, object]:
    trusted = seal.status is SealStatus.TRUSTED
    return {
        "scheme": seal.scheme,
        "status": str(seal.status),
        "issuer": seal.issuer if trusted else None,
        "signed_at": seal.signed_at.isoformat() if seal.signed_at and trusted else None,
        "inputs": list(seal.inputs),
        "readings": seal_values(seal),
    }


def _fields(readings: tuple[Reading, ...]) -> Mapping[str, list[dict[str, object]]]:
    table: dict[str, list[dict[str, object]]] = {}
    for reading in readings:
        if reading.source is Source.CLAIM:
            continue
        table.setdefault(reading.field, []).append(
            {
                "source": str(reading.source),
                "raw": reading.raw,
                "value": reading.value,
                "page": reading.page,
                "region": reading.region.as_list() if reading.region else None,
            }
        )
    return table
