"""The states of a verification, which follows which, and each open one's clock.

Every change goes through `move`, so an open state without somebody to act and a date cannot be
written; the table's constraints refuse it a second time (DESIGN section 1, invariant 7).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from api.store.tables.cases import Verification
from verifier.errors import CandorError


class State(StrEnum):
    """Where a verification stands."""

    RECEIVED = "received"
    CHECKING = "checking"
    NEEDS_YOU = "needs_you"
    WITH_REVIEWER = "with_reviewer"
    VERIFIED = "verified"
    NOT_VERIFIED = "not_verified"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    ERASED = "erased"


class Actor(StrEnum):
    """Who acts next."""

    APPLICANT = "applicant"
    CANDOR = "candor"
    REVIEWER = "reviewer"
    PLATFORM = "platform"


class WrongStateError(CandorError):
    """What was asked is not possible in this state; the message says which it is."""


# Who acts in an open state and within what time. A review's own date comes from the policy.
CLOCKS: dict[State, tuple[Actor, timedelta]] = {
    State.RECEIVED: (Actor.APPLICANT, timedelta(days=14)),
    State.CHECKING: (Actor.CANDOR, timedelta(minutes=30)),
    State.NEEDS_YOU: (Actor.APPLICANT, timedelta(days=30)),
    State.WITH_REVIEWER: (Actor.REVIEWER, timedelta(days=3)),
}
OPEN = frozenset(CLOCKS)
ENDED = (State.VERIFIED, State.NOT_VERIFIED, State.EXPIRED, State.WITHDRAWN)

_DECIDED = {State.NEEDS_YOU, State.WITH_REVIEWER, State.VERIFIED}
FOLLOWING: dict[State, frozenset[State]] = {
    State.RECEIVED: frozenset({State.CHECKING, State.EXPIRED, State.WITHDRAWN}),
    State.CHECKING: frozenset({*_DECIDED, State.WITHDRAWN}),
    State.NEEDS_YOU: frozenset(
        {State.CHECKING, State.WITH_REVIEWER, State.VERIFIED, State.EXPIRED, State.WITHDRAWN}
    ),
    State.WITH_REVIEWER: frozenset({*_DECIDED, State.NOT_VERIFIED, State.WITHDRAWN}),
    # An appeal may reverse a refusal, a replay reopen it; a lapsed case may be taken up again.
    State.NOT_VERIFIED: frozenset({State.VERIFIED, State.WITH_REVIEWER}),
    State.EXPIRED: frozenset(
        {State.CHECKING, State.VERIFIED, State.WITH_REVIEWER, State.WITHDRAWN}
    ),
    State.VERIFIED: frozenset({State.EXPIRED, State.NOT_VERIFIED}),
    State.WITHDRAWN: frozenset(),
    State.ERASED: frozenset(),
}


def move(
    verification: Verification, to: State, now: datetime, *, due_at: datetime | None = None
) -> None:
    """Put a verification into a state and start that state's clock; raises WrongStateError."""
    state = State(verification.state)
    if to is not state and to is not State.ERASED and to not in FOLLOWING[state]:
        raise WrongStateError(f"a verification that is {state} cannot become {to}")
    verification.state = to
    verification.updated_at = now
    verification.escalated = 0
    if to in OPEN:
        actor, within = CLOCKS[to]
        verification.who_acts = actor
        verification.due_at = due_at or now + within
    else:
        verification.who_acts = None
        verification.due_at = None
