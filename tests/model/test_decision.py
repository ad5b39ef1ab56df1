"""A decision cannot be built against the invariants."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifier.model.decision import Decision, Verdict
from verifier.model.finding import Finding, Status
from verifier.model.reason import Reason
from verifier.model.reason_code import ReasonCode
from verifier.reasons.catalogue import catalogue

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def reason(code: ReasonCode) -> Reason:
    return catalogue()[code].example_reason()


@pytest.mark.parametrize("verdict", [Verdict.RETRY, Verdict.REVIEW, Verdict.REJECT])
def test_no_refusal_without_a_reason(verdict):
    with pytest.raises(TypeError):
        Decision(verdict=verdict, reasons=(), now=NOW, due=date(2026, 11, 25))


def test_no_acceptance_with_a_reason_against_it():
    with pytest.raises(TypeError):
        Decision(verdict=Verdict.ACCEPT, reasons=(reason(ReasonCode.MATCH_NAME),), now=NOW)


def test_no_review_without_a_date():
    with pytest.raises(TypeError):
        Decision(verdict=Verdict.REVIEW, reasons=(reason(ReasonCode.READ_UNCERTAIN),), now=NOW)


@given(st.sampled_from([c for c in ReasonCode if catalogue()[c].fault in ("risk", "system")]))
def test_nothing_is_rejected_for_a_fault_of_ours_or_a_suspicion(code):
    with pytest.raises(TypeError):
        Decision(verdict=Verdict.REJECT, reasons=(reason(code),), now=NOW)


@given(st.sampled_from([Status.FAILED, Status.UNSURE]))
def test_a_check_that_did_not_pass_says_why(status):
    with pytest.raises(TypeError):
        Finding(check="x", status=status)
