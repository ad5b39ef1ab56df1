"""`POST /v1/verifications` with files in it: the explained report at once, nothing kept."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from http import HTTPStatus
from typing import Any, Literal

import anyio
from pydantic import BaseModel, Field
from starlette.datastructures import FormData, UploadFile

from api.problems import ProblemError
from verifier.decide.policy import PolicyError, load_policy
from verifier.model.claim import Claim
from verifier.model.decision import Decision
from verifier.model.page import Input
from verifier.model.policy import Policy
from verifier.pipeline import undecided, verify
from verifier.report.applicant import applicant_report
from verifier.report.reviewer import reviewer_report
from verifier.standard import standard_context

log = logging.getLogger("candor.api")

AT_ONCE = 2  # verifications running beside each other; the rest wait, the event loop does not
_running = anyio.CapacityLimiter(AT_ONCE)
_BUILD: dict[str, Callable[[Decision, str], dict[str, object]]] = {
    "applicant": applicant_report,
    "reviewer": reviewer_report,
}
FILES = "files"


class Report(BaseModel):
    """A `candor.report/1`; its full JSON Schema is at `GET /v1/schemas/report`."""

    model_config = {"extra": "allow"}

    schema_: Literal["candor.report/1"] = Field(alias="schema")
    decision: Literal["accept", "retry", "review", "reject"]
    as_of: str
    audience: Literal["applicant", "reviewer", "integrator"]
    reasons: list[dict[str, Any]]


class AtOnce(BaseModel):
    """The form fields beside the files; leave out what the person did not say."""

    name: str | None = Field(default=None, max_length=200)
    surname: str | None = Field(default=None, max_length=200)
    given_names: str | None = Field(default=None, max_length=200)
    birth_date: str | None = Field(default=None, pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")
    document_number: str | None = Field(default=None, max_length=200)
    nationality: str | None = Field(default=None, pattern=r"^[A-Za-z]{3}$")
    country: str | None = Field(default=None, pattern=r"^[A-Za-z]{3}$")
    kind: str | None = Field(default=None, max_length=200)
    policy: str = Field(default="default", pattern=r"^[a-z_-]{1,40}$")
    as_of: date | None = None
    lang: str = Field(default="en", max_length=35)
    audience: Literal["applicant", "reviewer"] = "applicant"


async def inputs_of(form: FormData) -> list[Input]:
    """Return the files of a form; raises ProblemError when there are none."""
    files = [one for one in form.getlist(FILES) if isinstance(one, UploadFile)]
    if not files:
        raise ProblemError(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "invalid_request",
            "No file was sent",
            f"Send every side, page or PDF of one document as form fields named {FILES!r}.",
        )
    return [Input(name=one.filename or "file", data=await one.read()) for one in files]


async def check_at_once(inputs: list[Input], asked: AtOnce) -> dict[str, object]:
    """Verify one document and return its report; raises ProblemError for an unknown policy."""
    try:
        policy = load_policy(asked.policy)
    except PolicyError as error:
        raise ProblemError(HTTPStatus.BAD_REQUEST, "unknown_policy", str(error)) from error
    claim = Claim(
        full_name=asked.name,
        surname=asked.surname,
        given_names=asked.given_names,
        birth_date=asked.birth_date,
        document_number=asked.document_number,
        nationality=asked.nationality.upper() if asked.nationality else None,
        country=asked.country.upper() if asked.country else None,
        kind=asked.kind,
    )
    work = partial(_decided, inputs, claim, policy, asked.as_of)
    decision = await anyio.to_thread.run_sync(work, limiter=_running)
    return _BUILD[asked.audience](decision, asked.lang)


def _decided(inputs: list[Input], claim: Claim, policy: Policy, as_of: date | None) -> Decision:
    ctx = standard_context(as_of=as_of)
    try:
        # The pages' pixels are of no more use to a report.
        return replace(verify(inputs, claim, ctx, policy), pages=())
    except Exception as error:  # whatever failed is ours: a person takes over
        log.error("verification failed: %s", type(error).__name__)
        return undecided(ctx, policy, type(error).__name__)
