"""Each page for everybody: no violations by axe, light and dark; phones; keyboards; slow lines."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from api.cases.states import State, move
from api.store.tables.cases import Verification
from tests.pages.applicant.papers import picture
from tests.pages.axe import violations
from verifier.model.decision import Verdict
from verifier.model.reason_code import ReasonCode
from verifier.reasons.catalogue import catalogue

pytestmark = pytest.mark.browser

LIGHTEST = 150 * 1024  # bytes of a page and its styles and scripts, as they travel
SEVERAL = (
    ReasonCode.CAPTURE_GLARE,
    ReasonCode.MATCH_NAME,
    ReasonCode.VALIDITY_EXPIRED,
    ReasonCode.READ_FIELD,
)


def reasons(*codes):
    return [catalogue()[code].example_reason() for code in codes]


def refused(served, case):
    served.decide(
        case, Verdict.RETRY, reasons(*SEVERAL), pictures=[("page", picture("uto-passport"))]
    )


def checking(served, case):
    with served.svc.sessions.begin() as session:
        row = session.get_one(Verification, case)
        move(row, State.CHECKING, served.svc.now())


def with_reviewer(served, case):
    shot = [("page", picture("uto-passport"))]
    served.decide(
        case, Verdict.REVIEW, reasons(ReasonCode.INTEGRITY_DESIGN_MISMATCH), pictures=shot
    )


def not_verified(served, case):
    with_reviewer(served, case)
    served.decide(
        case,
        Verdict.REJECT,
        reasons(ReasonCode.VALIDITY_EXPIRED),
        reviewer_id="stf_one",
        final=True,
    )


def verified(served, case):
    served.decide(case, Verdict.ACCEPT, pictures=[("page", picture("uto-passport"))])


PAGES: dict[str, tuple[Callable | None, str]] = {
    "start": (None, ""),
    "countries": (None, "/choose"),
    "documents": (None, "/choose?country=UKR"),
    "instead": (None, "/instead?country=UKR&lacking=passport&lacking=national_id"),
    "send": (None, "/send?document=uto/id-card"),
    "send-anything": (None, "/send?country=XXX"),
    "checking": (checking, ""),
    "needs-you": (refused, ""),
    "send-again": (refused, "/send?add=proof"),
    "name": (refused, "/name"),
    "appeal": (refused, "/appeal"),
    "with-reviewer": (with_reviewer, ""),
    "not-verified": (not_verified, ""),
    "verified": (verified, ""),
}


@pytest.fixture(scope="module")
def addresses(served):
    """Return the address of each page in its state, in English and Urdu."""
    made = {}
    for lang in ("en", "ur"):
        cases = {}
        for name, (prepare, path) in PAGES.items():
            if prepare not in cases:
                url, case = served.case(language=lang)
                if prepare is not None:
                    prepare(served, case)
                cases[prepare] = url
            made[lang, name] = cases[prepare] + path
    return made


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_violations_in_light_and_dark(browser, addresses, name):
    for lang, theme in (("en", "light"), ("ur", "dark")):
        context = browser.new_context(color_scheme=theme, reduced_motion="reduce")
        page = context.new_page()
        page.goto(addresses[lang, name])
        assert not violations(page), (lang, theme)
        context.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_a_phone_and_a_slow_line(browser, addresses, name):
    for lang in ("en", "ur"):
        context = browser.new_context(viewport={"width": 360, "height": 740}, is_mobile=True)
        page = context.new_page()
        sizes: list[int] = []

        def count(answer, sizes=sizes):
            if answer.request.resource_type != "image":
                sizes.append(int(answer.headers.get("content-length", "0")))

        page.on("response", count)
        page.goto(addresses[lang, name], wait_until="load")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, lang
        assert sum(sizes) < LIGHTEST
        context.close()


def test_focus_is_seen_and_the_content_comes_first(browser, addresses):
    page = browser.new_page()
    page.goto(addresses["en", "needs-you"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    for _ in range(6):
        page.keyboard.press("Tab")
        width = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
        assert width >= 2
    page.close()


def test_a_suspicion_shows_no_place_and_no_detector(browser, addresses):
    page = browser.new_page()
    page.goto(addresses["en", "with-reviewer"])
    assert page.locator(".reason img").count() == 0
    assert "integrity" not in page.content()
    page.close()
