"""Stored decisions run again: what changed is listed, and a changed refusal opens a review."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from api.cases.check import finish
from api.cases.replay import changes, replay_decision, start_replay
from api.cases.states import State
from api.store.tables.again import Replay
from api.store.tables.cases import DecisionRow
from fixtures.specimens import specimen
from tests.api.cases.conftest import Case, made_up
from verifier.model.decision import Verdict


@pytest.fixture
def case(svc, platform):
    """Return a verification under the policy that takes specimens."""
    return Case(svc, platform, policy="demo")


def refused(case, name="uto-passport", code="capture.glare"):
    """Send a good document that an engine of ours once refused."""
    ((_, data),) = specimen(name).images
    case.send(data)
    decision = replace(made_up(Verdict.RETRY, code, case.svc.now()), policy="demo")
    assert finish(case.svc, case.submit(), decision)
    assert State(case.row.state) is State.NEEDS_YOU


def replayed(case, **wanted):
    with case.svc.sessions.begin() as session:
        batch, count = start_replay(session, platform_id=case.row.platform_id, **wanted)
    assert count == 1
    with case.svc.sessions() as session:
        own = DecisionRow.verification_id == case.id
        identifier = session.scalars(select(DecisionRow.id).where(own)).one()
    replay_decision(case.svc, identifier, batch)
    return batch


def test_a_refusal_that_would_no_longer_be_one_opens_a_review(case):
    refused(case)
    batch = replayed(case)
    with case.svc.sessions() as session:
        (one,) = changes(session, batch)
    assert (one.was, one.was_codes) == ("retry", ["capture.glare"])
    assert (one.now, one.now_codes) == ("accept", [])
    assert State(case.row.state) is State.WITH_REVIEWER


def test_a_decision_that_stands_changes_nothing(case):
    refused(case, "uto-passport-expired", "validity.expired")
    batch = replayed(case)
    with case.svc.sessions() as session:
        kept = session.scalars(select(Replay).where(Replay.batch == batch)).one()
    assert "validity.expired" in kept.now_codes
    assert State(case.row.state) is State.NEEDS_YOU


def test_what_is_no_longer_kept_is_not_replayed(case, clock):
    refused(case)
    with case.svc.sessions.begin() as session:
        own = DecisionRow.verification_id == case.id
        session.scalars(select(DecisionRow).where(own)).one().record = None
        batch, count = start_replay(session, platform_id=case.row.platform_id)
    assert count == 0
    with case.svc.sessions() as session:
        assert changes(session, batch) == []
