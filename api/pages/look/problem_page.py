"""Pages answer with a page, also when something is wrong: a route class that makes problems HTML.

A page's router is made with `APIRouter(route_class=PageRoute, include_in_schema=False)`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine
from http import HTTPStatus
from typing import Any

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from api.pages.look.render import render
from api.pages.words.say import english
from api.problems import ProblemError
from verifier.reasons.language import negotiate

log = logging.getLogger("candor.pages")

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class PageRoute(APIRoute):
    """A route whose problems are told as a page in the reader's language."""

    def get_route_handler(self) -> Handler:
        """Return the handler with its problems caught."""
        handler = super().get_route_handler()

        async def handled(request: Request) -> Response:
            try:
                return await handler(request)
            except ProblemError as problem:
                return problem_page(request, problem.status, problem.code, problem)
            except RequestValidationError:
                return problem_page(request, HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_request")
            except HTTPException as error:
                code = HTTPStatus(error.status_code).phrase.lower().replace(" ", "_")
                return problem_page(request, error.status_code, code)
            except Exception as error:  # the fault is ours; its message may hold what was sent
                log.error("unexpected %s", type(error).__name__)
                return problem_page(request, HTTPStatus.INTERNAL_SERVER_ERROR, "something")

        return handled


def problem_page(
    request: Request, status: int, code: str, problem: ProblemError | None = None
) -> Response:
    """Return the page of a problem: our own words where we have them, else the problem's."""
    lang = getattr(request.state, "lang", None) or negotiate(request.headers.get("accept-language"))
    return render(
        request,
        "look/problem.html",
        lang=lang,
        status=status,
        code=code if f"problem.{code}" in english() else None,
        problem=problem,
    )
