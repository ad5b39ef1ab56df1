"""The answer: a verdict that cannot exist without its reasons, and all the facts behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from verifier.model.comparison import Comparison
from verifier.model.finding import Finding
from verifier.model.page import Page
from verifier.model.reading import Reading
from verifier.model.reason import Fault, Reason
from verifier.model.reason_code import ReasonCode
from verifier.model.seal import SealCheck
from verifier.model.zone import Zone


class Verdict(StrEnum):
    """What happens next, from nothing to the gravest."""

    ACCEPT = "accept"
    RETRY = "retry"
    REVIEW = "review"
    REJECT = "reject"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What the document was recognised as; unknown parts are None."""

    country: str | None = None
    kind: str | None = None
    profile: str | None = None
    mrz_type: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterfactual:
    """What the verdict would be if these reasons alone were settled."""

    settled: tuple[ReasonCode, ...]
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A verdict with every reason, weightiest first, and the record it rests on.

    Raises TypeError when built against the invariants: anything but accept needs a reason
    (1), accept carries none, and nothing is rejected for a fault of ours or a suspicion (4).
    """

    verdict: Verdict
    reasons: tuple[Reason, ...]
    now: datetime
    document: Document = field(default_factory=Document)
    zone: Zone | None = None
    seals: tuple[SealCheck, ...] = ()
    readings: tuple[Reading, ...] = ()
    findings: tuple[Finding, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    due: date | None = None
    policy: str = "default"
    would_change_it: tuple[Counterfactual, ...] = ()
    versions: Mapping[str, str] = field(default_factory=dict)
    pages: tuple[Page, ...] = field(default=(), repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.verdict is not Verdict.ACCEPT and not self.reasons:
            raise TypeError("a decision other than accept needs a reason")
        if self.verdict is Verdict.ACCEPT and self.reasons:
            raise TypeError("an acceptance carries no reason against it")
        ours = (Fault.RISK, Fault.SYSTEM)
        if self.verdict is Verdict.REJECT and all(r.fault in ours for r in self.reasons):
            raise TypeError("nothing is rejected for a fault of ours or a suspicion")
        if self.verdict is Verdict.REVIEW and self.due is None:
            raise TypeError("a review needs a date by which a person looks")
