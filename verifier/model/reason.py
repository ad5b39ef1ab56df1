"""A reason as the decision carries it, and what its code fixes about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from verifier.model.finding import Evidence, Status
from verifier.model.geometry import Place
from verifier.model.reason_code import ReasonCode


class Fault(StrEnum):
    """On whose side the cause lies. `system` and `risk` can never reject."""

    USER = "user"
    DOCUMENT = "document"
    POLICY = "policy"
    SYSTEM = "system"
    RISK = "risk"


class Settles(StrEnum):
    """What can settle it: the same document again, another one, us, a person, nothing."""

    FIX = "fix"
    ALT = "alt"
    WE_RETRY = "we_retry"
    REVIEW = "review"
    FINAL = "final"


class Tier(StrEnum):
    """How much the applicant may be told."""

    T1 = "T1"  # everything
    T2 = "T2"  # the fact, without third-party data
    T3 = "T3"  # the category and the date of a person's review
    T4 = "T4"  # withheld by law: two approvers and an expiry


@dataclass(frozen=True, slots=True, kw_only=True)
class Withholding:
    """Why the law forbids telling a reason, who agreed that it does, and until when.

    `authority` is where the applicant can complain all the same. Raises TypeError unless two
    different people approved it: nobody is silenced on one person's word (issue 7; Regulation
    (EU) 2019/1150, article 4(5)).
    """

    legal_ground: str
    approved_by: tuple[str, str]
    expires: date
    authority: str

    def __post_init__(self) -> None:
        first, second = self.approved_by
        if not first.strip() or not second.strip() or first.strip() == second.strip():
            raise TypeError("a withheld reason needs two different approvers")
        if not self.legal_ground.strip() or not self.authority.strip():
            raise TypeError("a withheld reason needs its legal ground and where to complain")

    def in_force(self, on: date) -> bool:
        """Whether the reason is still withheld on that day; afterwards it must be told."""
        return on < self.expires


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One explained cause of a decision, free of language; texts come from the catalogue.

    `seen` and `expected` may be shown to the applicant, `evidence` only to the reviewer.
    Raises TypeError for tier T4 without its `withholding`, and for a withholding without T4.
    """

    code: ReasonCode
    fault: Fault
    settles: Settles
    tier: Tier
    status: Status
    check: str
    fields: tuple[str, ...] = ()
    seen: Evidence = field(default_factory=dict)
    expected: Evidence = field(default_factory=dict)
    evidence: Evidence = field(default_factory=dict)
    places: tuple[Place, ...] = ()
    alternatives: tuple[str, ...] = ()
    withholding: Withholding | None = None

    def __post_init__(self) -> None:
        if (self.tier is Tier.T4) != (self.withholding is not None):
            raise TypeError("T4 and a withholding come together: two approvers and an expiry")
