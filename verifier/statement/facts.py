"""What a paper says was found: taken from a decision, or from a stored report of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from verifier.errors import CandorError
from verifier.model.decision import Counterfactual, Decision, Verdict
from verifier.model.finding import Status
from verifier.model.reason import Reason, Tier, Withholding
from verifier.model.reason_code import ReasonCode
from verifier.reasons.catalogue import catalogue


class FactsError(CandorError):
    """A stored report cannot be turned into facts; the message names the key, never a value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The outcome of one verification, free of language.

    `passed` are the ids of the checks that passed: the evidence of a receipt.
    """

    verdict: Verdict
    at: date
    due: date | None = None
    country: str | None = None
    kind: str | None = None
    reasons: tuple[Reason, ...] = ()
    changes: tuple[Counterfactual, ...] = ()
    passed: tuple[str, ...] = ()
    assurance: str | None = None
    policy: str = ""
    versions: Mapping[str, str] = field(default_factory=dict)


def facts_of(decision: Decision, assurance: str | None = None) -> Facts:
    """Return the facts of a decision; `assurance` is the level its findings reached."""
    return Facts(
        verdict=decision.verdict,
        at=decision.now.date(),
        due=decision.due,
        country=decision.document.country,
        kind=decision.document.kind,
        reasons=decision.reasons,
        # A person's decision names no changes of its own; that settling all of it does is true.
        changes=decision.would_change_it or _settling_all(decision.reasons),
        passed=tuple(f.check for f in decision.findings if f.status is Status.PASSED),
        assurance=assurance,
        policy=decision.policy,
        versions=decision.versions,
    )


def facts_from_report(report: Mapping[str, Any]) -> Facts:
    """Return the facts of a stored `candor.report/1`, best a reviewer's.

    An applicant's report has no findings, so a receipt needs the reviewer's. Raises FactsError.
    """
    try:
        reasons = tuple(_reason(entry) for entry in report["reasons"])
        return Facts(
            verdict=Verdict(report["decision"]),
            at=date.fromisoformat(report["as_of"]),
            due=date.fromisoformat(report["due"]) if report["due"] else None,
            country=report["document"]["country"],
            kind=report["document"]["kind"],
            reasons=reasons,
            changes=_changes(report.get("changes", ())) or _settling_all(reasons),
            passed=tuple(
                f["check"] for f in report.get("findings", ()) if f["status"] == Status.PASSED
            ),
            assurance=(report.get("assurance") or {}).get("level"),
            policy=report.get("policy", ""),
            versions=dict(report["versions"]),
        )
    except KeyError as error:
        raise FactsError(f"the report has no {error.args[0]}") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise FactsError("the report is not a candor.report/1") from error


def _reason(entry: Mapping[str, Any]) -> Reason:
    code = ReasonCode(entry["code"])
    definition = catalogue()[code]
    withheld = entry.get("withheld")
    if definition.tier is Tier.T4 and not withheld:
        raise FactsError("a reason withheld by law is told only from the reviewer's report")
    return Reason(
        code=code,
        fault=definition.fault,
        settles=definition.settles,
        tier=definition.tier,
        status=Status(entry.get("status", Status.FAILED)),
        check=entry.get("check", ""),
        fields=tuple(entry.get("fields", ())),
        seen=_evidence(entry.get("seen", {})),
        expected=_evidence(entry.get("expected", {})),
        alternatives=tuple(entry.get("applicant", {}).get("alternatives", ())),
        withholding=_withholding(withheld) if withheld else None,
    )


def _withholding(entry: Mapping[str, Any]) -> Withholding:
    first, second = entry["approved_by"]
    return Withholding(
        legal_ground=entry["legal_ground"],
        approved_by=(first, second),
        expires=date.fromisoformat(entry["expires"]),
        authority=entry["authority"],
    )


def _evidence(values: Mapping[str, Any]) -> dict[str, Any]:
    return {k: tuple(v) if isinstance(v, list) else v for k, v in values.items()}


def _changes(entries: Sequence[Mapping[str, Any]]) -> tuple[Counterfactual, ...]:
    return tuple(
        Counterfactual(
            settled=tuple(ReasonCode(code) for code in entry["settled"]),
            verdict=Verdict(entry["decision"]),
        )
        for entry in entries
    )


def _settling_all(reasons: Sequence[Reason]) -> tuple[Counterfactual, ...]:
    """Return what a person who gives these reasons means: with all settled, it is accepted."""
    codes = tuple(dict.fromkeys(reason.code for reason in reasons))
    return (Counterfactual(settled=codes, verdict=Verdict.ACCEPT),) if codes else ()
