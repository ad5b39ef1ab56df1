"""Verifying again: asked with a reason and a date, answered in one step where that is possible."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Depends
from pydantic import AwareDatetime, BaseModel

from api.access.roles import Principal, Role, Scope, require
from api.cases.again import AgainError, ask_again, open_requests, reuse
from api.routes.answers import ABSENT, CONFLICT, wrong_state
from api.routes.sight import Reader, Sender, Svc, not_there, visible
from api.store.tables.again import Again

router = APIRouter(prefix="/v1", tags=["verifying again"])

Asker = Annotated[Principal, Depends(require(Scope.VERIFICATIONS_WRITE, Role.ADMIN))]


class AgainIn(BaseModel):
    """Why the person is asked again, and by when; at least 30 days ahead."""

    model_config = {
        "json_schema_extra": {
            "example": {"why": "document_expiring", "due_at": "2027-02-22T12:00:00Z"}
        }
    }

    why: Literal["document_expiring", "policy_changed", "risk"]
    due_at: AwareDatetime


class AgainOut(BaseModel):
    """A request to verify again. Nothing is restricted before `due_at`."""

    id: str
    verification: str
    why: str
    kept: list[str]
    state: str
    noticed_days_ahead: list[int]
    due_at: datetime
    fulfilled_by: str | None


def shown(asked: Again) -> AgainOut:
    """Return a request as callers see it."""
    return AgainOut(
        id=asked.id,
        verification=asked.verification_id,
        why=asked.why,
        kept=list(asked.kept),
        state=asked.state,
        noticed_days_ahead=list(asked.noticed),
        due_at=asked.due_at,
        fulfilled_by=asked.fulfilled_by,
    )


@router.post(
    "/verifications/{verification_id}/again",
    status_code=201,
    responses=CONFLICT,
    summary="Ask a verified person to verify again",
)
def ask(svc: Svc, caller: Asker, verification_id: str, wanted: AgainIn) -> AgainOut:
    """Ask with a reason and a date; the person is told 30, 7 and 1 days ahead."""
    with svc.sessions.begin() as session:
        row = visible(session, caller, verification_id, change=True)
        try:
            return shown(
                ask_again(session, row, why=wanted.why, due_at=wanted.due_at, now=svc.now())
            )
        except AgainError as error:
            raise wrong_state(error) from error


@router.get(
    "/verifications/{verification_id}/again", responses=ABSENT, summary="What the person was asked"
)
def asked(svc: Svc, caller: Reader, verification_id: str) -> list[AgainOut]:
    """Return the open requests to verify again."""
    with svc.sessions() as session:
        row = visible(session, caller, verification_id)
        return [shown(one) for one in open_requests(session, row.subject_id)]


@router.post(
    "/again/{again_id}/reuse", responses=CONFLICT, summary="Answer with the earlier document"
)
def with_earlier(svc: Svc, caller: Sender, again_id: str) -> AgainOut:
    """Answer a request in one step with the document verified before, when it is in force."""
    now = svc.now()
    with svc.sessions.begin() as session:
        found = session.get(Again, again_id, with_for_update=True)
        if found is None or not caller.owns(
            platform_id=found.platform_id, verification_id=found.verification_id
        ):
            raise not_there()
        try:
            reuse(session, svc.vault, found, now.date(), now)
        except AgainError as error:
            raise wrong_state(error) from error
        return shown(found)
