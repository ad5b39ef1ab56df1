"""What happens around a verification has its own reasons, and each can be stated on paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.statement.papers import FACTS, a_statement
from verifier.model.decision import Counterfactual, Verdict
from verifier.model.reason_code import ReasonCode
from verifier.reasons.catalogue import catalogue
from verifier.statement.form import form

AROUND = (
    (ReasonCode.PROCESS_ATTEMPTS_USED, "All 3 automatic attempts are used"),
    (ReasonCode.PROCESS_REVIEW_OVERDUE, "due on 20 November 2026 and is late"),
    (ReasonCode.PROCESS_APPEAL_OPEN, "Your appeal of 21 November 2026 is open"),
    (ReasonCode.PROCESS_APPEAL_CONFIRMED, "came to the same result"),
    (ReasonCode.PROCESS_CLOSED_UNANSWERED, "nothing is held against you"),
    (ReasonCode.PROCESS_WITHDRAWN, "You withdrew this verification on 20 November 2026"),
    (ReasonCode.PROCESS_REVERIFICATION_DUE, "verified again by 25 November 2026"),
    (ReasonCode.PROCESS_DUPLICATE_ACCOUNT, "already used with another account"),
    (ReasonCode.PROCESS_SAME_FILE_AGAIN, "passport.jpg is the same file as before"),
    (ReasonCode.PROCESS_HOLD_AFTER_VERIFICATION, "because of this: open payment dispute"),
    (ReasonCode.PROCESS_REASON_RESTRICTED_BY_LAW, "The law forbids us to give details"),
)


@pytest.mark.parametrize(("code", "told"), AROUND)
def test_what_happens_around_a_verification_is_told(code, told):
    reason = catalogue()[code].example_reason()
    change = Counterfactual(settled=(code,), verdict=Verdict.ACCEPT)
    facts = replace(FACTS, verdict=Verdict.REVIEW, reasons=(reason,), changes=(change,))
    assert told in form(a_statement(facts=facts))["facts"]["reasons"][0]["title"]


def test_another_account_is_named_to_nobody():
    definition = catalogue()[ReasonCode.PROCESS_DUPLICATE_ACCOUNT]
    assert not set(definition.keys_for("applicant")) & {"accounts", "verifications"}


def test_a_withheld_reason_tells_where_to_complain_and_nothing_of_its_ground():
    reason = catalogue()[ReasonCode.PROCESS_REASON_RESTRICTED_BY_LAW].example_reason()
    change = Counterfactual(settled=(reason.code,), verdict=Verdict.ACCEPT)
    facts = replace(FACTS, at=date(2026, 11, 22), reasons=(reason,), changes=(change,))
    told = form(a_statement(facts=facts))["facts"]["reasons"][0]
    assert "data protection authority" in told["fix"]
    assert told["withheld_until"] == "2027-02-01"
    assert "Act on payments" not in str(told)
