"""Overdue things escalate by themselves: nothing open ever waits in silence.

Run every minute by any worker; each row is handled under its own lock and once for each deadline.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.audit.chain import append
from api.cases.keep import keep_on
from api.cases.open import told
from api.cases.settle import ENGINE, settle
from api.cases.states import OPEN, Actor, State, move
from api.store.tables.cases import Attempt, Verification
from api.store.tables.review import Appeal, Approval, Hold
from api.vault.vault import Vault
from api.webhooks.events import emit
from verifier.decide.policy import load_policy
from verifier.pipeline import undecided
from verifier.standard import standard_context

NEXT_DEADLINE = timedelta(days=1)  # after each escalation, until somebody acts
AT_ONCE = 100


def escalate_overdue(session: Session, vault: Vault, now: datetime) -> int:
    """Escalate what is past its date; return how much was."""
    return (
        _verifications(session, vault, now)
        + _appeals(session, now)
        + _holds(session, now)
        + _approvals(session, now)
    )


def _verifications(session: Session, vault: Vault, now: datetime) -> int:
    late = session.scalars(
        select(Verification)
        .where(Verification.state.in_(sorted(OPEN)), Verification.due_at <= now)
        .order_by(Verification.due_at)
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True)
    ).all()
    for row in late:
        _escalate(session, vault, row, now)
    return len(late)


def _escalate(session: Session, vault: Vault, row: Verification, now: datetime) -> None:
    state = State(row.state)
    if state in (State.RECEIVED, State.NEEDS_YOU):
        move(row, State.EXPIRED, now)
        keep_on(session, row, "withdrawn", now)
        told(session, row, "verification.expired", now)
    elif state is State.CHECKING:
        give_up(session, vault, row, now, why="Overdue")
    else:
        row.escalated += 1
        row.who_acts = Actor.PLATFORM
        row.due_at = now + NEXT_DEADLINE
        row.updated_at = now
        told(session, row, "verification.overdue", now)
    append(
        session,
        actor="clock",
        action="verification.overdue",
        target=row.id,
        facts={"was": str(state), "is": str(row.state), "times": row.escalated},
        now=now,
    )


def give_up(session: Session, vault: Vault, row: Verification, now: datetime, *, why: str) -> None:
    """End an attempt that we could not finish: a person takes over, and nothing is counted."""
    attempt = session.scalar(
        select(Attempt)
        .where(Attempt.verification_id == row.id, Attempt.number == row.attempt)
        .with_for_update()
    )
    if attempt is not None and attempt.state in ("queued", "running"):
        attempt.state, attempt.finished_at = "given_up", now
    ctx = replace(standard_context(), now=now)
    decision = undecided(ctx, load_policy(row.policy), why)
    settle(session, vault, row, decision, step=ENGINE, now=now)


def _appeals(session: Session, now: datetime) -> int:
    late = session.scalars(
        select(Appeal)
        .where(Appeal.state == "open", Appeal.due_at <= now)
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True)
    ).all()
    for appeal in late:
        appeal.escalated += 1
        appeal.due_at = now + NEXT_DEADLINE
        row = session.get_one(Verification, appeal.verification_id)
        facts: dict[str, str | int] = {"appeal": appeal.id, "times": appeal.escalated}
        emit(
            session,
            platform_id=row.platform_id,
            verification_id=row.id,
            type="appeal.overdue",
            data=facts,
            now=now,
        )
        append(session, actor="clock", action="appeal.overdue", target=row.id, facts=facts, now=now)
    return len(late)


def _holds(session: Session, now: datetime) -> int:
    late = session.scalars(
        select(Hold)
        .where(Hold.closed_at.is_(None), Hold.decide_by <= now)
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True)
    ).all()
    for hold in late:
        hold.escalated += 1
        hold.decide_by = now + NEXT_DEADLINE
        facts: dict[str, str | int] = {
            "hold": hold.id,
            "owner": hold.owner,
            "times": hold.escalated,
        }
        emit(
            session,
            platform_id=hold.platform_id,
            verification_id=hold.verification_id,
            type="hold.overdue",
            data=facts,
            now=now,
        )
        append(session, actor="clock", action="hold.overdue", target=hold.id, facts=facts, now=now)
    return len(late)


def _approvals(session: Session, now: datetime) -> int:
    """Let proposals lapse that nobody agreed to; the verification's own clock goes on."""
    late = session.scalars(
        select(Approval)
        .where(Approval.state == "open", Approval.expires_at <= now)
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True)
    ).all()
    for proposal in late:
        proposal.state = "refused"
    return len(late)
