"""Holds: a pause on what a person may do, with reasons, an owner and a date to decide by."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Depends
from pydantic import AwareDatetime, BaseModel, Field

from api.access.roles import Principal, Role, Scope, require
from api.cases.holds import HoldError, close_hold, open_hold, open_holds
from api.problems import Problem, ProblemError
from api.routes.answers import ABSENT
from api.routes.sight import Reader, Svc, not_there, visible
from api.store.tables.review import Hold

router = APIRouter(prefix="/v1", tags=["holds"])

Holder = Annotated[Principal, Depends(require(Scope.HOLDS_WRITE, Role.REVIEWER, Role.ADMIN))]


class HoldIn(BaseModel):
    """A hold on the person of a verification."""

    model_config = {
        "json_schema_extra": {
            "example": {
                "verification": "ver_mzxw6ytboi4dqmjsgq2tk3tb",
                "kind": "identity",
                "reasons": ["validity.expired"],
                "owner": "trust-team",
                "decide_by": "2026-12-01T12:00:00Z",
            }
        }
    }

    verification: str
    kind: Literal["identity", "risk"] = "identity"
    reasons: list[Annotated[str, Field(pattern=r"^[a-z_.-]{1,60}$")]] = Field(
        min_length=1, max_length=20
    )
    owner: str = Field(pattern=r"^[A-Za-z0-9_.:-]{1,60}$")
    decide_by: AwareDatetime


class CloseIn(BaseModel):
    """Why a hold ends."""

    because: str = Field(pattern=r"^[a-z_.-]{1,60}$")


class HoldOut(BaseModel):
    """A hold: what it waits for, who owns it, and by when they decide."""

    id: str
    verification: str | None
    kind: str
    reasons: list[str]
    owner: str
    decide_by: datetime
    opened_at: datetime
    closed_at: datetime | None
    closed_because: str | None


def shown(hold: Hold) -> HoldOut:
    """Return a hold as callers see it."""
    return HoldOut(
        id=hold.id,
        verification=hold.verification_id,
        kind=hold.kind,
        reasons=list(hold.reasons),
        owner=hold.owner,
        decide_by=hold.decide_by,
        opened_at=hold.opened_at,
        closed_at=hold.closed_at,
        closed_because=hold.closed_because,
    )


@router.post(
    "/holds",
    status_code=201,
    summary="Hold a person",
    responses={**ABSENT, 400: {"model": Problem, "description": "The date has passed"}},
)
def hold(svc: Svc, caller: Holder, wanted: HoldIn) -> HoldOut:
    """Open a hold; there is none without a reason, an owner and a date."""
    now = svc.now()
    with svc.sessions.begin() as session:
        row = visible(session, caller, wanted.verification)
        try:
            opened = open_hold(
                session,
                platform_id=row.platform_id,
                subject_id=row.subject_id,
                verification_id=row.id,
                kind=wanted.kind,
                reasons=wanted.reasons,
                owner=wanted.owner,
                decide_by=wanted.decide_by,
                now=now,
            )
        except HoldError as error:
            raise ProblemError(
                HTTPStatus.BAD_REQUEST,
                "hold_incomplete",
                "The hold cannot be opened so",
                f"{error}.",
            ) from error
        return shown(opened)


@router.get(
    "/verifications/{verification_id}/holds", responses=ABSENT, summary="Open holds on the person"
)
def holds(svc: Svc, caller: Reader, verification_id: str) -> list[HoldOut]:
    """Return the holds on the person that are not closed."""
    with svc.sessions() as session:
        row = visible(session, caller, verification_id)
        return [shown(one) for one in open_holds(session, row.subject_id)]


@router.post("/holds/{hold_id}/close", responses=ABSENT, summary="End a hold")
def close(svc: Svc, caller: Holder, hold_id: str, wanted: CloseIn) -> HoldOut:
    """Close a hold; closing a closed one changes nothing."""
    with svc.sessions.begin() as session:
        found = session.get(Hold, hold_id, with_for_update=True)
        if found is None or not caller.owns(
            platform_id=found.platform_id, verification_id=found.verification_id or ""
        ):
            raise not_there()
        close_hold(session, found, by=caller.id, because=wanted.because, now=svc.now())
        return shown(found)
