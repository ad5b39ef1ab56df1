"""`POST /v1/verifications`: open a durable verification (JSON), or check at once (multipart).

One address for both: with files in the request the answer is the report itself and nothing is kept;
with JSON the answer is a verification that lives on.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Depends, Header, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ValidationError
from starlette.concurrency import run_in_threadpool

from api.access.idempotency import HEADER
from api.access.rates import limited
from api.access.roles import Principal, Scope, anyone
from api.examples import ACCEPTED, EXPIRED, MULTIPART_NOTE
from api.problems import Problem, ProblemError
from api.routes.at_once import FILES, AtOnce, Report, check_at_once, inputs_of
from api.routes.sight import Svc
from api.routes.wish import NO_STORE, ClaimIn, Opened, VerificationIn, open_once

router = APIRouter(prefix="/v1", tags=["verifications"])

_FORM = "multipart/form-data"
_PLAIN_FORM = "application/x-www-form-urlencoded"  # what a form without files is sent as
_Shape = TypeVar("_Shape", bound=BaseModel)


def _json_schema() -> dict[str, Any]:
    schema = VerificationIn.model_json_schema()
    schema.pop("$defs", None)
    schema["properties"]["claim"] = ClaimIn.model_json_schema()
    return schema


def _form_schema() -> dict[str, Any]:
    schema = AtOnce.model_json_schema()
    files = {"type": "array", "minItems": 1, "items": {"type": "string", "format": "binary"}}
    schema["properties"] = {FILES: files, **schema["properties"]}
    schema["required"] = [FILES]
    return schema


@router.post(
    "/verifications",
    summary="Open a verification, or check one document at once",
    description=MULTIPART_NOTE,
    dependencies=[Depends(limited("open", "1200/minute"))],
    status_code=201,
    response_model=Opened,
    responses={
        200: {
            "model": Report,
            "description": "Checked at once: the decision with all its reasons; nothing is kept",
            "content": {"application/json": {"examples": {"accept": ACCEPTED, "reject": EXPIRED}}},
        },
        400: {"model": Problem, "description": "The policy is not known"},
        401: {"model": Problem, "description": "No key, or not one in force"},
        403: {"model": Problem, "description": "The key is not for this"},
        409: {"model": Problem, "description": "The same request is still being worked on"},
        413: {"model": Problem, "description": "The upload is larger than we take"},
        415: {"model": Problem, "description": "Neither JSON nor a form"},
        422: {"model": Problem, "description": "A field is not as described"},
    },
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {"schema": _json_schema()},
                _FORM: {"schema": _form_schema()},
            },
        }
    },
)
async def create(
    request: Request,
    svc: Svc,
    caller: Annotated[Principal | None, Depends(anyone)],
    key: Annotated[
        str | None,
        Header(alias=HEADER, description="repeat a request with the same key to open one only"),
    ] = None,
) -> Response:
    """Open or check, by what was sent."""
    sent = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if sent in (_FORM, _PLAIN_FORM):
        # A demo on one's own machine answers without a key; nothing is kept of what it is asked.
        if not svc.settings.demo:
            _allowed(caller)
        async with request.form() as form:
            words = {name: value for name, value in form.items() if isinstance(value, str)}
            report = await check_at_once(await inputs_of(form), _read(AtOnce, words))
        return JSONResponse(report, headers=NO_STORE)
    if sent not in ("", "application/json"):
        raise ProblemError(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            "media_type_not_supported",
            "This address takes JSON or a form",
            f"Send application/json to open a verification, {_FORM} to check at once.",
        )
    body = await request.body()
    wanted = _read(VerificationIn, body)
    return await run_in_threadpool(open_once, svc, _allowed(caller), wanted, body, key)


def _allowed(caller: Principal | None) -> Principal:
    if caller is None:
        raise ProblemError(
            HTTPStatus.UNAUTHORIZED,
            "not_signed_in",
            "We do not know who is asking",
            "Send `Authorization: Bearer` with an API key that is in force.",
        )
    if not caller.may(Scope.VERIFICATIONS_WRITE):
        raise ProblemError(
            HTTPStatus.FORBIDDEN,
            "not_allowed",
            "You may not do this",
            f"It needs {Scope.VERIFICATIONS_WRITE}.",
        )
    return caller


def _read(shape: type[_Shape], sent: bytes | dict[str, str]) -> _Shape:
    try:
        if isinstance(sent, bytes):
            return shape.model_validate_json(sent)
        return shape.model_validate(sent)
    except ValidationError as error:
        raise RequestValidationError(error.errors()) from None
