"""The FastAPI application."""

from __future__ import annotations

from importlib import metadata

from fastapi import FastAPI
from pydantic import BaseModel
from starlette.formparsers import MultiPartParser

from api import catalogue, problems, verifications
from api.body_limit import BodyLimit
from verifier.profiles.load import load_profiles
from verifier.standard import standard_engines

BODY_LIMIT = 64 * 1024 * 1024
DESCRIPTION = "Identity document verification that says why."


class Health(BaseModel):
    """What the service is made of and whether it can read."""

    status: str
    version: str
    profiles: int
    zone_reader: bool
    text_reader: bool


def create_app() -> FastAPI:
    """Return the application with every route."""
    # An upload stays in memory: a spooled file would lie unencrypted on disk.
    MultiPartParser.spool_max_size = BODY_LIMIT
    app = FastAPI(
        title="Candor",
        version=metadata.version("candor"),
        description=DESCRIPTION,
        docs_url="/docs",
    )
    problems.install(app)
    app.add_middleware(BodyLimit, limit=BODY_LIMIT)
    app.include_router(verifications.router)
    app.include_router(catalogue.router)

    @app.get("/healthz", tags=["operations"], summary="Whether the service can do its work")
    async def health() -> Health:
        engines = standard_engines()
        return Health(
            status="ok",
            version=metadata.version("candor"),
            profiles=len(load_profiles().profiles()),
            zone_reader=engines.zone is not None,
            text_reader=engines.text is not None,
        )

    return app
