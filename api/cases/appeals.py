"""Appeals: open to six months, read by somebody else, due in two weeks; a reversal reinstates.

Regulation (EU) 2022/2065 (DSA), article 20: at least six months, free of charge, not solely by
automated means. Directive (EU) 2024/2831, article 11(2): answered within two weeks.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.audit.chain import append
from api.cases.decisions import decision_of, decisions
from api.cases.settle import settle
from api.cases.states import State, WrongStateError
from api.ids import new_id
from api.store.tables.cases import DecisionRow, Verification
from api.store.tables.review import Appeal, Approval
from api.vault.vault import Vault
from api.webhooks.events import emit
from verifier.model.decision import Verdict

OPEN_FOR = timedelta(days=184)  # six months are at most 184 days
DUE_IN = timedelta(days=14)
_APPEALABLE = (State.NEEDS_YOU, State.WITH_REVIEWER, State.NOT_VERIFIED, State.EXPIRED)


class AppealError(WrongStateError):
    """An appeal is not possible so; the message says why."""


def open_appeal(
    session: Session, vault: Vault, row: Verification, statement: str, *, now: datetime
) -> Appeal:
    """Open an appeal against the decision in force; raises AppealError."""
    against = next(iter(decisions(session, row)), None)
    if against is None or against.verdict == Verdict.ACCEPT:
        raise AppealError("there is no decision against you to appeal")
    if State(row.state) not in _APPEALABLE:
        raise AppealError(f"a verification that is {row.state} has nothing to appeal")
    if now > against.created_at + OPEN_FOR:
        raise AppealError(f"an appeal is open for {OPEN_FOR.days} days after the decision")
    if open_appeals(session, row):
        raise AppealError("an appeal against this decision is open already")
    if row.data_key_id is None:
        raise AppealError("this verification was erased")
    identifier = new_id("apl")
    appeal = Appeal(
        id=identifier,
        verification_id=row.id,
        decision_id=against.id,
        state="open",
        statement=vault.seal_text(session, row.data_key_id, statement.encode(), about=identifier),
        data_key_id=row.data_key_id,
        first_reviewer_id=against.reviewer_id,
        opened_at=now,
        due_at=now + DUE_IN,
        escalated=0,
    )
    session.add(appeal)
    session.flush()
    _told(session, row, appeal, "appeal.opened", "applicant", now)
    return appeal


def decide_appeal(
    session: Session,
    vault: Vault,
    row: Verification,
    appeal: Appeal,
    *,
    reverse: bool,
    explanation: str,
    reviewer_id: str,
    now: datetime,
) -> DecisionRow | None:
    """Uphold or reverse; a reversal verifies the person and closes identity holds at once.

    Raises AppealError when the reviewer made the first decision or the appeal is closed.
    """
    if appeal.state != "open":
        raise AppealError("this appeal is decided already")
    if reviewer_id in decided_first(session, appeal):
        raise AppealError("an appeal is decided by somebody else than who decided first")
    if not explanation.strip():
        raise AppealError("the outcome of an appeal is explained")
    if appeal.data_key_id is None:
        raise AppealError("this verification was erased")
    appeal.reviewer_id, appeal.decided_at = reviewer_id, now
    appeal.outcome = vault.seal_text(
        session, appeal.data_key_id, explanation.encode(), about=f"{appeal.id}/outcome"
    )
    appeal.state = "reversed" if reverse else "upheld"
    session.flush()
    made = _reinstated(session, vault, row, appeal, now) if reverse else None
    _told(session, row, appeal, f"appeal.{appeal.state}", reviewer_id, now)
    return made


def decided_first(session: Session, appeal: Appeal) -> frozenset[str]:
    """Return who made the appealed decision: one person, or the two who agreed on it."""
    proposed = session.scalars(
        select(Approval.proposed_by).where(
            Approval.verification_id == appeal.verification_id, Approval.state == "approved"
        )
    )
    first = (appeal.first_reviewer_id,) if appeal.first_reviewer_id else ()
    return frozenset((*first, *proposed))


def _reinstated(
    session: Session, vault: Vault, row: Verification, appeal: Appeal, now: datetime
) -> DecisionRow:
    against = session.get_one(DecisionRow, appeal.decision_id)
    before = decision_of(session, vault, against)
    accepted = replace(
        before, verdict=Verdict.ACCEPT, reasons=(), would_change_it=(), now=now, due=None
    )
    return settle(
        session,
        vault,
        row,
        accepted,
        step=f"appeal:{appeal.id}",
        now=now,
        reviewer_id=appeal.reviewer_id,
        final=True,
    )


def open_appeals(session: Session, row: Verification) -> list[Appeal]:
    """Return a verification's open appeals."""
    return [one for one in appeals(session, row) if one.state == "open"]


def appeals(session: Session, row: Verification) -> list[Appeal]:
    """Return a verification's appeals, oldest first."""
    return list(
        session.scalars(
            select(Appeal)
            .where(Appeal.verification_id == row.id)
            .order_by(Appeal.opened_at, Appeal.id)
        )
    )


def statement_of(session: Session, vault: Vault, appeal: Appeal) -> str:
    """Return what the applicant wrote."""
    if appeal.statement is None or appeal.data_key_id is None:
        return ""
    return vault.open_text(session, appeal.data_key_id, appeal.statement, about=appeal.id).decode()


def outcome_of(session: Session, vault: Vault, appeal: Appeal) -> str:
    """Return how the outcome was explained; "" while it is open."""
    if appeal.outcome is None or appeal.data_key_id is None:
        return ""
    about = f"{appeal.id}/outcome"
    return vault.open_text(session, appeal.data_key_id, appeal.outcome, about=about).decode()


def _told(
    session: Session, row: Verification, appeal: Appeal, kind: str, by: str, now: datetime
) -> None:
    facts = {"appeal": appeal.id, "state": appeal.state, "due_at": appeal.due_at.isoformat()}
    emit(
        session,
        platform_id=row.platform_id,
        verification_id=row.id,
        type=kind,
        data=facts,
        now=now,
    )
    append(session, actor=by, action=kind, target=row.id, facts=facts, now=now)
