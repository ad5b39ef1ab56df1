"""The FastAPI application: every route over one running service."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import metadata

from fastapi import FastAPI
from starlette.formparsers import MultiPartParser

from api import problems
from api.body_limit import BodyLimit
from api.routes import opening, operations, reasons, uploads, verifications
from api.service import Service, open_service
from api.settings import settings_from
from api.store.schema import migrate

BODY_LIMIT = 64 * 1024 * 1024
DESCRIPTION = "Identity document verification that says why."


def create_app(svc: Service | None = None) -> FastAPI:
    """Return the application; without a service, that of the environment is opened at start."""
    # An upload stays in memory: a spooled file would lie unencrypted on disk.
    MultiPartParser.spool_max_size = BODY_LIMIT
    app = FastAPI(
        title="Candor",
        version=metadata.version("candor"),
        description=DESCRIPTION,
        docs_url="/docs",
        lifespan=_opened,
    )
    app.state.service = svc
    problems.install(app)
    app.add_middleware(BodyLimit, limit=BODY_LIMIT)
    for router in (
        opening.router,
        verifications.router,
        uploads.router,
        reasons.router,
        operations.router,
    ):
        app.include_router(router)
    return app


@asynccontextmanager
async def _opened(app: FastAPI) -> AsyncIterator[None]:
    if app.state.service is None:
        svc = open_service(settings_from())
        migrate(svc.engine)
        app.state.service = svc
    yield
