"""`/console`: the queue."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import Query, Request, Response
from fastapi.responses import RedirectResponse

from api.pages.console.door import Reviewing, room
from api.pages.console.queue import Filters, facets, next_item, queue
from api.pages.console.show import show
from api.routes.sight import Svc

router = room()

_Short = Annotated[str, Query(max_length=80)]


@router.get("/console")
def queue_page(
    request: Request,
    svc: Svc,
    visitor: Reviewing,
    country: _Short = "",
    kind: _Short = "",
    reason: _Short = "",
    what: _Short = "",
    overdue: Literal["yes", ""] = "",
    after: Annotated[str, Query(max_length=200)] = "",
    said: _Short = "",
) -> Response:
    """Return the queue, filtered; `said` tells what was just decided."""
    filters = Filters(
        country=country, kind=kind, reason=reason, what=what, overdue=overdue == "yes"
    )
    now = svc.now()
    with svc.sessions() as session:
        found = queue(session, filters, staff_id=visitor.id, now=now, after=after)
        counted = facets(session)
    return show(
        request,
        "console/queue.html",
        visitor=visitor,
        queue=found,
        facets=counted,
        filters=filters,
        now=now,
        said=said,
        first=not after,
        more=urlencode({**filters.pairs(), "after": found.after}) if found.after else "",
    )


@router.get("/console/next")
def next_page(svc: Svc, visitor: Reviewing, done: _Short = "", said: _Short = "") -> Response:
    """Send the reviewer to what they may take up next, or to the queue when nothing waits.

    `done` is the case they leave, `said` what they decided: the next page says so.
    """
    with svc.sessions() as session:
        item = next_item(session, staff_id=visitor.id, now=svc.now(), done=done)
    where = f"{item.href}?" if item else "/console?"
    return RedirectResponse(where + urlencode({"said": said} if said else {}), HTTPStatus.SEE_OTHER)
