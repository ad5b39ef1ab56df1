"""`PUT /v1/uploads/{token}`: one side, as raw bytes, by a token that works once.

The body is streamed into memory within a limit and sealed before anything is written; nothing of
it ever lies on disk in clear.
"""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from typing import Annotated

import anyio
from fastapi import APIRouter, Header, Path, Request
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool

from api.access import upload_tokens
from api.cases.send import keep_upload
from api.cases.states import WrongStateError
from api.problems import Problem, ProblemError
from api.routes.answers import wrong_state
from api.routes.sight import Svc
from api.service import Service
from api.store.tables.cases import Verification
from verifier.model.context import Limits

router = APIRouter(prefix="/v1", tags=["verifications"])

# `curl -T` names no type at all; the bytes are looked at anyway, in a child process.
UNNAMED = "application/octet-stream"
MEDIA_TYPES = (
    "image/jpeg",
    "image/png",
    "image/webp",
    "image/tiff",
    "application/pdf",
    UNNAMED,
)
# Bodies held in memory beside each other: 24 of 20 MB are 480 MB; more are asked to come back.
AT_ONCE = 24
RETRY_AFTER = 2  # seconds
_in_flight = anyio.CapacityLimiter(AT_ONCE)


class Uploaded(BaseModel):
    """What was kept."""

    id: str
    verification: str
    slot: str
    size: int
    received_at: datetime


@router.put(
    "/uploads/{token}",
    status_code=201,
    summary="Send one side by its upload token",
    responses={
        401: {"model": Problem, "description": "The token is unknown, used or too old"},
        409: {"model": Problem, "description": "The verification takes no uploads now"},
        413: {"model": Problem, "description": "The file is larger than we take"},
        415: {"model": Problem, "description": "Not a format we read"},
        429: {"model": Problem, "description": "Too many uploads at once; see Retry-After"},
    },
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                kind: {"schema": {"type": "string", "format": "binary"}} for kind in MEDIA_TYPES
            },
        }
    },
)
async def upload(
    request: Request,
    svc: Svc,
    token: Annotated[str, Path(max_length=200)],
    content_type: Annotated[str, Header()] = "",
) -> Uploaded:
    """Keep one side; a second one for the same slot replaces the first."""
    media_type = content_type.split(";")[0].strip().lower() or UNNAMED
    if media_type not in MEDIA_TYPES:
        raise ProblemError(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            "format_not_supported",
            "We cannot read this kind of file",
            f"Send one of {', '.join(MEDIA_TYPES)}, named in Content-Type.",
        )
    try:
        _in_flight.acquire_on_behalf_of_nowait(request)
    except anyio.WouldBlock:
        raise too_many() from None
    try:
        data = await _body(request)
        return await run_in_threadpool(_keep, svc, token, data, media_type)
    finally:
        _in_flight.release_on_behalf_of(request)


def too_many() -> ProblemError:
    """Return the answer while as many uploads run as memory is meant for."""
    return ProblemError(
        HTTPStatus.TOO_MANY_REQUESTS,
        "too_many_uploads",
        "Too many uploads arrive at once",
        f"Nothing was kept; send it again in {RETRY_AFTER} seconds.",
        headers={"Retry-After": str(RETRY_AFTER)},
    )


async def _body(request: Request) -> bytes:
    limit = Limits().file_bytes
    data = bytearray()
    async for part in request.stream():
        data += part
        if len(data) > limit:
            raise ProblemError(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                "file_too_large",
                "The file is larger than we take",
                f"Send at most {limit // (1024 * 1024)} MB.",
            )
    if not data:
        raise ProblemError(
            HTTPStatus.BAD_REQUEST, "file_empty", "The file is empty", "Choose the picture again."
        )
    return bytes(data)


def _keep(svc: Service, token: str, data: bytes, media_type: str) -> Uploaded:
    now = svc.now()
    with svc.sessions.begin() as session:
        spent = upload_tokens.take(session, token, now)
        row = session.get_one(Verification, spent.verification_id, with_for_update=True)
        if spent.attempt != row.attempt:
            raise wrong_state(WrongStateError("This upload belonged to an earlier attempt"))
        try:
            kept = keep_upload(
                session, svc.vault, row, slot=spent.slot, data=data, media_type=media_type, now=now
            )
        except WrongStateError as error:
            raise wrong_state(error) from error
        return Uploaded(
            id=kept.id,
            verification=row.id,
            slot=kept.slot,
            size=kept.size,
            received_at=kept.received_at,
        )
