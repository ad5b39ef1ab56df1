"""The queue shows what waits for a person, what is due first on top, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from api.cases.appeals import open_appeal
from api.cases.review import Judgement, decide_by_person
from api.pages.console import queue as module
from api.pages.console.queue import Filters, facets, next_item, queue
from api.store.tables.cases import Verification
from tests.pages.console.seed import past, person, told
from verifier.model.decision import Document, Verdict
from verifier.model.reason_code import ReasonCode

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
BEFORE = NOW - timedelta(days=2)
KAZ = Document(country="KAZ", kind="passport", profile="kaz/passport")
UKR = Document(country="UKR", kind="national_id", profile="ukr/id-card-2016")
NAME = told(ReasonCode.MATCH_NAME, verdict=Verdict.REVIEW, document=KAZ)
CARD = told(ReasonCode.MATCH_NAME_VARIANT, verdict=Verdict.REVIEW, document=UKR)
GLARE = told(ReasonCode.CAPTURE_GLARE, verdict=Verdict.RETRY, document=UKR)


@pytest.fixture(scope="module")
def people(svc):
    return person(svc, "First")[0], person(svc, "Second")[0]


@pytest.fixture(scope="module")
def waiting(svc, people):
    """Four things that wait: two to decide, one second opinion, one appeal; one that does not."""
    first, _ = people
    kaz, _ = past(svc, replace(NAME, due=BEFORE.date()), NOW - timedelta(days=5))
    ukr, _ = past(svc, replace(CARD, due=(NOW + timedelta(days=2)).date()), NOW)
    second, _ = past(svc, replace(CARD, due=(NOW + timedelta(days=9)).date()), NOW)
    appealed, _ = past(svc, GLARE, NOW - timedelta(days=1))
    past(svc, GLARE, NOW)
    with svc.sessions.begin() as session:
        row = session.get_one(Verification, second)
        final = Judgement(verdict=Verdict.REJECT, codes=("validity.expired",), final=True)
        decide_by_person(session, svc.vault, row, final, reviewer_id=first, now=NOW)
        row = session.get_one(Verification, appealed)
        appeal = open_appeal(session, svc.vault, row, "Please look again", now=NOW)
    return {"kaz": kaz, "ukr": ukr, "second": second, "appeal": appeal.id}


def listed(svc, filters, staff, **more):
    with svc.sessions() as session:
        return queue(session, filters, staff_id=staff, now=NOW, **more)


def test_what_is_due_first_stands_first_and_only_what_waits_is_listed(svc, waiting, people):
    found = listed(svc, Filters(), people[1])
    assert {item.id for item in found.items} == set(waiting.values())
    dates = [item.due_at for item in found.items]
    assert dates == sorted(dates)


def test_overdue_ones_are_counted_and_can_be_asked_for(svc, waiting, people):
    found = listed(svc, Filters(overdue=True), people[1])
    assert [item.id for item in found.items] == [waiting["kaz"]]
    assert (found.total, found.overdue) == (1, 1)


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        (Filters(country="KAZ"), {"kaz"}),
        (Filters(kind="national_id"), {"ukr", "second", "appeal"}),
        (Filters(reason="match.name"), {"kaz"}),
        (Filters(what="appeal"), {"appeal"}),
        (Filters(what="second"), {"second"}),
    ],
)
def test_filters_leave_what_was_asked_for(svc, waiting, people, filters, names):
    found = listed(svc, filters, people[1])
    assert {item.id for item in found.items} == {waiting[name] for name in names}


def test_pages_neither_skip_nor_repeat(svc, waiting, people, monkeypatch):
    monkeypatch.setattr(module, "PAGE", 3)
    first = listed(svc, Filters(), people[1])
    second = listed(svc, Filters(), people[1], after=first.after)
    ids = [item.id for item in (*first.items, *second.items)]
    assert len(ids) == len(set(ids)) == len(waiting)
    assert second.after == ""


def test_a_wrong_cursor_begins_anew(svc, waiting, people):
    assert listed(svc, Filters(), people[1], after="nonsense").items


def test_nobody_is_offered_their_own_proposal(svc, waiting, people):
    first, second = people
    mine = {item.id: item.mine_to_do for item in listed(svc, Filters(), first).items}
    theirs = {item.id: item.mine_to_do for item in listed(svc, Filters(), second).items}
    assert not mine[waiting["second"]]
    assert theirs[waiting["second"]]


def test_the_next_one_is_the_most_urgent_that_one_may_decide(svc, waiting, people):
    with svc.sessions() as session:
        item = next_item(session, staff_id=people[0], now=NOW)
        after = next_item(session, staff_id=people[0], now=NOW, done=waiting["kaz"])
    assert item is not None
    assert item.id == waiting["kaz"]
    assert after is not None
    assert after.id != waiting["kaz"]


def test_facets_count_what_waits(svc, waiting):
    with svc.sessions() as session:
        counted = facets(session)
    assert dict(counted.countries) == {"KAZ": 1, "UKR": 3}
    assert dict(counted.whats) == {"review": 2, "second": 1, "appeal": 1}
    assert dict(counted.reasons)["match.name"] == 1
