"""Replays: stored decisions run again on the workers, and what they would be now."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel, Field

from api.cases.replay import changes, start_replay
from api.routes.sight import Admin, Svc

router = APIRouter(prefix="/v1", tags=["replays"])


class ReplayIn(BaseModel):
    """Which decisions: those of a profile or country, or all."""

    model_config = {"json_schema_extra": {"example": {"profile": "ukr/passport-2015"}}}

    profile: str | None = Field(default=None, pattern=r"^[a-z]{3}(/[a-z0-9-]{1,60})?$")
    most: int = Field(default=1000, ge=1, le=100_000)


class ReplayStarted(BaseModel):
    """A batch on the workers."""

    batch: str
    queued: int


class Change(BaseModel):
    """A decision that would differ now. A refusal that would be accepted is reopened by itself."""

    verification: str
    was: str
    was_reasons: list[str]
    now: str | None
    now_reasons: list[str]


@router.post("/replays", status_code=202, summary="Run stored decisions again")
def start(svc: Svc, caller: Admin, wanted: ReplayIn) -> ReplayStarted:
    """Queue stored decisions, as far as their images are still kept."""
    with svc.sessions.begin() as session:
        batch, count = start_replay(session, profile=wanted.profile, most=wanted.most)
        return ReplayStarted(batch=batch, queued=count)


@router.get("/replays/{batch}", summary="What a replay would change")
def changed(
    svc: Svc, caller: Admin, batch: Annotated[str, Path(pattern=r"^rep_[a-z2-7]{24}$")]
) -> list[Change]:
    """Return the decisions that differ so far."""
    with svc.sessions() as session:
        return [
            Change(
                verification=one.verification_id,
                was=one.was,
                was_reasons=list(one.was_codes),
                now=one.now,
                now_reasons=list(one.now_codes),
            )
            for one in changes(session, batch)
        ]
