"""The routers of the console's pages, for the application to include."""

from __future__ import annotations

from api.pages.console import (
    appeal_page,
    case_acts,
    case_page,
    evidence_page,
    queue_page,
    signing_in,
)

ROUTERS = (
    signing_in.router,
    queue_page.router,
    case_page.router,
    case_acts.router,
    appeal_page.router,
    evidence_page.router,
)
