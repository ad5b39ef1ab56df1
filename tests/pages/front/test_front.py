"""The front door opens a verification in demo mode, and only there."""

from __future__ import annotations

from dataclasses import replace

import httpx
import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.operate.bootstrap import furnish
from api.pages.front.page import CARD, TRIED
from api.settings import Mode
from fixtures.specimens import SPECIMENS
from tests.pages.axe import violations


def test_a_verification_is_opened_in_the_language_wanted(served):
    furnish(served.svc)
    answer = httpx.post(f"{served.url}/demo", data={"name": "Anna", "lang": "uk"})
    assert answer.status_code == 303
    page = httpx.get(served.url + answer.headers["location"])
    assert "Підтвердьмо, хто ви" in page.text


def test_another_site_cannot_open_one(served):
    headers = {"sec-fetch-site": "cross-site"}
    assert httpx.post(f"{served.url}/demo", data={}, headers=headers).status_code == 403


def test_in_production_nothing_can_be_opened(served):
    settings = replace(served.svc.settings, mode=Mode.PRODUCTION)
    client = TestClient(create_app(replace(served.svc, settings=settings)))
    assert client.post("/demo").status_code == 404
    assert "Demo" not in client.get("/").text


def test_every_document_offered_is_drawn():
    assert {name for name, _, _ in TRIED} | {CARD} <= set(SPECIMENS)


@pytest.mark.browser
def test_the_front_door_has_no_violations(served, browser):
    for theme in ("light", "dark"):
        context = browser.new_context(color_scheme=theme, viewport={"width": 360, "height": 740})
        page = context.new_page()
        page.goto(served.url)
        assert not violations(page), theme
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        context.close()
