"""Every page of the console: axe finds nothing, nothing comes from elsewhere, all is light."""

from __future__ import annotations

import pytest

from api.access import staff
from api.access.principal import Role
from api.cases.appeals import open_appeal
from api.store.tables.cases import Verification
from tests.pages.axe import violations
from tests.pages.console.seed import case, link, past, told
from verifier.model.decision import Document, Verdict
from verifier.model.reason_code import ReasonCode

pytestmark = pytest.mark.browser

LIGHT = 150_000  # bytes without pictures, uncompressed as far as they were sent so (issue 9)
UTO = Document(country="UTO", kind="passport", profile="uto/passport")
NAME = told(ReasonCode.MATCH_NAME_VARIANT, verdict=Verdict.REVIEW, document=UTO)
GLARE = told(ReasonCode.CAPTURE_GLARE, verdict=Verdict.RETRY, document=UTO)


@pytest.fixture(scope="module")
def paths(served):
    """The address of every page, on a case with everything on it."""
    full = case(served.svc, "uto-passport-name-differs", language="ur")
    appealed, _ = past(served.svc, GLARE, served.svc.now(), language="ar")
    with served.svc.sessions.begin() as session:
        row = session.get_one(Verification, appealed)
        appeal = open_appeal(session, served.svc.vault, row, "انظروا", now=served.svc.now()).id
    return {
        "queue": "/console",
        "case": f"/console/cases/{full}",
        "appeal": f"/console/appeals/{appeal}",
        "insight": "/console/insight?by=reason",
        "coverage": "/console/profiles",
        "profile": "/console/profiles/uto/passport?tell=ur",
        "sign-in": "/console/sign-in",
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(paths, sit, scheme):
    desk = sit("Axe", *Role, scheme=scheme)
    for name, path in paths.items():
        desk.open(path)
        if name == "profile":
            desk.page.wait_for_selector("#specimen.specimen", timeout=60_000)
        assert violations(desk.page) == [], name
        if name == "case":
            for key in "arjh":
                desk.press(key)
                desk.shown("#send:focus")
                assert violations(desk.page) == [], f"{name} {key}"
            desk.press("Escape", "?")
            desk.shown("#help[open]")
            assert violations(desk.page) == [], "help"


def test_axe_finds_nothing_on_a_narrow_screen_and_nothing_sticks_out(paths, sit):
    desk = sit("Narrow", *Role, width=420)
    for name, path in paths.items():
        desk.open(path)
        assert violations(desk.page) == [], name
        width = desk.page.evaluate("document.documentElement.scrollWidth")
        assert width <= 420, name


def test_pages_are_light_and_ask_nobody_else(paths, served, sit):
    desk = sit("Light", *Role)
    for name, path in paths.items():
        answers = []

        def seen(answer, kept=answers):
            kept.append(answer)

        desk.page.on("response", seen)
        desk.open(path)
        desk.page.wait_for_load_state("networkidle")
        desk.page.remove_listener("response", seen)
        assert {answer.url for answer in answers if not answer.url.startswith(served.url)} == set()
        sent = [a for a in answers if a.request.resource_type != "image" and a.status == 200]
        size = sum(answer.request.sizes()["responseBodySize"] for answer in sent)
        assert size < LIGHT, f"{name}: {size}"


def test_a_stranger_is_sent_to_the_sign_in_and_back(served, page):
    with served.svc.sessions.begin() as session:
        passwords = staff.bootstrap(session, served.svc.settings, served.svc.now())
    page.goto(f"{served.url}/console/insight?days=30")
    page.wait_for_url("**/console/sign-in?back=*")
    page.fill("#name", "admin")
    page.fill("#password", "not the password")
    page.click("button[type=submit]")
    assert "no account with this name and password" in page.inner_text("main")
    page.fill("#password", passwords["admin"])
    page.click("button[type=submit]")
    page.wait_for_url("**/console/insight?days=30")
    page.click("text=Sign out")
    page.wait_for_url("**/console/sign-in")
    page.goto(f"{served.url}/console")
    assert "/console/sign-in" in page.url


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "/v1/keys"])
def test_the_way_back_stays_in_the_console(served, page, back):
    page.goto(f"{served.url}/console/sign-in?back={back}")
    assert page.get_attribute("input[name=back]", "value") == "/console"


def test_an_auditor_looks_but_does_not_decide(paths, sit):
    desk = sit("Auditor", Role.AUDITOR)
    desk.open("/console/insight")
    assert "Refusals over time" in desk.text
    for name in ("queue", "case", "appeal"):
        answer = desk.page.goto(desk.url + paths[name])
        assert answer.status == 403, name


def test_an_applicants_link_opens_no_console(served, page, paths):
    page.goto(served.url + link(served.svc, paths["case"].rsplit("/", 1)[1]))
    page.goto(served.url + paths["case"])
    assert "/console/sign-in" in page.url


def test_a_form_without_its_sessions_token_changes_nothing(served, sit, paths):
    desk = sit("Forged")
    answer = desk.page.request.post(
        served.url + paths["case"] + "/notes", form={"text": "forged"}, max_redirects=0
    )
    assert answer.status == 403


def test_an_upload_is_tried_and_shown_from_the_browsers_own_memory(served, sit, tmp_path):
    from tests.pages.console.seed import pictures

    name, data = pictures("uto-passport")[0]
    path = tmp_path / name
    path.write_bytes(data)
    desk = sit("Tries")
    desk.open("/console/profiles/uto/passport")
    desk.page.set_input_files("#file", str(path))
    desk.page.click("text=Read it")
    desk.page.wait_for_selector("[data-tried]", timeout=120_000)
    assert "read by this profile" in desk.text
    assert desk.page.locator(".compare").count() == 1
    src = desk.page.locator("#tried .turn img").get_attribute("src")
    assert src.startswith("blob:")
