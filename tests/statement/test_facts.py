"""A stored report gives the same paper as the decision it came from."""

from __future__ import annotations

import json

import pytest

from tests.corpus import drawn
from tests.report.cases import decision_of
from tests.statement.papers import a_receipt, a_statement
from verifier.decide.policy import load_policy
from verifier.model.claim import Claim
from verifier.model.reason_code import ReasonCode
from verifier.pipeline import verify
from verifier.reasons.catalogue import catalogue
from verifier.report.applicant import applicant_report
from verifier.report.reviewer import reviewer_report
from verifier.report.schema import problems
from verifier.statement.facts import FactsError, facts_from_report, facts_of
from verifier.statement.form import form


def stored(decision):
    return json.loads(json.dumps(reviewer_report(decision)))


def test_a_refusal_from_its_report(ctx):
    decision = verify(drawn("uto-passport-expired"), Claim(), ctx, load_policy("demo"))
    direct, later = facts_of(decision), facts_from_report(stored(decision))
    assert form(a_statement(facts=direct)) == form(a_statement(facts=later))


def test_an_acceptance_from_its_report(ctx):
    decision = verify(drawn("uto-passport"), Claim(), ctx, load_policy("demo"))
    later = facts_from_report(stored(decision))
    assert next(one["kind"] for one in form(a_receipt(facts=later))["evidence"]) == "zone"


@pytest.mark.parametrize("report", [{}, {"reasons": None}, {"reasons": [{"code": "x"}]}])
def test_what_is_no_report_is_refused(report):
    with pytest.raises(FactsError):
        facts_from_report(report)


def test_a_withheld_reason_comes_back_with_its_approvers_from_the_reviewers_report_alone():
    reason = catalogue()[ReasonCode.PROCESS_REASON_RESTRICTED_BY_LAW].example_reason()
    decision = decision_of(reason)
    assert problems(reviewer_report(decision)) == []
    again = facts_from_report(stored(decision))
    assert again.reasons[0].withholding == reason.withholding
    with pytest.raises(FactsError, match="reviewer's report"):
        facts_from_report(json.loads(json.dumps(applicant_report(decision))))
