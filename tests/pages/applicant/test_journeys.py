"""Whole journeys of applicants in a real browser, over the real service, database and worker."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from api.cases.appeals import appeals, decide_appeal
from api.cases.evidence import evidence_of
from api.store.tables.cases import Verification
from tests.pages.applicant.papers import file, picture
from verifier.model.claim import Claim
from verifier.model.decision import Verdict
from verifier.model.reason_code import ReasonCode
from verifier.reasons.catalogue import catalogue

pytestmark = pytest.mark.browser

WAIT = 240_000  # ms: the engine shares its cores with everything else
ANNA = Claim(full_name="Anna Maria Eriksson", birth_date="1974-08-12")


def send(page, path, slot="page"):
    page.set_input_files(f"label.pick:not(.camera) input[name={slot}]", path)
    expect(page.locator(f"[data-slot={slot}] .side-sent")).to_be_visible()


def hand_in(page):
    page.locator("form.sending button.primary").click()
    page.wait_for_selector(".standing", timeout=WAIT)


def test_a_glared_picture_is_explained_and_a_good_one_verified(served, page, tmp_path):
    url, case = served.case(claim=ANNA)
    page.goto(url)
    page.get_by_role("link", name="Begin").click()
    page.get_by_label("Country that issued it").select_option(label="Utopia")
    page.locator("a.document", has_text="Passport").click()
    send(page, file(tmp_path, "uto-passport-glare"))
    expect(page.locator(".side-picture").first).to_be_visible()
    hand_in(page)
    assert served.state(case) == "needs_you"
    expect(page.locator("h1")).to_have_text("We need something from you")
    reason = page.locator(".reason").first
    expect(reason).to_contain_text("Light reflects")
    spot = reason.locator("img").first
    expect(spot).to_be_visible()
    assert spot.evaluate("i => i.complete && i.naturalWidth > 0 || new Promise(r => i.onload = r)")
    reason.get_by_role("link", name="Take a photo without glare").click()
    send(page, file(tmp_path, "uto-passport"))
    hand_in(page)
    assert served.state(case) == "verified"
    expect(page.locator("h1")).to_have_text("Your identity is confirmed")
    with page.expect_download() as download:
        page.get_by_role("link", name="Confirmation").first.click()
    assert download.value.path().read_bytes().startswith(b"%PDF")


def test_a_declared_transliteration_goes_to_a_person(served, page, tmp_path):
    url, case = served.case(claim=Claim(full_name="Anna Ericson"))
    page.goto(f"{url}/send?document=uto/passport")
    send(page, file(tmp_path, "uto-passport"))
    hand_in(page)
    assert served.state(case) == "needs_you"
    page.get_by_role("link", name="Tell us why the names differ").click()
    page.get_by_label("My name is written in another alphabet").check()
    page.get_by_role("button", name="Send").click()
    page.wait_for_selector(".standing", timeout=WAIT)
    assert served.settled(case) == "with_reviewer"
    expect(page.locator("h1")).to_have_text("A person is looking at it")
    expect(page.locator(".standing")).to_contain_text("by ")


@pytest.mark.parametrize(
    ("lang", "way", "begin", "title"),
    [
        ("ur", "rtl", "شروع کریں", "ہمیں آپ سے کچھ چاہیے"),
        ("uk", "ltr", "Почати", "Нам дещо потрібно від вас"),
    ],
)
def test_a_phone_journey_in_another_language(served, browser, tmp_path, lang, way, begin, title):
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True
    )
    page = context.new_page()
    url, case = served.case()
    page.goto(url)
    page.get_by_label("Language").select_option(lang)
    page.wait_for_selector(f"html[lang={lang}][dir={way}]")
    page.get_by_role("link", name=begin).click()
    page.goto(f"{url}/send?document=uto/passport")
    send(page, file(tmp_path, "uto-passport-blurred"))
    hand_in(page)
    assert served.state(case) == "needs_you"
    expect(page.locator("h1")).to_have_text(title)
    words = page.locator(".reason").first.inner_text()
    assert any(ord(sign) > 0x400 for sign in words)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


def test_everything_works_without_javascript(served, browser, tmp_path):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    url, case = served.case()
    page.goto(f"{url}/send?document=uto/id-card")
    chooser = "label.pick:not(.camera) input[name={}]"
    page.set_input_files(chooser.format("front"), file(tmp_path, "uto-id-card"))
    page.get_by_role("button", name="Send for checking").click()
    expect(page.locator("[data-slot=back]")).to_contain_text("This side is still missing.")
    expect(page.locator("[data-slot=front]")).to_contain_text("Sent")
    page.set_input_files(chooser.format("back"), file(tmp_path, "uto-id-card", 1))
    page.get_by_role("button", name="Send for checking").click()
    page.wait_for_selector(".standing", timeout=WAIT)
    assert served.state(case) == "verified"
    context.close()


def test_a_refusal_is_appealed_and_reversed(served, page, tmp_path):
    url, case = served.case(claim=ANNA)
    reason = catalogue()[ReasonCode.VALIDITY_EXPIRED].example_reason()
    shot = [("page", picture("uto-passport"))]
    served.decide(case, Verdict.REVIEW, [reason], pictures=shot)
    served.decide(case, Verdict.REJECT, [reason], reviewer_id="stf_first", final=True)
    page.goto(url)
    expect(page.locator("h1")).to_have_text("Your identity could not be confirmed")
    expect(page.locator(".reason")).to_contain_text("expired")
    page.get_by_role("link", name="Appeal against this decision").click()
    page.get_by_label("What is wrong?").fill("The date is 2032.")
    page.set_input_files("input[name=evidence1]", file(tmp_path, "uto-passport"))
    page.get_by_role("button", name="Send the appeal").click()
    expect(page.locator("#appeal")).to_contain_text("Your appeal is being read")
    expect(page.get_by_role("link", name="Appeal against this decision")).to_have_count(0)
    with served.svc.sessions.begin() as session:
        row = session.get_one(Verification, case)
        assert len(evidence_of(session, appeals(session, row)[0])) == 1
        decide_appeal(
            session,
            served.svc.vault,
            row,
            appeals(session, row)[0],
            reverse=True,
            explanation="You are right: <2032>.",
            reviewer_id="stf_second",
            now=served.svc.now(),
        )
    page.reload()
    expect(page.locator("h1")).to_have_text("Your identity is confirmed")
    expect(page.locator("#appeal")).to_contain_text("the decision was changed")
    expect(page.locator("#appeal")).to_contain_text("You are right: <2032>.")


def test_nothing_at_hand_leads_to_what_can_be_sent_instead(served, page):
    url, _ = served.case()
    page.goto(f"{url}/choose?country=UKR")
    page.get_by_role("link", name="I have none of these").click()
    for kind in page.get_by_role("checkbox").all():
        kind.check()
    page.get_by_role("button", name="Show what is left").click()
    expect(page.locator("main")).to_contain_text("That is our limit, not your mistake.")
    page.get_by_role("link", name="Send another document").click()
    expect(page.locator("h1")).to_have_text("Photograph your document")


def test_an_earlier_picture_can_be_sent_again(served, page, tmp_path):
    url, case = served.case()
    reason = catalogue()[ReasonCode.CAPTURE_SIDE_MISSING].example_reason()
    served.decide(case, Verdict.RETRY, [reason], pictures=[("front", picture("uto-id-card"))])
    page.goto(f"{url}/send?document=uto/id-card")
    page.get_by_label("Use the picture I sent before").check()
    send(page, file(tmp_path, "uto-id-card", 1), "back")
    hand_in(page)
    assert served.state(case) == "verified"
