"""Puts the pages into the application: every room's routers, written out, and their headers."""

from __future__ import annotations

from fastapi import APIRouter, FastAPI

from api.pages.applicant.routes import ROUTERS as APPLICANT
from api.pages.console.routes import ROUTERS as CONSOLE
from api.pages.front.page import ROUTERS as FRONT
from api.pages.insight.page import ROUTERS as INSIGHT
from api.pages.look import assets, specimens
from api.pages.look.headers import PageHeaders
from api.pages.profiles.page import ROUTERS as PROFILES

ROUTERS: tuple[APIRouter, ...] = (
    specimens.router,
    assets.router,
    *FRONT,
    *APPLICANT,
    *CONSOLE,
    *INSIGHT,
    *PROFILES,
)


def install(app: FastAPI) -> None:
    """Add every page to `app`."""
    app.add_middleware(PageHeaders)
    for router in ROUTERS:
        app.include_router(router)
