"""Errors as RFC 9457 problem details, with stable codes and no echo of what was sent."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Mapping
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from sqlalchemy.exc import DataError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm.exc import StaleDataError
from starlette.exceptions import HTTPException

from api.vault.objects import ObjectsError
from api.vault.vault import GoneError

log = logging.getLogger("candor.api")

MEDIA_TYPE = "application/problem+json"
_TYPE = "urn:candor:problem:"


class Problem(BaseModel):
    """A problem as sent to the caller (RFC 9457)."""

    type: str = Field(description="A stable URN that names the kind of problem")
    title: str = Field(description="What is wrong, in plain words")
    status: int
    code: str = Field(description="The last part of `type`, for switch statements")
    detail: str | None = Field(default=None, description="What to do about it")
    errors: list[dict[str, str]] = Field(default_factory=list, description="Where, for each input")
    trace_id: str = Field(description="Quote it when you ask us")


class ProblemError(Exception):
    """Raised by a route to answer with a problem."""

    def __init__(
        self,
        status: int,
        code: str,
        title: str,
        detail: str | None = None,
        *,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(code)
        self.headers = headers
        self.status = status
        self.code = code
        self.title = title
        self.detail = detail


def answer(
    status: int,
    code: str,
    title: str,
    detail: str | None = None,
    errors: list[dict[str, str]] | None = None,
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """Return a problem response."""
    problem = Problem(
        type=_TYPE + code,
        title=title,
        status=status,
        code=code,
        detail=detail,
        errors=errors or [],
        trace_id=uuid.uuid4().hex,
    )
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        log.error("problem %s trace_id=%s", code, problem.trace_id)
    return JSONResponse(
        problem.model_dump(exclude_none=True),
        status_code=status,
        media_type=MEDIA_TYPE,
        headers=dict(headers or {}),
    )


def install(app: FastAPI) -> None:
    """Make every error of `app` a problem."""
    app.add_exception_handler(ProblemError, _own)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(GoneError, _gone)
    app.add_exception_handler(ObjectsError, _store_down)
    app.add_exception_handler(OperationalError, _store_down)
    app.add_exception_handler(PoolTimeoutError, _store_down)
    app.add_exception_handler(StaleDataError, _changed)
    app.add_exception_handler(DataError, _unstorable)
    app.add_exception_handler(Exception, _unexpected)


async def _own(_: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, ProblemError):
        raise error
    return answer(error.status, error.code, error.title, error.detail, headers=error.headers)


async def _http(_: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, HTTPException):
        raise error
    status = HTTPStatus(error.status_code)
    code = status.phrase.lower().replace(" ", "_")
    return answer(status, code, status.phrase, headers=error.headers)


async def _invalid(_: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, RequestValidationError):
        raise error
    # `input` and `ctx` would echo what the person sent; only the place and the rule are told.
    errors = [
        {"at": "/".join(str(part) for part in one["loc"]), "problem": str(one["msg"])}
        for one in error.errors()
    ]
    title = "The request is not as the API describes it"
    return answer(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_request", title, errors=errors)


async def _gone(_: Request, error: Exception) -> JSONResponse:
    return answer(HTTPStatus.GONE, "erased", "This was erased", "Nothing of it can be read again.")


async def _store_down(_: Request, error: Exception) -> JSONResponse:
    log.error("storage %s", type(error).__name__)
    return answer(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "storage_unavailable",
        "Our storage does not answer; nothing is counted against you",
        "Send the same request again in a moment.",
        headers={"Retry-After": "5"},
    )


async def _changed(_: Request, error: Exception) -> JSONResponse:
    title = "Somebody changed this at the same moment"
    detail = "Nothing was done. Read it again, and repeat what is still needed."
    return answer(HTTPStatus.CONFLICT, "changed_meanwhile", title, detail)


async def _unstorable(_: Request, error: Exception) -> JSONResponse:
    # A NUL in a path or a text: valid JSON and a valid URL, but no text for PostgreSQL.
    log.warning("unstorable %s", type(error).__name__)
    title = "A value holds a character or number that cannot be stored"
    return answer(HTTPStatus.UNPROCESSABLE_ENTITY, "value_unstorable", title)


async def _unexpected(_: Request, error: Exception) -> JSONResponse:
    log.error("unexpected %s", type(error).__name__)
    title = "Something failed on our side; nothing is counted against you"
    return answer(HTTPStatus.INTERNAL_SERVER_ERROR, "internal_error", title, "Try again later.")
