"""How a broken rule counts, by how sure the fact is and how sure the reading.

Only source-checked facts may fail a document; widely-known ones warn, uncertain ones never judge
(DESIGN, section 6). A reading in doubt makes a failure unsure.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.model.finding import Evidence, Finding, Status, passed, skipped
from verifier.model.profile import Confidence, RuleSpec
from verifier.model.reading import Reading
from verifier.model.reason_code import ReasonCode
from verifier.rules.subject import SURE, places


def check_id(rule: RuleSpec) -> str:
    """Return the id of a rule's check: `rules.<kind>.<field>`."""
    return ".".join(("rules", rule.kind, *rule.fields[:1]))


def held(rule: RuleSpec, note: str = "") -> Finding:
    """Return that the rule holds."""
    return passed(check_id(rule), *rule.fields, evidence={"rule": rule.source}, note=note)


def not_applicable(rule: RuleSpec, note: str) -> Finding:
    """Return that the rule could not be applied, and why."""
    return skipped(check_id(rule), note, *rule.fields)


def broken(
    rule: RuleSpec,
    reason: ReasonCode,
    note: str,
    *,
    seen: Evidence | None = None,
    expected: Evidence | None = None,
    evidence: Evidence | None = None,
    read: Sequence[Reading | None] = (),
) -> Finding:
    """Return that the document differs from the rule, as gravely as the fact allows.

    `read` are the readings that broke it; `note` says in plain words what differs.
    """
    facts = {"rule": rule.source, "confidence_of_fact": rule.confidence.value, **(evidence or {})}
    if rule.confidence is not Confidence.CHECKED or rule.warns_only:
        return Finding(
            check=check_id(rule),
            status=Status.SKIPPED,
            fields=rule.fields,
            evidence=facts,
            places=places(*read),
            note=f"{_why_not_judged(rule)}: {note}",
        )
    doubtful = any(r is not None and r.confidence < SURE for r in read)
    return Finding(
        check=check_id(rule),
        status=Status.UNSURE if doubtful else Status.FAILED,
        reason=reason,
        fields=rule.fields,
        seen=seen or {},
        expected=expected or {},
        evidence=facts,
        places=places(*read),
        note=note,
    )


def _why_not_judged(rule: RuleSpec) -> str:
    if rule.warns_only:
        return "noted only, as genuine documents break this rule"
    if rule.confidence is Confidence.KNOWN:
        return "differs from what is widely known"
    return "differs from what is uncertain"
