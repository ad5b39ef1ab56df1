"""The sandbox: for every reason a drawn specimen of a fictional person that leads to it.

Only in demo mode, and only where the drawing package is installed.
"""

from __future__ import annotations

import importlib.util
import mimetypes
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool

from api.routes.answers import ABSENT
from api.routes.sight import Svc, not_there
from api.service import Service
from verifier.model.reason_code import ReasonCode
from verifier.reasons.catalogue import catalogue

router = APIRouter(prefix="/v1/sandbox", tags=["sandbox"])


class Scenario(BaseModel):
    """Upload this specimen and read this reason. `specimen` is None for reasons of the process."""

    reason: str
    title: str
    specimen: str | None
    url: str | None


@router.get("/scenarios", responses=ABSENT, summary="A magic specimen for every reason")
def scenarios(svc: Svc) -> list[Scenario]:
    """Return every reason with the specimen that shows it."""
    _only_here(svc)
    return [_scenario(svc, code) for code in ReasonCode]


@router.get(
    "/specimens/{name}",
    response_class=Response,
    responses={**ABSENT, 200: {"content": {"image/png": {}, "application/octet-stream": {}}}},
    summary="Draw a specimen",
)
async def specimen(
    svc: Svc,
    name: Annotated[str, Path(pattern=r"^[a-z0-9][a-z0-9._-]{0,120}$")],
    side: Annotated[int, Query(ge=0, le=11, description="0 is the front")] = 0,
) -> Response:
    """Return one side of a specimen, drawn now."""
    _only_here(svc)
    return await run_in_threadpool(_drawn, name, side)


def _scenario(svc: Service, code: ReasonCode) -> Scenario:
    definition = catalogue()[code]
    name = definition.example.specimen or None
    return Scenario(
        reason=str(code),
        title=definition.applicant.title[-1],
        specimen=name,
        url=f"{svc.settings.public_url}/v1/sandbox/specimens/{name}" if name else None,
    )


def _only_here(svc: Service) -> None:
    if not svc.settings.demo or importlib.util.find_spec("fixtures") is None:
        raise not_there()


def _drawn(name: str, side: int) -> Response:
    from fixtures.specimens import SpecimenError, specimen

    try:
        sides = specimen(name).images
    except SpecimenError:
        raise not_there() from None
    if side >= len(sides):
        raise not_there()
    file, data = sides[side]
    return Response(data, media_type=mimetypes.guess_type(file)[0] or "application/octet-stream")
