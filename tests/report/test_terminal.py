"""The terminal speaks the reader's language, labels and all."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console

from tests.report.cases import NOW, decision_of
from verifier.model.decision import Decision, Verdict
from verifier.model.finding import passed
from verifier.model.geometry import Place, Region
from verifier.model.reason_code import ReasonCode
from verifier.reasons.catalogue import catalogue
from verifier.reasons.language import LANGUAGES
from verifier.reasons.sentences import sentence
from verifier.report.applicant import applicant_report
from verifier.report.reviewer import reviewer_report
from verifier.report.terminal import print_report

FAIR = ("intake.open", "mrz.check_digits", "validity.expiry")


def printed(report: dict[str, object]) -> str:
    out = io.StringIO()
    print_report(report, Console(file=out, width=96))
    return out.getvalue()


def refused() -> Decision:
    place = Place(page=0, region=Region(left=0.1, top=0.2, right=0.3, bottom=0.4))
    reason = catalogue()[ReasonCode.VALIDITY_EXPIRED].example_reason()
    return decision_of(replace(reason, places=(place,)))


@pytest.mark.parametrize("lang", [tag for tag in LANGUAGES if tag != "en"])
def test_no_english_label_is_left(lang):
    shown = printed(applicant_report(refused(), lang))
    for english in ("what to do", "With this settled", "A person will look", "on or after"):
        assert english not in shown
    assert sentence("terminal.what_to_do", lang) in shown
    assert sentence("report.review", lang) in shown


def test_evidence_is_told_in_words_of_the_language():
    shown = printed(applicant_report(refused(), "de"))
    assert "1. März 2019" in shown
    assert "Seite 1, 10–30 % der Breite, 20–40 % der Höhe" in shown


@pytest.mark.parametrize("lang", ["en", "uk", "ur"])
def test_reviewers_can_read_it_too(lang):
    assert sentence("terminal.reviewer", lang) in printed(reviewer_report(refused(), lang))


def test_an_acceptance_says_how_strong_the_evidence_is():
    accepted = Decision(
        verdict=Verdict.ACCEPT, reasons=(), now=NOW, findings=tuple(map(passed, FAIR))
    )
    assert "strength of the evidence: fair" in printed(applicant_report(accepted))
    assert "Stärke der Belege: ausreichend" in printed(applicant_report(accepted, "de"))
