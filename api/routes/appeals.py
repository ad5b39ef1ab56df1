"""Appeals: opened by the person, decided by somebody else than who decided first."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from typing import Literal

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from api.access.rates import limited
from api.access.roles import Principal
from api.cases.appeals import (
    AppealError,
    appeals,
    decide_appeal,
    open_appeal,
    outcome_of,
    statement_of,
)
from api.problems import ProblemError
from api.routes.answers import ABSENT, CONFLICT, wrong_state
from api.routes.sight import Appellant, Reader, Reviewer, Svc, not_there, visible
from api.service import Service
from api.store.tables.review import Appeal

router = APIRouter(prefix="/v1", tags=["appeals"])


class AppealIn(BaseModel):
    """Why the person thinks the decision is wrong; new evidence is an upload `supplement`."""

    model_config = {"json_schema_extra": {"example": {"statement": "The date is 2032, not 2022."}}}

    statement: str = Field(min_length=1, max_length=5000)


class OutcomeIn(BaseModel):
    """A reviewer's answer to an appeal."""

    reverse: bool
    explanation: str = Field(min_length=1, max_length=5000)


class AppealOut(BaseModel):
    """An appeal and where it stands."""

    id: str
    verification: str
    state: Literal["open", "upheld", "reversed", "withdrawn"]
    statement: str
    outcome: str
    opened_at: datetime
    due_at: datetime
    decided_at: datetime | None


def shown(svc: Service, session: Session, appeal: Appeal) -> AppealOut:
    """Return an appeal as its parties see it; who decides it stays with the platform."""
    return AppealOut(
        id=appeal.id,
        verification=appeal.verification_id,
        state=appeal.state,  # type: ignore[arg-type]  # the table's constraint holds the same words
        statement=statement_of(session, svc.vault, appeal),
        outcome=outcome_of(session, svc.vault, appeal),
        opened_at=appeal.opened_at,
        due_at=appeal.due_at,
        decided_at=appeal.decided_at,
    )


@router.post(
    "/verifications/{verification_id}/appeals",
    status_code=201,
    responses=CONFLICT,
    summary="Appeal the decision in force",
    dependencies=[Depends(limited("appeals", "30/minute"))],
)
def appeal(svc: Svc, caller: Appellant, verification_id: str, wanted: AppealIn) -> AppealOut:
    """Open an appeal: possible for 184 days, free, answered by a person within 14 days."""
    now = svc.now()
    with svc.sessions.begin() as session:
        row = visible(session, caller, verification_id, change=True)
        try:
            opened = open_appeal(session, svc.vault, row, wanted.statement, now=now)
        except AppealError as error:
            raise wrong_state(error) from error
        return shown(svc, session, opened)


@router.get("/verifications/{verification_id}/appeals", responses=ABSENT, summary="Its appeals")
def listed(svc: Svc, caller: Reader, response: Response, verification_id: str) -> list[AppealOut]:
    """Return a verification's appeals, oldest first."""
    response.headers["Cache-Control"] = "no-store"
    with svc.sessions() as session:
        row = visible(session, caller, verification_id)
        return [shown(svc, session, one) for one in appeals(session, row)]


@router.post("/appeals/{appeal_id}/decision", responses=CONFLICT, summary="Decide an appeal")
def decide(svc: Svc, caller: Reviewer, appeal_id: str, answer: OutcomeIn) -> AppealOut:
    """Uphold or reverse. A reversal verifies the person and closes identity holds at once."""
    with svc.sessions.begin() as session:
        found = session.get(Appeal, appeal_id, with_for_update=True)
        if found is None:
            raise not_there()
        return _decided(svc, session, caller, found, answer)


def _decided(
    svc: Service, session: Session, caller: Principal, found: Appeal, answer: OutcomeIn
) -> AppealOut:
    row = visible(session, caller, found.verification_id, change=True)
    try:
        decide_appeal(
            session,
            svc.vault,
            row,
            found,
            reverse=answer.reverse,
            explanation=answer.explanation,
            reviewer_id=caller.id,
            now=svc.now(),
        )
    except AppealError as error:
        if caller.id == found.first_reviewer_id:
            raise ProblemError(
                HTTPStatus.FORBIDDEN, "another_reviewer_needed", "Somebody else decides this appeal"
            ) from error
        raise wrong_state(error) from error
    return shown(svc, session, found)
