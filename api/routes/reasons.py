"""`GET /v1/reasons`: every reason Candor can give, in the caller's language."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel

from api.problems import Problem, ProblemError
from verifier.model.reason_code import ReasonCode
from verifier.reasons.catalogue import catalogue
from verifier.reasons.definition import ReasonDefinition
from verifier.reasons.render import render_applicant
from verifier.report.schema import schema

router = APIRouter(prefix="/v1", tags=["reference"])

Language = Annotated[str, Query(max_length=35, description="a language tag such as `uk`")]


class ReasonEntry(BaseModel):
    """One reason as the catalogue has it, shown on fictional evidence."""

    code: str
    fault: str
    settles: str
    tier: str
    title: str
    fix: str
    fix_verb: str
    why: str
    equivalents: dict[str, list[str]] = {}


@router.get("/reasons", summary="Every reason, with its texts")
async def reasons(lang: Language = "en") -> list[ReasonEntry]:
    """Return the whole catalogue."""
    return [_entry(catalogue()[code], lang, None) for code in ReasonCode]


@router.get(
    "/reasons/{code}",
    summary="One reason, and what other systems call it",
    responses={404: {"model": Problem}},
)
async def reason(
    code: str,
    lang: Language = "en",
    equivalents: Annotated[
        str | None, Query(max_length=40, description="one system, or `all`")
    ] = None,
) -> ReasonEntry:
    """Return one reason; `equivalents` adds other systems' codes for it."""
    if code not in list(ReasonCode):
        raise ProblemError(
            HTTPStatus.NOT_FOUND,
            "unknown_reason",
            "There is no such reason",
            "See GET /v1/reasons.",
        )
    return _entry(catalogue()[ReasonCode(code)], lang, equivalents)


@router.get("/schemas/report", summary="The JSON Schema of the report")
async def report_schema() -> dict[str, Any]:
    """Return the report's JSON Schema."""
    return schema()


def _entry(definition: ReasonDefinition, lang: str, system: str | None) -> ReasonEntry:
    words = render_applicant(definition.example_reason(), lang)
    theirs = {
        name: list(codes)
        for name, codes in definition.equivalents.items()
        if system in (name, "all")
    }
    return ReasonEntry(
        code=str(definition.code),
        fault=str(definition.fault),
        settles=str(definition.settles),
        tier=str(definition.tier),
        title=words.title,
        fix=words.fix,
        fix_verb=words.fix_verb,
        why=definition.why,
        equivalents=theirs,
    )
