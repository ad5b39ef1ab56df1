"""What was decided, for how long, and who or what decided it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from verifier.model.decision import Verdict
from verifier.statement.local import Local

WORLDWIDE = "worldwide"


class MeasureKind(StrEnum):
    """The measures a verification can lead to."""

    REFUSED = "refused"
    WAITING = "waiting"
    UNFINISHED = "unfinished"
    RESTRICTED = "restricted"
    SUSPENDED = "suspended"
    CLOSED = "closed"
    PAYMENTS_HELD = "payments_held"


# Only a human being takes these (Directive (EU) 2024/2831, article 10(5)).
ONLY_BY_A_PERSON = (
    MeasureKind.RESTRICTED,
    MeasureKind.SUSPENDED,
    MeasureKind.CLOSED,
    MeasureKind.PAYMENTS_HELD,
)
FOLLOWS = {
    Verdict.RETRY: MeasureKind.UNFINISHED,
    Verdict.REVIEW: MeasureKind.WAITING,
    Verdict.REJECT: MeasureKind.REFUSED,
}


class Duration(StrEnum):
    """How long a measure lasts (DSA, article 17(3)(a))."""

    UNTIL_SETTLED = "until_settled"
    UNTIL_DATE = "until_date"
    NO_END = "no_end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What was decided: what it covers, where (ISO 3166 codes or `worldwide`), from when.

    `until` goes with `until_date`. `no_notice` says why an account is closed without the 30 days
    of Regulation (EU) 2019/1150, article 4(2), where its article 4(4) allows that.
    """

    kind: MeasureKind
    scope: Local = field(default_factory=dict)
    territory: tuple[str, ...] = ()
    starts: datetime | None = None
    duration: Duration = Duration.UNTIL_SETTLED
    until: date | None = None
    no_notice: Local = field(default_factory=dict)


class Means(StrEnum):
    """What took the decision."""

    AUTOMATED = "automated"
    SUPPORTED = "supported"
    PERSON = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Who decided and when.

    `role` is the person's ("senior reviewer"), never needed for automated means. `report` names
    the notice a measure follows (DSA, article 17(3)(b)); empty for the platform's own check.
    """

    by: Means
    at: datetime | None = None
    role: str = ""
    checked_automatically: bool = True
    report: str = ""
