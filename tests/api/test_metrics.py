"""The metrics count what is in the database, and name nobody."""

from __future__ import annotations

from datetime import timedelta

from prometheus_client.parser import text_string_to_metric_families

from api.metrics import exposition
from api.store.tables.cases import Verification
from api.webhooks.events import emit
from tests.api.access.conftest import add_case


def samples(session, now, heartbeat=3.5, queue=None) -> dict[tuple[str, str], float]:
    text = exposition(
        session, now, heartbeat_age=lambda: heartbeat, queue_age=lambda: queue
    ).decode()
    return {
        (sample.name, "".join(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_cases_are_counted_by_state_and_the_late_ones_apart(session, now):
    for name in ("one", "two", "three"):
        add_case(session, now, name)
    session.get_one(Verification, "ver_two").due_at = now - timedelta(seconds=1)
    session.flush()
    found = samples(session, now)
    assert found["candor_cases", "received"] == 3
    assert found["candor_cases_overdue", "received"] == 1


def test_ages_are_shown_when_there_is_something_to_measure(session, now):
    found = samples(session, now, heartbeat=3.5, queue=None)
    assert found["candor_worker_heartbeat_age_seconds", ""] == 3.5
    assert ("candor_queue_age_seconds", "") not in found
    assert samples(session, now, queue=12)["candor_queue_age_seconds", ""] == 12


def test_no_identifier_is_in_them(session, now):
    case = add_case(session, now, "hidden")
    emit(
        session,
        platform_id="plt_one",
        verification_id=case,
        type="verification.received",
        data={},
        now=now,
    )
    text = exposition(session, now, heartbeat_age=lambda: None, queue_age=lambda: None).decode()
    assert 'candor_events_last_day{type="verification.received"} 1.0' in text
    assert "hidden" not in text
    assert "plt_one" not in text
