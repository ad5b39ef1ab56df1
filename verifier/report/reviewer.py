"""The report a reviewer gets: everything the applicant sees, and how we know it."""

from __future__ import annotations

from collections.abc import Mapping

from verifier.model.comparison import Comparison
from verifier.model.decision import Decision
from verifier.model.finding import Finding
from verifier.model.geometry import Place
from verifier.model.reading import Reading, Source
from verifier.model.reason import Reason, Withholding
from verifier.model.seal import SealCheck
from verifier.model.zone import Zone
from verifier.reasons.language import negotiate
from verifier.reasons.outcome import change_line
from verifier.reasons.render import render_applicant, render_reviewer
from verifier.report.document import (
    assurance_part,
    changes_part,
    document_part,
    seal_values,
    zone_part,
)

SCHEMA = "candor.report/1"


def reviewer_report(decision: Decision, lang: str = "en") -> dict[str, object]:
    """Return the reviewer's `candor.report/1` as JSON-ready data."""
    reasons = [_reason(reason, decision, lang) for reason in decision.reasons]
    titles = {
        str(reason.code): render_applicant(reason, lang, decision.due).title
        for reason in decision.reasons
    }
    return {
        "schema": SCHEMA,
        "decision": str(decision.verdict),
        "as_of": decision.now.date().isoformat(),
        "audience": "reviewer",
        "language": negotiate(lang),
        "due": decision.due.isoformat() if decision.due else None,
        "policy": decision.policy,
        "document": document_part(decision),
        "assurance": assurance_part(decision),
        "mrz": _zone(decision.zone),
        "seals": [_seal(seal) for seal in decision.seals],
        "fields": _fields(decision.readings),
        "comparisons": [_comparison(c, decision.readings) for c in decision.comparisons],
        "findings": [_finding(finding) for finding in decision.findings],
        "reasons": reasons,
        "would_change_it": [
            change_line(change, [titles[str(code)] for code in change.settled], lang)
            for change in decision.would_change_it
        ],
        "changes": changes_part(decision),
        "versions": dict(decision.versions),
    }


def _zone(zone: Zone | None) -> dict[str, object] | None:
    part = zone_part(zone)
    if part is None or zone is None:
        return None
    return {
        **part,
        "confidence": round(zone.confidence, 3),
        "page": zone.page,
        "region": zone.quad.bounds.as_list(),
        "dpi": round(zone.dpi),
        "readers": list(zone.readers),
    }


def _reason(reason: Reason, decision: Decision, lang: str) -> dict[str, object]:
    to_applicant = render_applicant(reason, lang, decision.due)
    to_reviewer = render_reviewer(reason, lang, decision.due)
    withheld = {"withheld": _withheld(reason.withholding)} if reason.withholding else {}
    return {
        **withheld,
        "code": str(reason.code),
        "fault": str(reason.fault),
        "settles": str(reason.settles),
        "tier": str(reason.tier),
        "status": str(reason.status),
        "check": reason.check,
        "fields": list(reason.fields),
        "seen": _plain(reason.seen),
        "expected": _plain(reason.expected),
        "regions": _places(reason.places),
        "applicant": {
            "title": to_applicant.title,
            "fix": to_applicant.fix,
            "fix_verb": to_applicant.fix_verb,
            "alternatives": list(reason.alternatives),
        },
        "reviewer": {
            "title": to_reviewer.title,
            "fix": to_reviewer.fix,
            "evidence": _plain(reason.evidence),
        },
    }


def _withheld(withholding: Withholding) -> dict[str, object]:
    return {
        "legal_ground": withholding.legal_ground,
        "approved_by": list(withholding.approved_by),
        "expires": withholding.expires.isoformat(),
        "authority": withholding.authority,
    }


def _seal(seal: SealCheck) -> dict[str, object]:
    return {
        "scheme": seal.scheme,
        "status": str(seal.status),
        "issuer": seal.issuer,
        "signed_at": seal.signed_at.isoformat() if seal.signed_at else None,
        "inputs": list(seal.inputs),
        "readings": seal_values(seal),
        "native": dict(seal.native),
        "anchor": seal.anchor,
        "key_id": seal.key_id,
        "signer_valid": [at.isoformat() for at in seal.signer_valid] if seal.signer_valid else None,
        "facts": [{"fact": name, "holds": holds, "note": note} for name, holds, note in seal.facts],
        "detail": seal.detail,
        "page": seal.page,
        "region": seal.region.as_list() if seal.region else None,
    }


def _fields(readings: tuple[Reading, ...]) -> Mapping[str, list[dict[str, object]]]:
    table: dict[str, list[dict[str, object]]] = {}
    for reading in readings:
        if reading.source is Source.CLAIM:
            continue
        entry: dict[str, object] = {
            "source": str(reading.source),
            "raw": reading.raw,
            "value": reading.value,
            "confidence": round(reading.confidence, 3),
            "page": reading.page,
            "region": reading.region.as_list() if reading.region else None,
        }
        if reading.language:
            entry["language"] = reading.language
        if reading.alternatives:
            entry["alternatives"] = list(reading.alternatives)
        table.setdefault(reading.field, []).append(entry)
    return table


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "check": finding.check,
        "status": str(finding.status),
        "reason": str(finding.reason) if finding.reason else None,
        "fields": list(finding.fields),
        "seen": _plain(finding.seen),
        "expected": _plain(finding.expected),
        "evidence": _plain(finding.evidence),
        "regions": _places(finding.places),
        "note": finding.note,
    }


def _comparison(comparison: Comparison, readings: tuple[Reading, ...]) -> dict[str, object]:
    return {
        "field": comparison.field,
        "a": _side(comparison.field, comparison.a_source, comparison.a, readings),
        "b": _side(comparison.field, comparison.b_source, comparison.b, readings),
        "agreement": str(comparison.agreement),
        "rule": comparison.rule,
        "alignment": [list(part) for part in comparison.alignment],
        "differing": [list(part) for part in comparison.differing],
        "note": comparison.note,
    }


_NAME_FIELDS = ("surname", "given_names", "patronymic", "full_name")


def _side(
    field: str, source: Source, value: str, readings: tuple[Reading, ...]
) -> dict[str, object]:
    """Return one side of a comparison: how surely its source was read, and where it stands."""
    fields = _NAME_FIELDS if field == "name" else (field,)
    mine = [r for r in readings if r.source is source and r.field in fields and r.value in value]
    places = [(r.page, r.region) for r in mine]
    return {
        "source": str(source),
        "value": value,
        "confidence": round(min(r.confidence for r in mine), 3) if mine else None,
        "regions": [
            {"page": page, "region": region.as_list()}
            for page, region in places
            if page is not None and region is not None
        ],
    }


def _places(places: tuple[Place, ...]) -> list[dict[str, object]]:
    return [{"page": place.page, "region": place.region.as_list()} for place in places]


def _plain(evidence: Mapping[str, object]) -> dict[str, object]:
    return {k: list(v) if isinstance(v, tuple) else v for k, v in evidence.items()}
