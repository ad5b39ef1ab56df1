"""A model of everything that can happen to a verification, on the real database.

Whatever applicants, engine, reviewers and the clock do in whatever order: an open state always has
somebody to act and a date ahead, nothing is declined by a machine, nothing is decided twice, and
the second reviewer is never the first.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sqlalchemy import select

from api.cases.appeals import AppealError, decide_appeal, open_appeal, open_appeals
from api.cases.check import finish
from api.cases.clocks import escalate_overdue
from api.cases.decisions import decisions
from api.cases.holds import open_hold, open_holds
from api.cases.review import Judgement, ReviewError, decide_by_person
from api.cases.send import keep_upload, submit
from api.cases.states import OPEN, State, WrongStateError, move
from api.store.tables.cases import Attempt, Verification
from api.store.tables.delivery import Event
from api.store.tables.people import Platform
from api.store.tables.review import Appeal
from tests.api.cases.conftest import Case, Clock, made_up
from verifier.model.decision import Verdict

CODES = ("capture.glare", "validity.expired", "match.name_variant", "integrity.content_changed")
BY_VERDICT = {
    Verdict.ACCEPT: ("capture.glare",),
    Verdict.RETRY: ("capture.glare",),
    Verdict.REVIEW: CODES,
    Verdict.REJECT: ("validity.expired",),
}
STAFF = ("staff_a", "staff_b", "staff_c")
_counter = iter(range(10**9))


class Life(RuleBasedStateMachine):
    """One verification and everybody who may touch it."""

    service = None

    def __init__(self) -> None:
        super().__init__()
        self.clock = Clock()
        self.svc = replace(self.service, now=self.clock)
        with self.svc.sessions.begin() as session:
            platform = Platform(
                id=f"m{next(_counter)}", name="m", settings={}, created_at=self.clock()
            )
            session.add(platform)
        self.case = Case(self.svc, platform)

    def _do(self, work) -> bool:
        """Run one act; what the state does not allow must be refused without a trace."""
        before = self.case.row
        try:
            with self.svc.sessions.begin() as session:
                row = session.get_one(Verification, self.case.id, with_for_update=True)
                work(session, row)
        except (WrongStateError, ReviewError, AppealError):
            after = self.case.row
            assert (after.state, after.version) == (before.state, before.version)
            return False
        return True

    @rule()
    def sends(self) -> None:
        self._do(
            lambda s, row: keep_upload(
                s,
                self.svc.vault,
                row,
                slot="front",
                data=b"picture %d" % next(_counter),
                media_type="image/png",
                now=self.clock(),
            )
        )

    @rule()
    def submits(self) -> None:
        self._do(lambda s, row: submit(s, row, self.clock()))

    @rule(verdict=st.sampled_from(list(Verdict)), data=st.data(), twice=st.booleans())
    def engine_decides(self, verdict, data, twice) -> None:
        code = data.draw(st.sampled_from(BY_VERDICT[verdict]))
        with self.svc.sessions.begin() as session:
            attempt = session.scalar(
                select(Attempt)
                .where(Attempt.verification_id == self.case.id, Attempt.state == "queued")
                .with_for_update()
            )
            if attempt is None:
                return
            attempt.state = "running"
        was = self.case.row.state
        made = finish(self.svc, attempt.id, made_up(verdict, code, self.clock()))
        assert made is (was == State.CHECKING)
        assert self.case.row.state != State.NOT_VERIFIED or was == State.NOT_VERIFIED
        if twice:
            again = made_up(Verdict.REJECT, "validity.expired", self.clock())
            assert finish(self.svc, attempt.id, again) is False

    @rule(
        verdict=st.sampled_from(list(Verdict)),
        code=st.sampled_from(CODES),
        final=st.booleans(),
        who=st.sampled_from(STAFF),
    )
    def reviewer_decides(self, verdict, code, final, who) -> None:
        judgement = Judgement(
            verdict=verdict,
            codes=() if verdict is Verdict.ACCEPT else (code,),
            final=final and verdict is Verdict.REJECT,
        )
        self._do(
            lambda s, row: decide_by_person(
                s, self.svc.vault, row, judgement, reviewer_id=who, now=self.clock()
            )
        )

    @rule()
    def appeals(self) -> None:
        self._do(lambda s, row: open_appeal(s, self.svc.vault, row, "No.", now=self.clock()))

    @rule(reverse=st.booleans(), who=st.sampled_from(STAFF))
    def appeal_is_answered(self, reverse, who) -> None:
        def work(session, row) -> None:
            for one in open_appeals(session, row):
                decide_appeal(
                    session,
                    self.svc.vault,
                    row,
                    one,
                    reverse=reverse,
                    explanation="Read again.",
                    reviewer_id=who,
                    now=self.clock(),
                )
                if reverse:
                    assert row.state == State.VERIFIED

        self._do(work)

    @rule(kind=st.sampled_from(["identity", "risk"]))
    def is_held(self, kind) -> None:
        with self.svc.sessions.begin() as session:
            row = session.get_one(Verification, self.case.id)
            open_hold(
                session,
                platform_id=row.platform_id,
                subject_id=row.subject_id,
                verification_id=row.id,
                kind=kind,
                reasons=["validity.expired"],
                owner="trust",
                decide_by=self.clock.at.replace(year=2099),
                now=self.clock(),
            )

    @rule(hours=st.sampled_from([1, 30, 24 * 5, 24 * 31]))
    def time_passes(self, hours) -> None:
        self.clock.forward(hours=hours)
        with self.svc.sessions.begin() as session:
            escalate_overdue(session, self.svc.vault, self.clock())

    @precondition(lambda self: State(self.case.row.state) in OPEN)
    @rule()
    def withdraws(self) -> None:
        self._do(lambda s, row: move(row, State.WITHDRAWN, self.clock()))

    @invariant()
    def nobody_waits_in_silence(self) -> None:
        row = self.case.row
        if State(row.state) in OPEN:
            assert row.who_acts is not None
            assert row.due_at is not None
            assert row.due_at > self.clock.at
        assert row.attempts_used <= row.attempts_allowed

    @invariant()
    def what_is_not_accepted_has_reasons_and_finals_have_names(self) -> None:
        with self.svc.sessions() as session:
            for one in decisions(session, self.case.row):
                assert one.verdict == "accept" or one.codes
                assert one.reviewer_id is not None or not one.final
            if self.case.row.state == State.NOT_VERIFIED:
                assert decisions(session, self.case.row)[0].reviewer_id is not None

    @invariant()
    def the_second_reviewer_differs(self) -> None:
        with self.svc.sessions() as session:
            for one in session.scalars(
                select(Appeal).where(Appeal.verification_id == self.case.id)
            ):
                assert one.reviewer_id is None or one.reviewer_id != one.first_reviewer_id

    @invariant()
    def verified_people_have_no_identity_hold_from_before(self) -> None:
        row = self.case.row
        if row.state != State.VERIFIED or row.decided_at is None:
            return
        with self.svc.sessions() as session:
            for hold in open_holds(session, row.subject_id):
                assert hold.kind != "identity" or hold.opened_at >= row.decided_at

    @invariant()
    def every_change_is_an_event(self) -> None:
        with self.svc.sessions() as session:
            told = Counter(
                session.scalars(select(Event.type).where(Event.verification_id == self.case.id))
            )
        state = self.case.row.state
        assert state == State.WITHDRAWN or told[f"verification.{state}"] >= 1


@pytest.mark.parametrize("examples", [pytest.param(6), pytest.param(300, marks=pytest.mark.all)])
def test_no_order_of_events_leaves_anybody_in_limbo(installed, examples):
    Life.service = installed
    state_machine = Life.TestCase
    state_machine.settings = settings(
        max_examples=examples,
        stateful_step_count=25,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    state_machine("runTest").runTest()
