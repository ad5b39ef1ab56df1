"""What would change the result: counterfactuals that are true by construction.

Settling a reason means that its findings, and those it explains, pass. What then still keeps the
document from acceptance is a required check that was skipped for another cause: nothing was
claimed, or a document that was read well had nothing to look at.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.decide.required import matches
from verifier.decide.weigh import gravest
from verifier.model.decision import Counterfactual, Verdict
from verifier.model.finding import Finding, Status
from verifier.model.policy import Policy
from verifier.model.reason import Reason

# Reasons of these groups keep a document from being read: settling one may let any check run.
_KEEP_FROM_READING = ("file", "capture", "document", "read")
_UNCLAIMED = "claimed"  # in the note of a check that was skipped because the person said nothing


def changes(
    reasons: tuple[Reason, ...],
    missing: Sequence[str],
    findings: Sequence[Finding],
    policy: Policy,
) -> tuple[Counterfactual, ...]:
    """Return, for each reason that matters and for all together, the verdict with it settled.

    `missing` are the required checks that did not pass.
    """
    if not reasons:
        return ()
    verdict = gravest(reasons, policy)
    codes = tuple(dict.fromkeys(reason.code for reason in reasons))
    found = []
    for code in codes:
        rest = tuple(r for r in reasons if r.code is not code)
        if rest and gravest(rest, policy) is not verdict:
            found.append(Counterfactual(settled=(code,), verdict=gravest(rest, policy)))
    unread = any(code.split(".")[0] in _KEEP_FROM_READING for code in codes)
    out_of_reach = any(_skipped(wanted, findings, unread) for wanted in missing)
    last = Verdict.REVIEW if out_of_reach else Verdict.ACCEPT
    return (*found, Counterfactual(settled=codes, verdict=last))


def _skipped(wanted: str, findings: Sequence[Finding], unread: bool) -> bool:
    """Whether every check that would do was skipped, and settling the reasons mends none."""
    return all(_only_skipped(one, findings, unread) for one in wanted.split("|"))


def _only_skipped(wanted: str, findings: Sequence[Finding], unread: bool) -> bool:
    found = [f for f in findings if matches(f.check, wanted)]
    return bool(found) and all(
        f.status is Status.SKIPPED and (_UNCLAIMED in f.note or not unread) for f in found
    )
