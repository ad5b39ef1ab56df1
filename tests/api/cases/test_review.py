"""Reviewers: every answer has a reason, finals and suspicions need two people."""

from __future__ import annotations

import pytest

from api.cases.review import (
    Judgement,
    ReviewError,
    add_note,
    decide_by_person,
    notes,
    open_approval,
)
from api.store.tables.cases import DecisionRow, Verification
from api.store.tables.review import Approval
from verifier.model.decision import Verdict


def judge(case, judgement: Judgement, by: str = "staff_a"):
    with case.svc.sessions.begin() as session:
        row = session.get_one(Verification, case.id, with_for_update=True)
        return decide_by_person(
            session, case.svc.vault, row, judgement, reviewer_id=by, now=case.svc.now()
        )


def test_an_acceptance_names_its_reviewer(case):
    case.decided(Verdict.REVIEW, "match.name_variant")
    made = judge(case, Judgement(verdict=Verdict.ACCEPT))
    assert isinstance(made, DecisionRow)
    assert made.reviewer_id == "staff_a"
    assert case.row.state == "verified"


def test_asking_again_needs_a_reason(case):
    case.decided(Verdict.REVIEW, "match.name_variant")
    with pytest.raises(ReviewError, match="needs a reason"):
        judge(case, Judgement(verdict=Verdict.RETRY))


def test_a_person_asking_again_uses_no_attempt(case):
    case.decided(Verdict.REVIEW, "match.name_variant")
    judge(case, Judgement(verdict=Verdict.RETRY, codes=("capture.glare",)))
    assert (case.row.state, case.row.attempts_used) == ("needs_you", 0)


def test_a_final_refusal_waits_for_a_second_person(case, svc):
    case.decided(Verdict.REVIEW, "validity.expired")
    final = Judgement(verdict=Verdict.REJECT, codes=("validity.expired",), final=True)
    assert isinstance(judge(case, final), Approval)
    assert case.row.state == "with_reviewer"
    with pytest.raises(ReviewError, match="second person"):
        judge(case, final)
    assert isinstance(judge(case, final, by="staff_b"), DecisionRow)
    assert case.row.state == "not_verified"
    with svc.sessions() as session:
        assert open_approval(session, case.row) is None


def test_a_suspicion_is_settled_by_two(case):
    case.decided(Verdict.REVIEW, "integrity.content_changed")
    accept = Judgement(verdict=Verdict.ACCEPT)
    assert isinstance(judge(case, accept), Approval)
    judge(case, accept, by="staff_b")
    assert case.row.state == "verified"


def test_another_opinion_replaces_the_proposal(case):
    case.decided(Verdict.REVIEW, "integrity.content_changed")
    judge(case, Judgement(verdict=Verdict.ACCEPT))
    other = Judgement(verdict=Verdict.RETRY, codes=("capture.glare",))
    assert isinstance(judge(case, other, by="staff_b"), Approval)
    judge(case, other, by="staff_a")
    assert case.row.state == "needs_you"


def test_nobody_is_refused_for_a_suspicion_alone(case):
    case.decided(Verdict.REVIEW, "integrity.content_changed")
    with pytest.raises(ReviewError, match="suspicion alone"):
        judge(case, Judgement(verdict=Verdict.REJECT, codes=("integrity.content_changed",)))


def test_a_reason_that_does_not_exist_is_refused(case):
    case.decided(Verdict.REVIEW, "match.name_variant")
    with pytest.raises(ReviewError, match="no reason 'other'"):
        judge(case, Judgement(verdict=Verdict.RETRY, codes=("other",)))


def test_notes_are_kept_sealed(case, svc):
    case.decided(Verdict.REVIEW, "match.name_variant")
    with svc.sessions.begin() as session:
        row = session.get_one(Verification, case.id)
        add_note(session, svc.vault, row, "looks fine to me", staff_id="staff_a", now=svc.now())
    with svc.sessions() as session:
        kept, text = notes(session, svc.vault, case.row)[0]
    assert text == "looks fine to me"
    assert b"looks fine" not in kept.text
