"""What is shown before sending is what the applicant's report says, in their language."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from api.cases.review import Judgement, ReviewError, judged
from api.pages.console.asks import asks, typed
from api.pages.console.preview import preview
from api.pages.console.reasons import choices, shown_reasons
from verifier.model.decision import Decision, Verdict
from verifier.model.reason import Tier
from verifier.model.reason_code import ReasonCode
from verifier.reasons.catalogue import catalogue
from verifier.report.applicant import applicant_report

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def engine(*codes):
    reasons = tuple(catalogue()[ReasonCode(code)].example_reason() for code in codes)
    return Decision(verdict=Verdict.REVIEW, reasons=reasons, now=NOW, due=NOW.date())


@pytest.mark.parametrize("lang", ["en", "uk", "ur", "hi"])
def test_the_preview_is_the_report_that_will_be_given(lang):
    before = engine("match.name", "capture.glare")
    judgement = Judgement(verdict=Verdict.RETRY, codes=("match.name", "capture.glare"))
    shown = preview(before, judgement, lang, NOW, two_people=False)
    sent = applicant_report(judged(before, judgement, NOW), lang)["reasons"]
    texts = [(reason["applicant"]["title"], reason["applicant"]["fix"]) for reason in sent]
    assert [(reason.title, reason.fix) for reason in shown.reasons] == texts


def test_urdu_runs_from_right_to_left():
    shown = preview(
        engine("match.name"), Judgement(verdict=Verdict.ACCEPT), "ur", NOW, two_people=False
    )
    assert (shown.lang, shown.dir) == ("ur", "rtl")


def test_a_suspicion_is_previewed_without_what_gave_rise_to_it():
    code = next(c for c in ReasonCode if catalogue()[c].tier is Tier.T3)
    judgement = Judgement(verdict=Verdict.REVIEW, codes=(str(code),))
    shown = preview(engine(code), judgement, "en", NOW, two_people=False)
    (reviewer,) = shown_reasons(engine(code), "en")
    assert shown.reasons[0].withheld
    assert reviewer.guarded
    for _, value in reviewer.facts:
        assert value not in shown.reasons[0].title + shown.reasons[0].fix


def test_nobody_is_shown_an_answer_without_a_reason():
    with pytest.raises(ReviewError, match="needs a reason"):
        preview(engine("match.name"), Judgement(verdict=Verdict.RETRY), "en", NOW, two_people=False)


def test_the_engines_reasons_are_chosen_first():
    found = choices(engine("match.name", "capture.glare"))
    assert [choice.code for choice in found if choice.chosen] == ["capture.glare", "match.name"]
    assert found[0].by_engine
    assert not any(choice.by_engine for choice in found[2:])


@pytest.mark.parametrize("code", list(ReasonCode))
def test_every_code_a_reviewer_can_add_is_told_without_a_hole(code):
    if catalogue()[code].tier is Tier.T4:
        return
    judgement = Judgement(verdict=Verdict.REVIEW, codes=(str(code),))
    shown = preview(engine("match.name"), judgement, "uk", NOW, two_people=False)
    assert shown.reasons[0].title
    assert "{" not in shown.reasons[0].title + shown.reasons[0].fix


@pytest.mark.parametrize("code", list(ReasonCode))
def test_what_is_asked_for_is_what_the_code_declares(code):
    for ask in asks(str(code), {}):
        room, _, rest = ask.name.partition(".")
        owner, _, key = rest.rpartition(".")
        assert (room, owner) == ("seen", str(code))
        assert not catalogue()[code].undeclared({key: "x"}, {}, {})


def test_typed_values_are_read_by_code_and_empty_ones_left_out():
    form = {"seen.match.name.claimed": " Anna ", "seen.match.name.parts": " ", "verdict": "retry"}
    assert typed(form) == {"match.name": {"claimed": "Anna"}}
