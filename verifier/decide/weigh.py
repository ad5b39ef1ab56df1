"""How grave a reason is, and in which order reasons are told."""

from __future__ import annotations

from collections.abc import Sequence

from verifier.model.decision import Verdict
from verifier.model.finding import Status
from verifier.model.policy import Policy
from verifier.model.reason import Fault, Reason, Settles

_BY_SETTLES = {
    Settles.FIX: Verdict.RETRY,
    Settles.ALT: Verdict.REJECT,
    Settles.WE_RETRY: Verdict.REVIEW,
    Settles.REVIEW: Verdict.REVIEW,
    # A person decides before anything final (DESIGN, invariant 6).
    Settles.FINAL: Verdict.REVIEW,
}
GRAVITY = {Verdict.ACCEPT: 0, Verdict.RETRY: 1, Verdict.REVIEW: 2, Verdict.REJECT: 3}
_OURS = (Fault.SYSTEM, Fault.RISK)


def verdict_of(reason: Reason, policy: Policy) -> Verdict:
    """Return what one reason alone would lead to.

    An unsure check never rejects, and no fault of ours or suspicion does (invariants 4 and 9).
    """
    chosen = policy.overrides.get(reason.code)
    verdict = Verdict(chosen) if chosen else _BY_SETTLES[reason.settles]
    if verdict is Verdict.REJECT and (reason.status is Status.UNSURE or reason.fault in _OURS):
        return Verdict.REVIEW
    if verdict is Verdict.RETRY and reason.fault in _OURS:
        return Verdict.REVIEW
    return verdict


def gravest(reasons: Sequence[Reason], policy: Policy) -> Verdict:
    """Return the gravest verdict among the reasons; accept when there are none."""
    verdicts = [verdict_of(reason, policy) for reason in reasons]
    return max(verdicts, key=GRAVITY.__getitem__, default=Verdict.ACCEPT)


def in_order(reasons: Sequence[Reason], policy: Policy) -> tuple[Reason, ...]:
    """Return the reasons weightiest first: by verdict, then surest, then most fields."""

    def weight(reason: Reason) -> tuple[int, int, int, str]:
        unsure = reason.status is Status.UNSURE
        grave = GRAVITY[verdict_of(reason, policy)]
        return (-grave, int(unsure), -len(reason.fields), reason.code)

    return tuple(sorted(reasons, key=weight))
