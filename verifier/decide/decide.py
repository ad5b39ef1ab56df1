"""Findings and policy to a verdict with every reason. Only this room knows how grave a fact is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from verifier.decide.assurance import Level, required_for
from verifier.decide.causes import root_causes
from verifier.decide.changes import changes
from verifier.decide.required import not_passed
from verifier.decide.weigh import gravest, in_order
from verifier.model.decision import Counterfactual, Verdict
from verifier.model.finding import Finding, Status
from verifier.model.policy import Policy
from verifier.model.reason import Reason
from verifier.model.reason_code import ReasonCode
from verifier.reasons.catalogue import catalogue

REQUIRED_CHECK = "decide.required"
_AGAINST = (Status.FAILED, Status.UNSURE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A verdict, its reasons weightiest first, when a person looks, what would change it."""

    verdict: Verdict
    reasons: tuple[Reason, ...]
    due: date | None
    would_change_it: tuple[Counterfactual, ...]


def decide(
    findings: Sequence[Finding],
    policy: Policy,
    now: datetime,
    alternatives: Callable[[Reason], tuple[str, ...]] = lambda reason: (),
) -> Outcome:
    """Weigh the findings under the policy.

    `alternatives` names the profile ids that could be sent instead, for a reason that another
    document settles.
    """
    reasons = root_causes(_merged([_reason(f) for f in findings if f.status in _AGAINST]))
    reasons = tuple(r for r in reasons if r.code not in policy.tolerated)
    missing = missing_checks(findings, policy)
    if missing and not reasons:
        reasons, missing = (_reason(_not_done(missing)),), ()
    ordered = tuple(_with_alternatives(r, alternatives) for r in in_order(reasons, policy))
    verdict = gravest(ordered, policy)
    due = _due(now, policy) if verdict in (Verdict.REVIEW, Verdict.REJECT) else None
    return Outcome(
        verdict=verdict,
        reasons=ordered,
        due=due,
        would_change_it=changes(ordered, missing, findings, policy),
    )


def not_decided(now: datetime, policy: Policy, error: str) -> Outcome:
    """Return the outcome when we failed: a person looks, nothing is counted against anyone.

    `error` is the type of what went wrong, never its message.
    """
    fault = Finding(
        check="process.finished",
        status=Status.UNSURE,
        reason=ReasonCode.PROCESS_INTERNAL_ERROR,
        evidence={"error": error},
    )
    return decide((fault,), policy, now)


def missing_checks(findings: Sequence[Finding], policy: Policy) -> tuple[str, ...]:
    """Return the checks that the policy or its level of assurance needs and no finding passed."""
    level = required_for(Level(policy.minimum_assurance)) if policy.minimum_assurance else ()
    return not_passed(findings, tuple(dict.fromkeys((*policy.required, *level))))


def _reason(finding: Finding) -> Reason:
    if finding.reason is None:  # the Finding's own constructor forbids it
        raise TypeError(f"{finding.check}: no reason")
    definition = catalogue()[finding.reason]
    return Reason(
        code=finding.reason,
        fault=definition.fault,
        settles=definition.settles,
        tier=definition.tier,
        status=finding.status,
        check=finding.check,
        fields=finding.fields,
        seen=finding.seen,
        expected=finding.expected,
        evidence=finding.evidence,
        places=finding.places,
    )


def _merged(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    """Return the reasons, each told once: equal ones from several checks become one."""
    told: dict[tuple[object, ...], Reason] = {}
    for reason in reasons:
        key = (reason.code, reason.fields, tuple(sorted(map(str, reason.seen.items()))))
        told.setdefault(key, reason)
    return tuple(told.values())


def _not_done(missing: tuple[str, ...]) -> Finding:
    return Finding(
        check=REQUIRED_CHECK,
        status=Status.UNSURE,
        reason=ReasonCode.PROCESS_REQUIRED_CHECK_NOT_DONE,
        evidence={"checks": missing},
    )


def _with_alternatives(reason: Reason, offer: Callable[[Reason], tuple[str, ...]]) -> Reason:
    return replace(reason, alternatives=offer(reason))


def _due(now: datetime, policy: Policy) -> date:
    return (now + timedelta(days=policy.review_days)).date()
