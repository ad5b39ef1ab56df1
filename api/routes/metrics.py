"""`/metrics` for Prometheus on this machine, or for an admin or auditor who signed in."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from api.access.roles import Principal, Role, anyone
from api.jobs.signs import HEARTBEAT_AGE, QUEUE_AGE_NOW
from api.metrics import CONTENT_TYPE, exposition
from api.routes.sight import Svc, not_there

router = APIRouter(tags=["operations"])

_LOOPBACK = ("127.0.0.1", "::1")
# A proxy on this machine is no local caller: it speaks for somebody else.
_SPEAKS_FOR = ("x-forwarded-for", "forwarded", "x-real-ip")


@router.get("/metrics", summary="Numbers for Prometheus", response_class=Response)
def metrics(
    request: Request, svc: Svc, caller: Annotated[Principal | None, Depends(anyone)]
) -> Response:
    """Return the metrics; to others than this machine and its staff there is nothing here."""
    local = request.client is not None and request.client.host in _LOOPBACK
    forwarded = any(name in request.headers for name in _SPEAKS_FOR)
    staff = caller is not None and caller.may(Role.ADMIN, Role.AUDITOR)
    if not (staff or (local and not forwarded)):
        raise not_there()
    with svc.sessions() as session:
        body = exposition(
            session,
            svc.now(),
            heartbeat_age=lambda: session.scalar(HEARTBEAT_AGE),
            queue_age=lambda: session.scalar(QUEUE_AGE_NOW),
        )
    return Response(body, media_type=CONTENT_TYPE)
