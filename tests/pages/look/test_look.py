"""The frame of every page: nothing inline, nothing from elsewhere, files that may be kept."""

from __future__ import annotations

import re

import pytest
from fastapi import APIRouter, Depends, FastAPI
from fastapi.testclient import TestClient

from api import problems
from api.pages.look import assets
from api.pages.look.headers import PageHeaders
from api.pages.look.icons import icon
from api.pages.look.origin import from_our_pages
from api.pages.look.problem_page import PageRoute
from api.pages.look.render import render
from api.pages.rooms import PAGES
from api.problems import ProblemError
from verifier.reasons.language import LANGUAGES

TEMPLATES = sorted(PAGES.rglob("*.html"))
STYLES = sorted(PAGES.rglob("*.css"))


@pytest.fixture(scope="module")
def client():
    app = FastAPI()
    router = APIRouter(prefix="/v/x", route_class=PageRoute, dependencies=[Depends(from_our_pages)])

    @router.get("/page")
    def page(request: assets.Request, lang: str = "en"):
        return render(request, "look/base.html", lang=lang)

    @router.get("/refused")
    def refused():
        raise ProblemError(404, "link_not_known", "This link opens nothing")

    @router.get("/broken")
    def broken():
        raise RuntimeError("ERIKSSON")

    @router.post("/act")
    def act():
        return {"done": True}

    problems.install(app)
    app.include_router(router)
    app.include_router(assets.router)
    app.add_middleware(PageHeaders)
    return TestClient(app)


def test_a_page_may_load_nothing_but_our_files(client):
    policy = client.get("/v/x/page").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_a_page_is_kept_nowhere_and_tells_no_other_site_its_address(client):
    headers = client.get("/v/x/page").headers
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_says_its_language_and_direction(client, lang):
    html = client.get(f"/v/x/page?lang={lang}").text
    way = "rtl" if lang in ("ur", "ar") else "ltr"
    assert f'<html lang="{lang}" dir="{way}">' in html


def test_a_static_file_may_be_kept_for_ever_and_travels_packed(client):
    answer = client.get(assets.address("look/look.css"), headers={"accept-encoding": "gzip"})
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-type"].startswith("text/css")


def test_an_old_address_of_a_file_is_answered_but_not_kept(client):
    answer = client.get("/static/000000000000/look/look.css")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("name", ["look/../render.py", "nowhere/x.css", "look/absent.css"])
def test_what_is_no_static_file_is_not_served(client, name):
    assert client.get(f"/static/0/{name}").status_code == 404


def test_a_problem_is_told_as_a_page_in_the_readers_language(client):
    answer = client.get("/v/x/refused", headers={"accept-language": "uk"})
    assert answer.status_code == 404
    assert "Це посилання нічого не відкриває." in answer.text


def test_our_own_fault_tells_nothing_of_what_was_sent(client, caplog):
    answer = client.get("/v/x/broken")
    assert answer.status_code == 500
    assert "ERIKSSON" not in answer.text + caplog.text


@pytest.mark.parametrize(
    "headers", [{"sec-fetch-site": "cross-site"}, {"origin": "https://elsewhere.example"}]
)
def test_a_form_of_another_site_is_refused(client, headers):
    assert client.post("/v/x/act", headers=headers).status_code == 403


@pytest.mark.parametrize(
    "headers", [{}, {"sec-fetch-site": "same-origin"}, {"origin": "http://testserver"}]
)
def test_a_form_of_ours_is_taken(client, headers):
    assert client.post("/v/x/act", headers=headers).status_code == 200


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_has_nothing_inline_and_nothing_from_elsewhere(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=[\"']", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"(?:src|href)=[\"']https?:", text)


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_a_stylesheet_knows_no_left_and_right_and_fetches_nothing(path):
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert not re.search(r"(?:margin|padding|border)-(?:left|right)|[\s;{](?:left|right):", text)
    assert "url(" not in text
    assert "@import" not in text


def test_an_icon_is_silent_for_screen_readers():
    assert 'aria-hidden="true"' in icon("check")
