"""Events reach a receiver that checks them with its own library; failures wait, grow and end."""

from __future__ import annotations

import json
import random
import threading
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from standardwebhooks import Webhook, WebhookVerificationError

from api.problems import ProblemError
from api.store.tables.delivery import Event, WebhookDelivery, WebhookEndpoint, WebhookTry
from api.store.tables.people import Platform
from api.webhooks import endpoints
from api.webhooks.deliver import DISABLE_AFTER, FIRST, GIVE_UP, LONGEST, deliver, deliver_due, pause
from api.webhooks.events import EventError, body_of, emit, read
from api.webhooks.send import GuardedSender

HTTP = GuardedSender(loopback=True, deadline=5)


@pytest.fixture
def now():
    # Receivers' libraries refuse old messages by the real clock.
    return datetime.now(UTC)


@pytest.fixture
def endpoint(session, platform, receiver, sealing, now):
    return endpoints.add(
        session,
        sealing,
        platform_id=platform,
        url=receiver.url,
        types=[],
        loopback=True,
        now=now,
    )


def happen(session, now, type: str = "verification.verified", **data) -> Event:
    return emit(
        session,
        platform_id="plt_one",
        verification_id=None,
        type=type,
        data={"state": "verified", **data},
        now=now,
    )


def delivery(session) -> WebhookDelivery:
    return session.scalars(select(WebhookDelivery).order_by(WebhookDelivery.id)).one()


def test_a_receiver_verifies_what_it_gets(session, endpoint, receiver, sealing, now):
    event = happen(session, now)
    row = delivery(session)
    assert deliver(session, row.id, now, HTTP, sealing=sealing) is None
    headers, body = receiver.got[0]
    told = Webhook(endpoint[1]).verify(body, headers)
    assert told == body_of(event)
    assert headers["webhook-id"] == f"evt_{event.id}"
    assert row.state == "delivered"
    assert session.scalars(select(WebhookTry)).one().outcome == "delivered"
    assert deliver(session, row.id, now, HTTP, sealing=sealing) is None
    assert len(receiver.got) == 1


def test_a_changed_body_or_another_secret_does_not_verify(
    session, endpoint, receiver, sealing, now
):
    happen(session, now)
    deliver(session, delivery(session).id, now, HTTP, sealing=sealing)
    headers, body = receiver.got[0]
    with pytest.raises(WebhookVerificationError):
        Webhook(endpoint[1]).verify(body.replace(b"verified", b"withdrawn"), headers)
    with pytest.raises(WebhookVerificationError):
        Webhook("whsec_" + "A" * 43 + "=").verify(body, headers)


def test_while_a_secret_rotates_both_verify_then_only_the_new(
    session, endpoint, receiver, sealing, now
):
    row, old = endpoint
    new = endpoints.rotate(row, sealing, now)
    happen(session, now)
    deliver(session, delivery(session).id, now, HTTP, sealing=sealing)
    headers, body = receiver.got[0]
    Webhook(old).verify(body, headers)
    Webhook(new).verify(body, headers)
    assert endpoints.secrets_of(row, sealing, now + endpoints.ROTATION) == [new]


def test_secrets_lie_sealed(session, endpoint):
    row, secret = endpoint
    assert secret.encode() not in row.secret


def test_only_wanted_types_of_the_own_platform_are_sent(session, endpoint, sealing, now):
    row, _ = endpoint
    row.types = ["hold.opened"]
    session.add(Platform(id="plt_two", name="Other", settings={}, created_at=now))
    session.flush()
    happen(session, now)
    happen(session, now, type="hold.opened")
    emit(session, platform_id="plt_two", verification_id=None, type="hold.opened", data={}, now=now)
    assert session.get_one(Event, delivery(session).event_id).type == "hold.opened"
    assert delivery(session).endpoint_id == row.id


def test_a_failure_waits_and_succeeds_later(session, endpoint, receiver, sealing, now):
    happen(session, now)
    row = delivery(session)
    receiver.status = 500
    again = deliver(session, row.id, now, HTTP, sealing=sealing)
    assert again is not None
    assert FIRST <= again - now <= LONGEST
    assert deliver(session, row.id, now, HTTP, sealing=sealing) == again  # not yet
    assert len(receiver.got) == 1
    assert endpoint[0].failing_since == now
    receiver.status = 200
    assert deliver(session, row.id, again, HTTP, sealing=sealing) is None
    assert (row.state, row.tries) == ("delivered", 2)
    assert endpoint[0].failing_since is None


def test_a_receivers_retry_after_is_kept(session, endpoint, receiver, sealing, now):
    happen(session, now)
    receiver.status, receiver.headers = 429, {"Retry-After": "3600"}
    again = deliver(session, delivery(session).id, now, HTTP, sealing=sealing)
    assert again >= now + timedelta(hours=1)
    receiver.headers = {"Retry-After": "99999999"}
    again = deliver(session, delivery(session).id, again, HTTP, sealing=sealing)
    assert again <= now + timedelta(hours=1) + 2 * LONGEST


def test_gone_disables_the_endpoint_and_cancels_what_waits(
    session, endpoint, receiver, sealing, now
):
    happen(session, now)
    happen(session, now)
    first, second = session.scalars(
        select(WebhookDelivery).order_by(WebhookDelivery.event_id)
    ).all()
    receiver.status = 410
    assert deliver(session, first.id, now, HTTP, sealing=sealing) is None
    session.expire_all()
    row = session.get_one(WebhookEndpoint, endpoint[0].id)
    assert (row.state, row.disabled_because) == ("disabled", "gone")
    assert (first.state, second.state) == ("given_up", "cancelled")
    happen(session, now)
    assert len(session.scalars(select(WebhookDelivery)).all()) == 2


def test_five_days_of_failures_disable_it(session, endpoint, receiver, sealing, now):
    happen(session, now)
    receiver.status = 500
    row, when, tries = delivery(session), now, 0
    while when is not None:
        last, when, tries = when, deliver(session, row.id, when, HTTP, sealing=sealing), tries + 1
        assert tries < 500
    assert last - now >= min(DISABLE_AFTER, GIVE_UP)
    assert endpoint[0].disabled_because == "failing"
    assert row.state == "given_up"
    # Nothing is lost by it: the event is there to read, and to replay.
    assert [event.id for event in read(session, platform_id="plt_one")] == [row.event_id]
    receiver.status = 200
    with pytest.raises(ProblemError):
        endpoints.replay(session, endpoint[0], since=now, now=last)
    endpoints.enable(endpoint[0], last)
    (again,) = endpoints.replay(session, endpoint[0], since=now, now=last)
    assert deliver(session, again.id, last, HTTP, sealing=sealing) is None
    assert again.state == "delivered"
    assert receiver.got[-1][0]["webhook-id"] == f"evt_{row.event_id}"


def test_an_address_that_became_private_is_refused_when_sent(
    session, endpoint, receiver, sealing, now
):
    happen(session, now)
    again = deliver(session, delivery(session).id, now, GuardedSender(), sealing=sealing)
    assert again is not None
    assert session.scalars(select(WebhookTry)).one().outcome == "not_https"
    assert receiver.got == []


def test_two_workers_never_send_the_same_one_at_once(factory, receiver, sealing, now):
    with factory.begin() as session:
        session.add(Platform(id="plt_one", name="Works", settings={}, created_at=now))
        session.flush()
        endpoints.add(
            session,
            sealing,
            platform_id="plt_one",
            url=receiver.url,
            types=[],
            loopback=True,
            now=now,
        )
        for _ in range(20):
            happen(session, now)
    workers = [
        threading.Thread(
            target=deliver_due, args=(factory, HTTP), kwargs={"sealing": sealing, "now": now}
        )
        for _ in range(4)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    ids = [headers["webhook-id"] for headers, _ in receiver.got]
    assert len(ids) == 20
    assert len(set(ids)) == 20


def test_numbers_come_in_the_order_of_the_commits(factory, now):
    with factory.begin() as session:
        session.add(Platform(id="plt_one", name="Works", settings={}, created_at=now))
    seen, done = [], threading.Event()

    def write():
        for _ in range(15):
            with factory.begin() as session:
                happen(session, now)

    def follow():
        last = 0
        while not (done.is_set() and len(seen) >= 60):
            with factory() as session:
                for event in read(session, platform_id="plt_one", after=last):
                    last = event.id
                    seen.append(event.id)

    writers = [threading.Thread(target=write) for _ in range(4)]
    reader = threading.Thread(target=follow, daemon=True)
    for thread in (*writers, reader):
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    reader.join(timeout=20)
    assert len(seen) == 60  # a reader who only goes forward misses nothing


@pytest.mark.parametrize("value", ["Anna Eriksson", "1974-08-12 Oslo", 1.5, {"name": "x"}, b"x"])
def test_an_event_refuses_what_could_be_a_persons(session, platform, now, value):
    with pytest.raises(EventError):
        happen(session, now, extra=value)


@given(st.integers(0, 10_000), st.randoms(use_true_random=False))
def test_pauses_lie_between_five_seconds_and_a_day(tries: int, chance: random.Random):
    assert FIRST <= pause(tries, chance=chance) <= LONGEST


def test_a_body_is_thin(session, endpoint, receiver, sealing, now):
    happen(session, now, codes=["validity.expired"], due_at=now.isoformat())
    deliver(session, delivery(session).id, now, HTTP, sealing=sealing)
    assert set(json.loads(receiver.got[0][1])) == {"id", "type", "timestamp", "data"}
