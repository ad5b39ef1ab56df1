"""Whole journeys of reviewers in a real browser, on a real service, database and worker."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from api.cases.appeals import open_appeal
from api.cases.decisions import decisions
from api.cases.evidence import keep_evidence
from api.cases.holds import IDENTITY, open_hold, open_holds
from api.cases.send import keep_upload, submit
from api.store.tables.cases import Verification
from api.store.tables.review import Approval
from tests.pages.console.seed import case, link, pictures, row_of, told
from verifier.model.claim import Claim
from verifier.model.decision import Document, Verdict
from verifier.model.reason_code import ReasonCode
from verifier.reasons.catalogue import catalogue
from verifier.reasons.render import render_applicant

pytestmark = pytest.mark.browser

UTO = Document(country="UTO", kind="passport", profile="uto/passport")
NAME = told(ReasonCode.MATCH_NAME_VARIANT, verdict=Verdict.REVIEW, document=UTO)
EXPIRED = told(ReasonCode.VALIDITY_EXPIRED, verdict=Verdict.REVIEW, document=UTO)


def plain(text: str) -> str:
    """Return a text without isolates, which a page may write as <bdi> instead."""
    return text.replace("\u2068", "").replace("\u2069", "")


def newest(served, case_id):
    with served.svc.sessions() as session:
        return decisions(session, session.get_one(Verification, case_id))[0]


def test_a_name_spelt_otherwise_is_accepted_by_a_reviewer(served, sit):
    claim = Claim(full_name="Anna Maria Ericson", name_reason="other_spelling")
    address, case_id = served.case(claim=claim, language="uk")
    now = served.svc.now()
    with served.svc.sessions.begin() as session:
        row = session.get_one(Verification, case_id)
        data = pictures("uto-passport")[0][1]
        keep_upload(
            session, served.svc.vault, row, slot="front", data=data, media_type="image/png", now=now
        )
        submit(session, row, now)
    assert served.settled(case_id, within=180) == "with_reviewer"
    desk = sit("Ines Okafor")
    desk.open(f"/console/cases/{case_id}")
    assert "another spelling" in desk.text
    assert desk.page.locator(".compare mark").count() > 0
    desk.press("a")
    desk.shown("#send:focus")
    desk.press("Enter")
    desk.page.wait_for_url(re.compile("/console(?!/cases/" + case_id + ")"))
    assert served.state(case_id) == "verified"
    assert newest(served, case_id).reviewer_id == desk.id
    desk.page.goto(address)
    assert desk.page.locator("main").inner_text()


def test_refused_by_two_appealed_and_reversed_by_a_third(served, sit):
    case_id = case(served.svc, "uto-passport", decision=EXPIRED, language="uk")
    with served.svc.sessions.begin() as session:
        row = session.get_one(Verification, case_id)
        open_hold(
            session,
            platform_id=row.platform_id,
            subject_id=row.subject_id,
            kind=IDENTITY,
            reasons=["validity.expired"],
            owner="platform",
            decide_by=served.svc.now().replace(year=2099),
            now=served.svc.now(),
        )
    first, second, third = sit("First Reader"), sit("Second Reader"), sit("Third Reader")
    first.open(f"/console/cases/{case_id}")
    first.page.fill("#note", "The print looks worn to me")
    first.page.click("text=Keep note")
    first.shown(".said")
    first.press("j")
    first.shown("#send:focus")
    first.page.check("#final")
    first.shown("text=Two people must agree")
    first.page.click("#send")
    first.page.wait_for_url(re.compile(r"/console/(next|cases|appeals)|/console\?"))
    assert served.state(case_id) == "with_reviewer"

    first.open(f"/console/cases/{case_id}")
    assert "Somebody else has to agree" in first.text
    second.open(f"/console/cases/{case_id}")
    second.page.click("#agree")
    second.shown("text=Send: Reject, final")
    second.page.click("#send")
    second.page.wait_for_load_state()
    assert served.state(case_id) == "not_verified"

    with served.svc.sessions.begin() as session:
        row = session.get_one(Verification, case_id)
        words = "Мій паспорт було продовжено"
        now = served.svc.now()
        opened = open_appeal(session, served.svc.vault, row, words, now=now)
        stamp = pictures("uto-passport")[0][1]
        keep_evidence(
            session, served.svc.vault, row, opened, data=stamp, media_type="image/png", now=now
        )
        appeal = opened.id
    for desk in (first, second):
        desk.open(f"/console/appeals/{appeal}")
        assert "somebody else answers the appeal" in desk.text
    third.open(f"/console/appeals/{appeal}")
    assert words in third.text
    assert third.page.locator(".evidence-sent img").evaluate("it => it.decode().then(() => true)")
    for hidden in ("First Reader", "Second Reader", "looks worn"):
        assert hidden not in third.page.content()
    third.page.fill("#explanation", "Штамп про продовження дійсний.")
    third.page.check("input[value=reversed]")
    third.page.click("text=Send the answer")
    third.shown(".said")
    row = row_of(served.svc, case_id)
    assert row.state == "verified"
    with served.svc.sessions() as session:
        assert open_holds(session, row.subject_id) == []
    assert newest(served, case_id).reviewer_id == third.id


def test_a_suspicion_needs_two_people_whatever_is_decided(served, sit):
    code = ReasonCode.INTEGRITY_CONTENT_CHANGED
    suspected = told(code, verdict=Verdict.REVIEW, document=UTO)
    case_id = case(served.svc, "uto-passport", decision=suspected)
    one, other = sit("One"), sit("Other")
    one.open(f"/console/cases/{case_id}")
    one.press("a")
    one.shown("#send:focus")
    assert "Two people must agree" in one.text
    one.press("Enter")
    one.page.wait_for_url(re.compile("said=proposed"))
    assert served.state(case_id) == "with_reviewer"
    other.open(f"/console/cases/{case_id}")
    other.press("a")
    other.shown("#send:focus")
    other.press("Enter")
    other.page.wait_for_url(re.compile("said=accept"))
    assert served.state(case_id) == "verified"
    with served.svc.sessions() as session:
        kept = session.scalars(select(Approval).where(Approval.verification_id == case_id)).one()
    assert (kept.proposed_by, kept.approved_by) == (one.id, other.id)


def test_ten_cases_are_reviewed_with_the_keyboard_alone(served, sit):
    ids = {case(served.svc, "uto-passport", decision=NAME) for _ in range(10)}
    desk = sit("Keys Only")
    keys = {"a": "verified", "r": "needs_you", "h": "with_reviewer", "j": "needs_you"}
    expected = {}
    desk.open("/console?what=review&reason=match.name_variant")
    desk.press("ArrowDown", "Enter")
    for turn in range(10):
        desk.page.wait_for_url(re.compile("/console/cases/ver_"))
        (case_id,) = re.findall(r"ver_[a-z2-7]+", desk.page.url)[:1]
        assert case_id in ids - set(expected)
        key = "arjh"[turn % 3]  # a held one would come back as the next
        desk.press(key)
        desk.shown("#send:focus")
        desk.press("Enter")
        desk.page.wait_for_function("id => !location.href.includes(id)", arg=case_id)
        expected[case_id] = keys[key]
        if turn < 9 and "/console/cases/" not in desk.page.url:
            desk.press("ArrowDown", "Enter")
    assert {one: served.state(one) for one in expected} == expected
    assert len(expected) == 10


def test_escape_puts_a_decision_away_and_keys_can_be_turned_off(served, sit):
    case_id = case(served.svc, "uto-passport", decision=NAME)
    desk = sit("Careful")
    desk.open(f"/console/cases/{case_id}")
    desk.press("r")
    desk.shown("#send:focus")
    desk.press("Escape")
    assert desk.page.locator("#send").count() == 0
    desk.press("?")
    desk.shown("#help[open]")
    desk.page.uncheck("#keys-on")
    desk.press("Escape", "r")
    desk.page.wait_for_timeout(500)
    assert desk.page.locator("#send").count() == 0
    assert served.state(case_id) == "with_reviewer"


@pytest.mark.parametrize("lang", ["uk", "ur"])
def test_what_is_shown_before_sending_is_what_the_person_reads(served, sit, lang):
    case_id = case(served.svc, "uto-passport", decision=NAME, language=lang)
    desk = sit("Exact")
    desk.open(f"/console/cases/{case_id}")
    desk.press("r")
    desk.shown("#send:focus")
    letter = desk.page.locator(".letter")
    assert letter.get_attribute("dir") == ("rtl" if lang == "ur" else "ltr")
    reason = catalogue()[ReasonCode.MATCH_NAME_VARIANT].example_reason()
    title = plain(render_applicant(reason, lang).title)
    assert title in plain(letter.inner_text())
    desk.press("Enter")
    desk.page.wait_for_url(re.compile("said=retry"))
    desk.open(link(served.svc, case_id))
    assert title in plain(desk.page.inner_text("main"))


def test_an_added_reason_can_say_more_and_a_hold_pauses_the_account(served, sit):
    case_id = case(served.svc, "uto-passport", decision=NAME)
    desk = sit("Adds")
    desk.open(f"/console/cases/{case_id}")
    desk.press("h")
    desk.shown("#send:focus")
    desk.page.select_option("#more-codes", "capture.glare")
    desk.shown("#code-capture\\.glare:checked")
    desk.page.check("#pause")
    desk.shown("#decide_by")
    desk.page.click("#send")
    desk.page.wait_for_url(re.compile("said=review"))
    row = row_of(served.svc, case_id)
    assert row.codes == ["match.name_variant", "capture.glare"]
    with served.svc.sessions() as session:
        (hold,) = open_holds(session, row.subject_id)
    assert (hold.owner, hold.reasons) == (desk.id, ["match.name_variant", "capture.glare"])


def test_a_decision_on_a_case_that_changed_meanwhile_is_refused(served, sit):
    case_id = case(served.svc, "uto-passport", decision=NAME)
    slow, quick = sit("Slow"), sit("Quick")
    for desk, key in ((slow, "a"), (quick, "h")):
        desk.open(f"/console/cases/{case_id}")
        desk.press(key)
        desk.shown("#send:focus")
    quick.press("Enter")
    quick.page.wait_for_url(re.compile("said=review"))
    slow.press("Enter")
    slow.shown("[role=alert]")
    assert "changed while you read it" in slow.text
    assert served.state(case_id) == "with_reviewer"


def test_a_notes_text_never_reaches_the_applicants_page(served, sit):
    case_id = case(served.svc, "uto-passport", decision=NAME)
    desk = sit("Writes")
    desk.open(f"/console/cases/{case_id}")
    desk.page.fill("#note", "between colleagues only")
    desk.page.click("text=Keep note")
    desk.shown(".notes")
    assert "between colleagues only" in desk.text
    desk.open(link(served.svc, case_id))
    assert "between colleagues only" not in desk.page.content()


def test_a_value_shows_its_place_and_the_picture_zooms_and_turns(served, sit):
    case_id = case(served.svc, "uto-passport-name-differs")
    desk = sit("Looks")
    desk.open(f"/console/cases/{case_id}")
    desk.page.wait_for_function("document.querySelector('.sheet img').naturalWidth > 100")
    desk.press("f")
    desk.press("ArrowDown")
    field = desk.page.evaluate("document.activeElement.dataset.box")
    assert desk.page.locator(f"#{field}.lit").count() == 1
    before = desk.page.locator(".turn").first.bounding_box()["width"]
    desk.page.focus("#document_number-print-0")
    desk.press("Enter")
    assert desk.page.locator(".turn").first.bounding_box()["width"] > before
    desk.press("0", "]")
    assert "rotate(90deg)" in desk.page.locator(".turn").first.evaluate("it => it.style.transform")


def test_a_corrected_reading_runs_the_checks_again(served, sit):
    case_id = case(served.svc, "uto-passport-name-differs")
    desk = sit("Corrects")
    desk.open(f"/console/cases/{case_id}")
    desk.page.click("summary[aria-label='Correct family name in Print']")
    desk.page.fill("#fix-surname-print-0", "ERIKSSON")
    desk.page.press("#fix-surname-print-0", "Enter")
    desk.page.wait_for_url(re.compile("said=corrected"), timeout=120_000)
    assert "checked again with corrections" in desk.text
    assert desk.page.locator(".by-hand").count() == 1
    assert "consistency.print_vs_code" not in row_of(served.svc, case_id).codes
    assert served.state(case_id) == "with_reviewer"
