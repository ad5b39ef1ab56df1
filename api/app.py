"""The FastAPI application: every route over one running service."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import metadata

from fastapi import FastAPI
from starlette.formparsers import MultiPartParser

from api import problems
from api.access.rates import RateHeaders, limiter
from api.body_limit import BodyLimit
from api.description import describe
from api.pages import install as pages
from api.routes import (
    again,
    appeals,
    audit,
    erasure,
    events,
    holds,
    keys,
    metrics,
    opening,
    operations,
    reasons,
    reference,
    replays,
    review,
    sandbox,
    statements,
    uploads,
    verifications,
    webhooks,
)
from api.service import Service, open_service
from api.settings import settings_from
from api.store.schema import migrate

BODY_LIMIT = 64 * 1024 * 1024
RESOURCES = (
    opening,
    verifications,
    uploads,
    review,
    appeals,
    holds,
    again,
    statements,
    events,
    webhooks,
    keys,
    erasure,
    replays,
    audit,
    reasons,
    reference,
    sandbox,
    operations,
    metrics,
)
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
    app.add_middleware(RateHeaders)
    pages.install(app)
    for part in RESOURCES:
        app.include_router(part.router)
    describe(app, [part.router for part in RESOURCES])
    return app


@asynccontextmanager
async def _opened(app: FastAPI) -> AsyncIterator[None]:
    if app.state.service is None:
        svc = open_service(settings_from())
        migrate(svc.engine)
        app.state.service = svc
    served = app.state.service
    key = served.keys.mac_key("rate limits", "")
    app.state.limiter = limiter(served.engine, key, served.settings.redis_url)
    yield
