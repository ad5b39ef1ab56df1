"""Every route of the applicant's pages, written out."""

from __future__ import annotations

from fastapi import APIRouter

from api.pages.applicant import appeal, choose, home, names, papers, pictures, send

ROUTERS: tuple[APIRouter, ...] = (
    home.router,
    choose.router,
    send.router,
    names.router,
    appeal.router,
    papers.router,
    pictures.router,
)
