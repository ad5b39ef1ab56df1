"""What reviewers do over the API: the queue, decisions and notes."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, Field
from sqlalchemy import select

from api.cases.review import Judgement, ReviewError, add_note, decide_by_person, notes
from api.cases.states import State
from api.routes.answers import ABSENT, CONFLICT, wrong_state
from api.routes.sight import Reviewer, Svc, visible
from api.routes.status import Status, status_of
from api.store.tables.cases import Verification
from api.store.tables.review import Approval
from verifier.model.decision import Verdict

router = APIRouter(prefix="/v1", tags=["review"])

Value = str | int | float | bool


class DecisionIn(BaseModel):
    """A reviewer's answer; every answer but `accept` names at least one reason."""

    model_config = {
        "json_schema_extra": {"example": {"verdict": "retry", "reasons": ["capture.glare"]}}
    }

    verdict: Literal["accept", "retry", "review", "reject"]
    reasons: list[str] = Field(default_factory=list, max_length=20)
    final: bool = Field(default=False, description="ends it; needs a second person")
    seen: dict[str, dict[str, Value]] = Field(
        default_factory=dict, description="for a reason you add: what its text speaks of, by code"
    )


class DecisionOut(BaseModel):
    """What the answer led to: a decision in force, or a proposal that waits for a second person."""

    decision: str | None
    awaiting_second_person: str | None
    verification: Status


class NoteIn(BaseModel):
    """A note for reviewers only."""

    text: str = Field(min_length=1, max_length=5000)


class NoteOut(BaseModel):
    """A note; no applicant's view has room for one."""

    id: str
    by: str
    at: datetime
    text: str


@router.get("/review/queue", summary="What waits for a person, the most urgent first")
def queue(
    svc: Svc, caller: Reviewer, limit: Annotated[int, Query(ge=1, le=100)] = 50
) -> list[Status]:
    """Return verifications with a reviewer, by the date they are due."""
    with svc.sessions() as session:
        rows = session.scalars(
            select(Verification)
            .where(Verification.state == State.WITH_REVIEWER)
            .order_by(Verification.due_at, Verification.id)
            .limit(limit)
        )
        return [status_of(row) for row in rows]


@router.post(
    "/verifications/{verification_id}/decisions", responses=CONFLICT, summary="Decide as a person"
)
def decide(svc: Svc, caller: Reviewer, verification_id: str, answer: DecisionIn) -> DecisionOut:
    """Accept, ask again, reject, or leave it with a person; finals and suspicions need two."""
    judgement = Judgement(
        verdict=Verdict(answer.verdict),
        codes=tuple(answer.reasons),
        final=answer.final,
        seen=answer.seen,
    )
    with svc.sessions.begin() as session:
        row = visible(session, caller, verification_id, change=True)
        try:
            made = decide_by_person(
                session, svc.vault, row, judgement, reviewer_id=caller.id, now=svc.now()
            )
        except ReviewError as error:
            raise wrong_state(error) from error
        waits = isinstance(made, Approval)
        return DecisionOut(
            decision=None if waits else made.id,
            awaiting_second_person=made.id if waits else None,
            verification=status_of(row),
        )


@router.post(
    "/verifications/{verification_id}/notes",
    status_code=201,
    responses=CONFLICT,
    summary="Note something for other reviewers",
)
def note(svc: Svc, caller: Reviewer, verification_id: str, wanted: NoteIn) -> NoteOut:
    """Keep a note, sealed."""
    with svc.sessions.begin() as session:
        row = visible(session, caller, verification_id)
        try:
            kept = add_note(session, svc.vault, row, wanted.text, staff_id=caller.id, now=svc.now())
        except ReviewError as error:
            raise wrong_state(error) from error
        return NoteOut(id=kept.id, by=kept.staff_id, at=kept.at, text=wanted.text)


@router.get("/verifications/{verification_id}/notes", responses=ABSENT, summary="Its notes")
def noted(svc: Svc, caller: Reviewer, response: Response, verification_id: str) -> list[NoteOut]:
    """Return the notes, oldest first."""
    response.headers["Cache-Control"] = "no-store"
    with svc.sessions() as session:
        row = visible(session, caller, verification_id)
        return [
            NoteOut(id=kept.id, by=kept.staff_id, at=kept.at, text=text)
            for kept, text in notes(session, svc.vault, row)
        ]
