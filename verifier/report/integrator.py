"""The report an integrator's program gets: codes and the names of evidence, no prose, no values.

It holds no personal data, so it may travel in webhooks and stand in logs. A suspicion is its code
alone: its fields and evidence would teach what was looked at (DESIGN, invariant 3).
"""

from __future__ import annotations

from dataclasses import dataclass

from verifier.model.decision import Decision
from verifier.model.reason import Reason
from verifier.reasons.catalogue import catalogue
from verifier.reasons.shown import shown_to_applicant, told_in_full
from verifier.report.document import assurance_part, changes_part, document_part

SCHEMA = "candor.report/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class IntegratorReason:
    """A reason as a program may see it; there is no room for a sentence or a value."""

    code: str
    fault: str
    settles: str
    tier: str
    fix_verb: str
    fields: tuple[str, ...]
    seen_keys: tuple[str, ...]
    expected_keys: tuple[str, ...]
    alternatives: tuple[str, ...]


def integrator_reason(reason: Reason) -> IntegratorReason:
    """Return what a program may know of a reason."""
    return IntegratorReason(
        code=str(reason.code),
        fault=str(reason.fault),
        settles=str(reason.settles),
        tier=str(reason.tier),
        fix_verb=catalogue()[reason.code].fix_verb,
        fields=reason.fields if told_in_full(reason) else (),
        seen_keys=tuple(shown_to_applicant(reason, reason.seen)),
        expected_keys=tuple(shown_to_applicant(reason, reason.expected)),
        alternatives=reason.alternatives,
    )


def integrator_report(decision: Decision) -> dict[str, object]:
    """Return the integrator's `candor.report/1` as JSON-ready data; it has no language."""
    return {
        "schema": SCHEMA,
        "decision": str(decision.verdict),
        "as_of": decision.now.date().isoformat(),
        "audience": "integrator",
        "due": decision.due.isoformat() if decision.due else None,
        "policy": decision.policy,
        "document": document_part(decision),
        "assurance": assurance_part(decision),
        "reasons": [_reason(integrator_reason(reason)) for reason in decision.reasons],
        "changes": changes_part(decision),
        "versions": dict(decision.versions),
    }


def _reason(reason: IntegratorReason) -> dict[str, object]:
    return {
        "code": reason.code,
        "fault": reason.fault,
        "settles": reason.settles,
        "tier": reason.tier,
        "fix_verb": reason.fix_verb,
        "fields": list(reason.fields),
        "seen_keys": list(reason.seen_keys),
        "expected_keys": list(reason.expected_keys),
        "alternatives": list(reason.alternatives),
    }
