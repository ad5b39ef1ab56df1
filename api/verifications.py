"""`POST /v1/verifications`: files and a claim in, the explained report out, in one call."""

from __future__ import annotations

import logging
from datetime import date
from functools import partial
from http import HTTPStatus
from typing import Annotated, Any, Literal

import anyio
from fastapi import APIRouter, File, Form, Response, UploadFile
from pydantic import BaseModel, Field

from api.examples import ACCEPTED, EXPIRED, MULTIPART_NOTE
from api.problems import Problem, ProblemError
from verifier.decide.policy import PolicyError, load_policy
from verifier.model.claim import Claim
from verifier.model.page import Input
from verifier.pipeline import undecided, verify
from verifier.report.applicant import applicant_report
from verifier.report.reviewer import reviewer_report
from verifier.standard import standard_context

log = logging.getLogger("candor.api")

router = APIRouter(prefix="/v1", tags=["verifications"])

AT_ONCE = 2  # verifications running beside each other; the rest wait, the event loop does not
_running = anyio.CapacityLimiter(AT_ONCE)

Text = Annotated[str | None, Form(max_length=200)]
IsoDate = Annotated[str | None, Form(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
Iso3 = Annotated[str | None, Form(pattern=r"^[A-Za-z]{3}$")]


class Report(BaseModel):
    """A `candor.report/1`; its full JSON Schema is at `GET /v1/schemas/report`."""

    model_config = {"extra": "allow"}

    schema_: Literal["candor.report/1"] = Field(alias="schema")
    decision: Literal["accept", "retry", "review", "reject"]
    as_of: str
    audience: Literal["applicant", "reviewer"]
    reasons: list[dict[str, Any]]


@router.post(
    "/verifications",
    summary="Verify one document",
    description=MULTIPART_NOTE,
    response_model=Report,
    responses={
        200: {
            "description": "The decision with all its reasons",
            "content": {"application/json": {"examples": {"accept": ACCEPTED, "reject": EXPIRED}}},
        },
        400: {"model": Problem, "description": "Nothing was sent, or the policy is not known"},
        413: {"model": Problem, "description": "The upload is larger than we take"},
        422: {"model": Problem, "description": "A form field is not as described"},
    },
)
async def verification(
    response: Response,
    files: Annotated[list[UploadFile], File(description="sides, pages or PDFs, in any order")],
    name: Text = None,
    surname: Text = None,
    given_names: Text = None,
    birth_date: IsoDate = None,
    document_number: Text = None,
    nationality: Iso3 = None,
    country: Iso3 = None,
    kind: Text = None,
    policy: Annotated[str, Form(pattern=r"^[a-z_-]{1,40}$")] = "default",
    as_of: Annotated[date | None, Form()] = None,
    lang: Annotated[str, Form(max_length=35)] = "en",
    audience: Annotated[Literal["applicant", "reviewer"], Form()] = "applicant",
) -> dict[str, object]:
    """Verify the uploaded document and answer with its report."""
    inputs = [Input(name=f.filename or "file", data=await f.read()) for f in files]
    claim = Claim(
        full_name=name,
        surname=surname,
        given_names=given_names,
        birth_date=birth_date,
        document_number=document_number,
        nationality=nationality.upper() if nationality else None,
        country=country.upper() if country else None,
        kind=kind,
    )
    try:
        chosen = load_policy(policy)
    except PolicyError as error:
        raise ProblemError(HTTPStatus.BAD_REQUEST, "unknown_policy", str(error)) from error
    ctx = standard_context(as_of=as_of)
    work = partial(verify, inputs, claim, ctx, chosen)
    try:
        decision = await anyio.to_thread.run_sync(work, limiter=_running)
    except Exception as error:  # whatever failed is ours: a person takes over
        log.error("verification failed: %s", type(error).__name__)
        decision = undecided(ctx, chosen, type(error).__name__)
    response.headers["Cache-Control"] = "no-store"
    build = applicant_report if audience == "applicant" else reviewer_report
    return build(decision, lang)
