"""What a person should know besides the decision: a late answer, an open appeal, a hold.

Derived from the rows each time, so that a notice can never outlive what it speaks of.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from api.cases.again import open_requests
from api.cases.appeals import appeals
from api.cases.holds import open_holds
from api.cases.process import reason
from api.cases.states import State
from api.store.tables.cases import Verification
from verifier.model.reason import Reason
from verifier.model.reason_code import ReasonCode


def notices(session: Session, row: Verification) -> tuple[Reason, ...]:
    """Return what stands beside the decision, in the order it should be read."""
    return (*_lateness(row), *_appeals(session, row), *_beside(session, row))


def _lateness(row: Verification) -> list[Reason]:
    state = State(row.state)
    changed = {"date": _day(row.updated_at)}
    if state is State.EXPIRED:
        return [reason(ReasonCode.PROCESS_CLOSED_UNANSWERED, seen=changed)]
    if state is State.WITHDRAWN:
        return [reason(ReasonCode.PROCESS_WITHDRAWN, seen=changed)]
    if row.escalated and row.due_at is not None:
        return [
            reason(ReasonCode.PROCESS_REVIEW_OVERDUE, seen={**changed, "due": _day(row.due_at)})
        ]
    return []


def _appeals(session: Session, row: Verification) -> list[Reason]:
    found = appeals(session, row)
    if not found:
        return []
    newest = found[-1]
    if newest.state == "open":
        seen = {"date": _day(newest.opened_at), "due": _day(newest.due_at)}
        return [reason(ReasonCode.PROCESS_APPEAL_OPEN, seen=seen)]
    if newest.state == "upheld" and newest.decided_at is not None:
        seen = {"date": _day(newest.decided_at)}
        return [reason(ReasonCode.PROCESS_APPEAL_CONFIRMED, seen=seen)]
    return []


def _beside(session: Session, row: Verification) -> list[Reason]:
    told = [
        reason(ReasonCode.PROCESS_REVERIFICATION_DUE, seen={"due": _day(asked.due_at)})
        for asked in open_requests(session, row.subject_id)
    ]
    if State(row.state) is State.VERIFIED:
        told += [
            reason(
                ReasonCode.PROCESS_HOLD_AFTER_VERIFICATION,
                seen={"ground": ", ".join(h.reasons), "team": h.owner, "due": _day(h.decide_by)},
            )
            for h in open_holds(session, row.subject_id)
        ]
    return told


def _day(moment: datetime) -> str:
    return moment.date().isoformat()
