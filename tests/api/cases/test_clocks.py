"""No limbo: what nobody answers escalates by itself, and says so in an event."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from api.cases.again import ask_again, give_notices, open_requests, reuse
from api.cases.clocks import escalate_overdue
from api.cases.decisions import decisions
from api.cases.holds import open_hold
from api.cases.notices import notices
from api.store.tables.again import Again
from api.store.tables.cases import Verification
from api.store.tables.delivery import Event
from api.store.tables.review import Hold
from verifier.model.decision import Verdict


def tick(svc) -> None:
    with svc.sessions.begin() as session:
        escalate_overdue(session, svc.vault, svc.now())


def events_of(case) -> list[str]:
    with case.svc.sessions() as session:
        return list(
            session.scalars(
                select(Event.type).where(Event.verification_id == case.id).order_by(Event.id)
            )
        )


def codes(case) -> list[str]:
    with case.svc.sessions() as session:
        return [str(one.code) for one in notices(session, case.row)]


def test_an_unanswered_one_closes_and_holds_nothing_against_anyone(case, svc, clock):
    clock.forward(days=15)
    tick(svc)
    assert case.row.state == "expired"
    assert events_of(case)[-1] == "verification.expired"
    assert codes(case) == ["process.closed_unanswered"]


def test_a_check_that_never_ends_goes_to_a_person_with_a_reason(case, svc, clock):
    case.send()
    case.submit()
    clock.forward(hours=1)
    tick(svc)
    assert case.row.state == "with_reviewer"
    assert case.row.codes == ["process.internal_error"]
    with svc.sessions() as session:
        assert len(decisions(session, case.row)) == 1


def test_a_late_review_escalates_again_each_day(case, svc, clock):
    case.decided(Verdict.REVIEW, "match.name_variant")
    clock.forward(days=5)
    tick(svc)
    row = case.row
    assert (row.state, row.who_acts, row.escalated) == ("with_reviewer", "platform", 1)
    assert row.due_at > svc.now()
    assert codes(case) == ["process.review_overdue"]
    tick(svc)
    assert case.row.escalated == 1
    clock.forward(days=1, minutes=1)
    tick(svc)
    assert case.row.escalated == 2
    assert events_of(case).count("verification.overdue") == 2


def test_an_overdue_hold_escalates(case, svc, clock):
    with svc.sessions.begin() as session:
        row = session.get_one(Verification, case.id)
        hold = open_hold(
            session,
            platform_id=row.platform_id,
            subject_id=row.subject_id,
            verification_id=row.id,
            kind="identity",
            reasons=["validity.expired"],
            owner="trust",
            decide_by=svc.now() + timedelta(days=2),
            now=svc.now(),
        )
    clock.forward(days=3)
    tick(svc)
    with svc.sessions() as session:
        later = session.get_one(Hold, hold.id)
        assert later.escalated == 1
        assert later.decide_by > svc.now()
    assert "hold.overdue" in events_of(case)


def test_verifying_again_is_announced_ahead_and_restricts_nothing(case, svc, clock):
    case.decided(Verdict.ACCEPT)
    with svc.sessions.begin() as session:
        row = session.get_one(Verification, case.id)
        asked = ask_again(
            session, row, why="document_expiring", due_at=svc.now() + timedelta(40), now=svc.now()
        )
    noticed = []
    for days in (5, 5, 23, 6):
        clock.forward(days=days)
        with svc.sessions.begin() as session:
            give_notices(session, svc.now())
            noticed.append(list(session.get_one(Again, asked.id).noticed))
    assert noticed == [[], [30], [30, 7], [30, 7, 1]]
    assert case.row.state == "verified"
    assert codes(case) == ["process.reverification_due"]


def test_an_earlier_document_answers_a_changed_policy_in_one_step(case, svc, monkeypatch):
    case.decided(Verdict.ACCEPT)
    with svc.sessions.begin() as session:
        row = session.get_one(Verification, case.id)
        asked = ask_again(
            session, row, why="policy_changed", due_at=svc.now() + timedelta(60), now=svc.now()
        )
    monkeypatch.setattr("api.cases.again.valid_until", lambda *_: "2030-01-01")
    with svc.sessions.begin() as session:
        reuse(session, svc.vault, session.merge(asked), svc.now().date(), svc.now())
    with svc.sessions() as session:
        assert open_requests(session, case.row.subject_id) == []
