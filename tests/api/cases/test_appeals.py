"""Appeals: open for half a year, read by somebody else, and a reversal puts everything right."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from api.cases.appeals import (
    AppealError,
    appeals,
    decide_appeal,
    open_appeal,
    outcome_of,
    statement_of,
)
from api.cases.holds import open_hold, open_holds
from api.cases.review import Judgement, decide_by_person
from api.store.tables.cases import Verification
from api.store.tables.review import Appeal
from verifier.model.decision import Verdict


def appealed(case, text: str = "The date is 2032."):
    with case.svc.sessions.begin() as session:
        row = session.get_one(Verification, case.id)
        return open_appeal(session, case.svc.vault, row, text, now=case.svc.now())


def answered(case, appeal, *, reverse: bool, by: str):
    with case.svc.sessions.begin() as session:
        row = session.get_one(Verification, case.id, with_for_update=True)
        return decide_appeal(
            session,
            case.svc.vault,
            row,
            session.merge(appeal),
            reverse=reverse,
            explanation="Read again, and it is as you say.",
            reviewer_id=by,
            now=case.svc.now(),
        )


def refused_for_good(case) -> None:
    """Two reviewers refuse the document for good."""
    case.decided(Verdict.REVIEW, "validity.expired")
    judgement = Judgement(verdict=Verdict.REJECT, codes=("validity.expired",), final=True)
    for reviewer in ("staff_a", "staff_b"):
        with case.svc.sessions.begin() as session:
            row = session.get_one(Verification, case.id, with_for_update=True)
            decide_by_person(
                session,
                case.svc.vault,
                row,
                judgement,
                reviewer_id=reviewer,
                now=case.svc.now(),
            )
    assert case.row.state == "not_verified"


def test_a_reversal_verifies_and_closes_identity_holds_at_once(case, svc):
    refused_for_good(case)
    with svc.sessions.begin() as session:
        row = session.get_one(Verification, case.id)
        for kind in ("identity", "risk"):
            open_hold(
                session,
                platform_id=row.platform_id,
                subject_id=row.subject_id,
                verification_id=row.id,
                kind=kind,
                reasons=["validity.expired"],
                owner="trust",
                decide_by=svc.now() + timedelta(days=2),
                now=svc.now(),
            )
    answered(case, appealed(case), reverse=True, by="staff_c")
    assert case.row.state == "verified"
    with svc.sessions() as session:
        assert [hold.kind for hold in open_holds(session, case.row.subject_id)] == ["risk"]


def test_who_decided_first_never_decides_the_appeal(case):
    refused_for_good(case)
    appeal = appealed(case)
    assert appeal.first_reviewer_id == "staff_b"
    with pytest.raises(AppealError, match="somebody else"):
        answered(case, appeal, reverse=True, by="staff_b")


def test_the_database_refuses_the_same_reviewer_too(case, svc):
    refused_for_good(case)
    appeal = appealed(case)
    with pytest.raises(IntegrityError), svc.sessions.begin() as session:
        session.get_one(Appeal, appeal.id).reviewer_id = appeal.first_reviewer_id


def test_an_upheld_appeal_leaves_the_state_and_explains(case, svc):
    refused_for_good(case)
    appeal = appealed(case)
    answered(case, appeal, reverse=False, by="staff_c")
    assert case.row.state == "not_verified"
    with svc.sessions() as session:
        kept = appeals(session, case.row)[0]
        assert kept.state == "upheld"
        assert outcome_of(session, svc.vault, kept).startswith("Read again")
        assert statement_of(session, svc.vault, kept) == "The date is 2032."


def test_an_appeal_is_due_in_two_weeks(case, svc):
    case.decided(Verdict.RETRY)
    assert appealed(case).due_at == svc.now() + timedelta(days=14)


def test_half_a_year_later_it_is_too_late(case, clock):
    refused_for_good(case)
    clock.forward(days=185)
    with pytest.raises(AppealError, match="184 days"):
        appealed(case)


def test_one_appeal_at_a_time_and_none_against_an_acceptance(case, svc, platform):
    case.decided(Verdict.RETRY)
    appealed(case)
    with pytest.raises(AppealError, match="open already"):
        appealed(case)
    from tests.api.cases.conftest import Case

    accepted = Case(svc, platform, "other")
    accepted.decided(Verdict.ACCEPT)
    with pytest.raises(AppealError, match="no decision against you"):
        appealed(accepted)
