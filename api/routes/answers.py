"""Answers that many routes share, and how the OpenAPI document describes them."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from api.cases.states import WrongStateError
from api.problems import Problem, ProblemError

Responses = dict[int | str, dict[str, Any]]

ABSENT: Responses = {404: {"model": Problem, "description": "Not there, or not yours"}}
CONFLICT: Responses = {
    **ABSENT,
    409: {"model": Problem, "description": "Not possible in this state"},
}


def wrong_state(error: WrongStateError) -> ProblemError:
    """Return the problem for what a verification's state does not allow."""
    text = str(error)
    detail = f"{text[:1].upper()}{text[1:].removesuffix('.')}."
    return ProblemError(HTTPStatus.CONFLICT, "wrong_state", "That is not possible now", detail)
