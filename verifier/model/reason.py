"""A reason as the decision carries it, and what its code fixes about it."""

from __future__ import annotations

from dataclasses import dataclass, field
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
class Reason:
    """One explained cause of a decision, free of language; texts come from the catalogue.

    `seen` and `expected` may be shown to the applicant, `evidence` only to the reviewer.
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
