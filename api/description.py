"""The OpenAPI document, completed: every answer a route can give, each with an example.

FastAPI describes what a handler takes and returns. What every handler may answer besides (who is
asking, limits, storage) is the same everywhere and is added here, as problems (RFC 9457). An
answer without an example of its own gets one made from its schema.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from http import HTTPStatus
from typing import Any, Final

from fastapi import APIRouter, FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from api.access.roles import anyone, principal
from api.access.sessions import COOKIE
from api.problems import MEDIA_TYPE, Problem
from api.routes.sight import service_of
from api.sample import sample

Document = dict[str, Any]

_PROBLEM: Final = {"$ref": "#/components/schemas/Problem"}
# status: code, title, what to do, description
_PROBLEMS: Final[dict[int, tuple[str, str, str | None, str]]] = {
    400: ("bad_request", "The request cannot be understood", None, "Not usable as it was sent"),
    401: (
        "not_signed_in",
        "We do not know who is asking",
        "Send `Authorization: Bearer` with a key or token that is in force, or sign in.",
        "No credentials, or none in force",
    ),
    403: ("not_allowed", "You may not do this", "It needs one of: reviewer.", "Not for you"),
    404: (
        "not_found",
        "There is nothing here by that name for you",
        None,
        "Not there, or not yours",
    ),
    409: (
        "wrong_state",
        "That is not possible now",
        "A verification that is verified is closed.",
        "Not possible in this state, or somebody changed it at the same moment",
    ),
    410: (
        "erased",
        "This was erased",
        "Nothing of it can be read again.",
        "The person was erased",
    ),
    413: (
        "body_too_large",
        "The upload is larger than we take",
        "Send at most 64 MB in all.",
        "The body is larger than we take",
    ),
    415: (
        "media_type_not_supported",
        "This address takes JSON or a form",
        None,
        "Not a type of body we read",
    ),
    422: (
        "invalid_request",
        "The request is not as the API describes it",
        None,
        "A value is not as described; `errors` says where",
    ),
    429: (
        "too_many_requests",
        "Too many requests",
        "Come back in 2 seconds; nothing was lost or counted against anyone.",
        "Come back after Retry-After",
    ),
    503: (
        "storage_unavailable",
        "Our storage does not answer; nothing is counted against you",
        "Send the same request again in a moment.",
        "Send the same request again after Retry-After",
    ),
}
_RETRY_AFTER: Final = {
    "Retry-After": {"description": "seconds to wait", "schema": {"type": "string"}}
}
_COME_BACK = (429, 503)
_CHANGES = ("post", "put", "patch", "delete")


def describe(app: FastAPI, routers: Iterable[APIRouter]) -> None:
    """Make `app`, which serves `routers`, publish the completed document."""
    routes = [one for router in routers for one in router.routes if isinstance(one, APIRoute)]
    plain = app.openapi

    def completed() -> Document:
        if app.openapi_schema is None:
            app.openapi_schema = _completed(routes, plain())
        return app.openapi_schema

    app.openapi = completed  # type: ignore[method-assign]  # FastAPI's own way to change it


def _completed(routes: Iterable[APIRoute], document: Document) -> Document:
    components = document.setdefault("components", {})
    components.setdefault("schemas", {})["Problem"] = _problem_schema()
    components["securitySchemes"] = {
        "bearer": {"type": "http", "scheme": "bearer", "description": "an API key or case token"},
        "session": {"type": "apiKey", "in": "cookie", "name": COOKIE},
    }
    for route in routes:
        for method in sorted(route.methods or ()):
            operation = document["paths"].get(route.path_format, {}).get(method.lower())
            if operation is not None:
                _complete(document, route, method.lower(), operation)
    for unused in ("HTTPValidationError", "ValidationError"):
        components["schemas"].pop(unused, None)
    return document


def _problem_schema() -> Document:
    return Problem.model_json_schema(mode="serialization")


def _complete(document: Document, route: APIRoute, method: str, operation: Document) -> None:
    called = set(_calls(route.dependant))
    if principal in called:
        operation["security"] = [{"bearer": []}, {"session": []}]
    answers = operation["responses"]
    for status in _statuses(operation, method, called):
        answers.setdefault(str(status), {"description": _PROBLEMS[status][3]})
    for status, answer in answers.items():
        number = int(status)
        own = _refers_elsewhere(answer)
        if number in _PROBLEMS and not own:
            _make_problem(number, answer)
        else:
            _exemplify(document, answer)


def _calls(dependant: Dependant) -> Iterator[Any]:
    for each in dependant.dependencies:
        yield each.call
        yield from _calls(each)


def _statuses(operation: Document, method: str, called: set[Any]) -> Iterator[int]:
    asks = principal in called or anyone in called
    yield from (401, 403) if asks else ()
    if operation.get("parameters") or operation.get("requestBody"):
        yield from (400, 422)
    if any(one["in"] == "path" for one in operation.get("parameters", ())):
        yield from (404, 410)
    if "requestBody" in operation:
        yield 413
    if method in _CHANGES:
        yield 409
    if asks:
        yield 404  # callers without a platform of their own
    if service_of in called:
        yield from (422, 503)
    yield 429


def _refers_elsewhere(answer: Document) -> bool:
    schemas = [each.get("schema", {}) for each in answer.get("content", {}).values()]
    plain = (_PROBLEM["$ref"], "#/components/schemas/HTTPValidationError")
    return any(schema and schema.get("$ref") not in plain for schema in schemas)


def _make_problem(status: int, answer: Document) -> None:
    code, title, detail, _ = _PROBLEMS[status]
    shown: Document = {
        "type": f"urn:candor:problem:{code}",
        "title": title,
        "status": status,
        "code": code,
        **({"detail": detail} if detail else {}),
        "errors": [{"at": "body/claim/birth_date", "problem": "String should match pattern"}]
        if status == HTTPStatus.UNPROCESSABLE_ENTITY
        else [],
        "trace_id": "6d5c3f0e9b7a4c18a2f1d0e9c8b7a6f5",
    }
    answer["content"] = {MEDIA_TYPE: {"schema": _PROBLEM, "example": shown}}
    if status in _COME_BACK:
        answer["headers"] = _RETRY_AFTER


def _exemplify(document: Document, answer: Document) -> None:
    for kind, content in answer.get("content", {}).items():
        if "example" in content or "examples" in content or not content.get("schema"):
            continue
        if content["schema"].get("format") == "binary":
            continue
        content["example"] = sample(document, content["schema"]) if "json" in kind else "..."
