"""Verifying again: asked for with a reason and a date, announced ahead, restricting nothing before.

An earlier verified document that is still in force is offered for reuse in one step.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.cases.decisions import decision_of, decisions
from api.cases.states import State, WrongStateError
from api.ids import new_id
from api.store.tables.again import Again
from api.store.tables.cases import Verification
from api.vault.vault import Vault
from api.webhooks.events import emit
from verifier.model.decision import Verdict

NOTICES = (30, 7, 1)  # days ahead
LEAST_NOTICE = timedelta(days=30)
WHYS = ("document_expiring", "policy_changed", "risk")
# What stays from before, so that nobody begins from nothing.
KEPT = ("claim", "verified_until_then", "earlier_decision")
_EXPIRY = "expiry_date"


class AgainError(WrongStateError):
    """A new verification cannot be asked for so; the message says why."""


def ask_again(
    session: Session, row: Verification, *, why: str, due_at: datetime, now: datetime
) -> Again:
    """Ask a verified person to verify again by a date; raises AgainError."""
    if State(row.state) is not State.VERIFIED:
        raise AgainError("only a verified person is asked to verify again")
    if why not in WHYS:
        raise AgainError(f"the reason must be one of {', '.join(WHYS)}")
    if due_at < now + LEAST_NOTICE:
        raise AgainError(f"give at least {LEAST_NOTICE.days} days")
    if open_requests(session, row.subject_id):
        raise AgainError("this person was asked already")
    asked = Again(
        id=new_id("agn"),
        platform_id=row.platform_id,
        subject_id=row.subject_id,
        verification_id=row.id,
        why=why,
        kept=list(KEPT),
        state="open",
        noticed=[],
        due_at=due_at,
        created_at=now,
    )
    session.add(asked)
    session.flush()
    _told(session, asked, "again.asked", now)
    return asked


def give_notices(session: Session, now: datetime) -> int:
    """Announce what comes due in 30, 7 and 1 days, each once; let lapse what has passed."""
    count = 0
    waiting = session.scalars(
        select(Again).where(Again.state == "open").with_for_update(skip_locked=True)
    )
    for asked in waiting:
        left = asked.due_at - now
        if left <= timedelta(0):
            asked.state = "lapsed"
            _told(session, asked, "again.lapsed", now)
            count += 1
            continue
        due = [days for days in NOTICES if left <= timedelta(days=days)]
        new = [days for days in due if days not in asked.noticed]
        if new:
            asked.noticed = sorted({*asked.noticed, *due}, reverse=True)
            _told(session, asked, "again.notice", now)
            count += 1
    return count


def fulfil(session: Session, row: Verification, now: datetime) -> None:
    """Close the requests that this verified verification answers."""
    for asked in open_requests(session, row.subject_id):
        if asked.verification_id != row.id:
            asked.state, asked.fulfilled_by = "fulfilled", row.id
            _told(session, asked, "again.fulfilled", now)


def reuse(session: Session, vault: Vault, asked: Again, today: date, now: datetime) -> None:
    """Answer a request with the earlier document, when it is still in force; AgainError if not."""
    row = session.get_one(Verification, asked.verification_id)
    until = valid_until(session, vault, row)
    if asked.why != "policy_changed":
        raise AgainError("this request asks for a new document")
    if asked.state != "open":
        raise AgainError("this request is closed")
    if until is None or until < today.isoformat():
        raise AgainError("the earlier document is no longer in force")
    asked.state, asked.fulfilled_by = "fulfilled", row.id
    _told(session, asked, "again.fulfilled", now)


def valid_until(session: Session, vault: Vault, row: Verification) -> str | None:
    """Return the day (ISO 8601) the verified document is valid until, when it has one."""
    accepted = next((d for d in decisions(session, row) if d.verdict == Verdict.ACCEPT), None)
    if accepted is None:
        return None
    readings = decision_of(session, vault, accepted).readings
    dates = [reading.value for reading in readings if reading.field == _EXPIRY]
    return min(dates, default=None)


def open_requests(session: Session, subject_id: str) -> list[Again]:
    """Return what a person was asked and has not answered."""
    return list(
        session.scalars(
            select(Again)
            .where(Again.subject_id == subject_id, Again.state == "open")
            .order_by(Again.due_at)
        )
    )


def _told(session: Session, asked: Again, kind: str, now: datetime) -> None:
    emit(
        session,
        platform_id=asked.platform_id,
        verification_id=asked.verification_id,
        type=kind,
        data={
            "again": asked.id,
            "why": asked.why,
            "kept": list(asked.kept),
            "due_at": asked.due_at.isoformat(),
        },
        now=now,
    )
