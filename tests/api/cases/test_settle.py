"""What a decision leads to: who acts next, by when, and what is never done by a machine."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from api.cases.check import finish
from api.cases.decisions import decision_of, decisions
from api.cases.open import ATTEMPTS_ALLOWED
from api.store.tables.cases import DecisionRow
from tests.api.cases.conftest import Case, made_up
from verifier.model.decision import Verdict


def test_an_accepted_one_is_verified_and_nobody_waits(case):
    row = case.decided(Verdict.ACCEPT)
    assert (row.state, row.who_acts, row.due_at) == ("verified", None, None)


def test_a_retry_waits_for_the_applicant_with_a_new_attempt(case, svc):
    row = case.decided(Verdict.RETRY)
    assert (row.state, row.who_acts, row.attempt) == ("needs_you", "applicant", 2)
    assert row.due_at > svc.now()
    assert row.codes == ["capture.glare"]


def test_a_machine_never_refuses_for_good(case):
    assert case.decided(Verdict.REJECT, "validity.expired").state == "needs_you"


def test_attempts_used_up_lead_to_a_person_and_say_so(case):
    for _ in range(ATTEMPTS_ALLOWED - 1):
        assert case.decided(Verdict.RETRY).state == "needs_you"
    row = case.decided(Verdict.RETRY)
    assert (row.state, row.who_acts) == ("with_reviewer", "reviewer")
    assert row.codes == ["process.attempts_used", "capture.glare"]


def test_our_own_failures_use_no_attempt(case):
    row = case.decided(Verdict.REVIEW, "process.internal_error")
    assert (row.state, row.attempts_used) == ("with_reviewer", 0)


def test_a_late_finisher_changes_nothing(case, svc):
    case.send()
    attempt = case.submit()
    first = made_up(Verdict.ACCEPT, "", svc.now())
    assert finish(svc, attempt, first) is True
    assert finish(svc, attempt, made_up(Verdict.REJECT, "validity.expired", svc.now())) is False
    assert case.row.state == "verified"
    with svc.sessions() as session:
        kept = session.scalars(
            select(DecisionRow).where(DecisionRow.verification_id == case.id)
        ).all()
    assert [one.verdict for one in kept] == ["accept"]


def test_the_kept_decision_tells_the_same_again(case, svc):
    case.decided(Verdict.RETRY)
    with svc.sessions() as session:
        row = decisions(session, case.row)[0]
        again = decision_of(session, svc.vault, row)
    assert again == made_up(Verdict.RETRY, "capture.glare", svc.now())


def test_the_same_document_of_another_account_goes_to_a_person_and_names_nobody(svc, platform):
    first, second = Case(svc, platform, "one"), Case(svc, platform, "two")
    picture = b"\x89PNG the same picture" * 40
    for case in (first, second):
        case.send(picture)
        from api.cases.send import inputs, uploads

        with svc.sessions() as session:
            given = inputs(session, svc.vault, uploads(session, case.row))
        finish(svc, case.submit(), made_up(Verdict.ACCEPT, "", svc.now()), given)
    assert first.row.state == "verified"
    assert second.row.state == "with_reviewer"
    assert second.row.codes == ["process.duplicate_account"]
    with svc.sessions() as session:
        record = decision_of(session, svc.vault, decisions(session, second.row)[0])
    assert first.id not in repr(record)


def test_a_review_is_due_when_the_decision_says(case, svc):
    row = case.decided(Verdict.REVIEW, "integrity.content_changed")
    assert svc.now() < row.due_at <= svc.now() + timedelta(days=4)
