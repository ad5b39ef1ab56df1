"""`/healthz` and `/readyz`: whether the process lives, and whether the service can do its work."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from importlib import metadata

from fastapi import APIRouter, Response
from pydantic import BaseModel
from sqlalchemy.exc import SQLAlchemyError

from api.jobs.signs import HEARTBEAT_AGE, QUEUE_AGE_NOW
from api.routes.sight import Svc
from verifier.profiles.load import load_profiles
from verifier.standard import standard_engines

router = APIRouter(tags=["operations"])

# A worker signs every five seconds; the oldest check should not wait longer than a person would.
SILENT = timedelta(seconds=30)
QUEUE_AGE = timedelta(minutes=10)


class Health(BaseModel):
    """What the service is made of and whether it can read."""

    status: str
    version: str
    profiles: int
    zone_reader: bool
    text_reader: bool


class Readiness(BaseModel):
    """Whether work gets done: seconds since a worker's last sign, and the oldest waiting check."""

    ready: bool
    database: bool
    worker_silent_for: float | None
    oldest_check_waits: float | None


@router.get("/healthz", summary="Whether the process lives and can read")
async def health() -> Health:
    """Return what the service is made of."""
    engines = standard_engines()
    return Health(
        status="ok",
        version=metadata.version("candor"),
        profiles=len(load_profiles().profiles()),
        zone_reader=engines.zone is not None,
        text_reader=engines.text is not None,
    )


@router.get(
    "/readyz",
    summary="Whether work gets done",
    responses={503: {"model": Readiness, "description": "No worker, or the queue stands"}},
)
def ready(svc: Svc, response: Response) -> Readiness:
    """Return the workers' last sign of life and the age of the queue."""
    try:
        with svc.engine.connect() as connection:
            silent = connection.execute(HEARTBEAT_AGE).scalar()
            oldest = connection.execute(QUEUE_AGE_NOW).scalar()
    except SQLAlchemyError:
        response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
        return Readiness(
            ready=False, database=False, worker_silent_for=None, oldest_check_waits=None
        )
    works = silent is not None and float(silent) <= SILENT.total_seconds()
    flows = oldest is None or float(oldest) <= QUEUE_AGE.total_seconds()
    if not (works and flows):
        response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
    return Readiness(
        ready=works and flows,
        database=True,
        worker_silent_for=None if silent is None else float(silent),
        oldest_check_waits=None if oldest is None else float(oldest),
    )
