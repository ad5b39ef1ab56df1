"""What waits for a person, as one query: verifications to decide, second opinions, appeals."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    Subquery,
    and_,
    case,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.dialects.postgresql import array

from api.cases.states import State
from api.store.tables.cases import DecisionRow, Verification
from api.store.tables.review import Appeal, Approval

APPEAL, REVIEW, SECOND = "appeal", "review", "second"


def waiting() -> Subquery:
    """Return the rows; `not_for` names the reviewers who may not act on one."""
    every: CompoundSelect[Any] = union_all(_reviews(), _appeals())
    return every.subquery("waiting")


def _reviews() -> Select[Any]:
    proposal = and_(Approval.verification_id == Verification.id, Approval.state == "open")
    proposed = Approval.id.is_not(None)
    return (
        select(
            Verification.id.label("id"),
            Verification.id.label("verification_id"),
            case((proposed, literal(SECOND)), else_=literal(REVIEW)).label("what"),
            _due().label("due_at"),
            Verification.escalated.label("escalated"),
            Verification.codes.label("codes"),
            Verification.document.label("document"),
            Verification.language.label("language"),
            Verification.attempt.label("attempt"),
            Verification.updated_at.label("since"),
            array([Approval.proposed_by]).label("not_for"),
        )
        .select_from(Verification)
        .outerjoin(Approval, proposal)
        .where(or_(Verification.state == State.WITH_REVIEWER, proposed))
    )


def _due() -> ColumnElement[Any]:
    """Return the earlier of the verification's date and the proposal's."""
    sooner = and_(
        Approval.id.is_not(None),
        or_(Verification.due_at.is_(None), Approval.expires_at < Verification.due_at),
    )
    return case((sooner, Approval.expires_at), else_=Verification.due_at)


def _agreed() -> ColumnElement[Any]:
    """Return who proposed what two people then agreed on."""
    return (
        select(func.array_agg(Approval.proposed_by))
        .where(Approval.verification_id == Appeal.verification_id, Approval.state == "approved")
        .correlate(Appeal)
        .scalar_subquery()
    )


def _appeals() -> Select[Any]:
    return (
        select(
            Appeal.id.label("id"),
            Appeal.verification_id.label("verification_id"),
            literal(APPEAL).label("what"),
            Appeal.due_at.label("due_at"),
            Appeal.escalated.label("escalated"),
            DecisionRow.codes.label("codes"),
            DecisionRow.document.label("document"),
            Verification.language.label("language"),
            DecisionRow.attempt.label("attempt"),
            Appeal.opened_at.label("since"),
            func.array_append(_agreed(), Appeal.first_reviewer_id).label("not_for"),
        )
        .select_from(Appeal)
        .join(DecisionRow, DecisionRow.id == Appeal.decision_id)
        .join(Verification, Verification.id == Appeal.verification_id)
        .where(Appeal.state == "open")
    )
