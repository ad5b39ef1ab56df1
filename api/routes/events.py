"""Everything a webhook says can also be read here: a lost message loses nothing."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field

from api.access.roles import Principal, Scope, require
from api.routes.sight import Svc, platform_of
from api.webhooks.events import body_of, read

router = APIRouter(prefix="/v1", tags=["events"])

Listener = Annotated[Principal, Depends(require(Scope.EVENTS_READ))]


class EventOut(BaseModel):
    """One event: ids, states, codes and dates only."""

    id: str
    type: str
    timestamp: datetime
    data: dict[str, Any]


class EventPage(BaseModel):
    """Events in the order they happened; ask again after `next` for what came later."""

    events: list[EventOut]
    next: int = Field(description="the number to send as `after`")


@router.get("/events", summary="What happened, in order")
def events(
    svc: Svc,
    caller: Listener,
    after: Annotated[int, Query(ge=0, le=2**62)] = 0,
    limit: Annotated[int, Query(ge=1, le=100)] = 100,
) -> EventPage:
    """Return the platform's events after a number."""
    with svc.sessions() as session:
        found = read(session, platform_id=platform_of(session, caller).id, after=after, limit=limit)
        return EventPage(
            events=[EventOut.model_validate(body_of(one)) for one in found],
            next=found[-1].id if found else after,
        )
