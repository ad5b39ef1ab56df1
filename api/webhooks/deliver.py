"""Delivers events: tried for five days with growing, random pauses, then given up, never lost.

Every event stays readable by GET and can be replayed. A delivery's row is locked while it is sent,
so two workers never send the same one at once; a worker that dies leaves it pending, which makes
delivery at least once. Sources: Standard Webhooks 1.0.0 (retries, 410, disabling), "Exponential
Backoff And Jitter" (full jitter: the pauses of many endpoints spread out).
"""

from __future__ import annotations

import json
import random
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from api.store.tables.delivery import Event, WebhookDelivery, WebhookEndpoint, WebhookTry
from api.webhooks.endpoints import Sealing, disable, secrets_of
from api.webhooks.events import body_of
from api.webhooks.send import Answer, Sender
from api.webhooks.sign import signed_headers

FIRST = timedelta(seconds=5)
LONGEST = timedelta(hours=24)
GIVE_UP = timedelta(days=5)
DISABLE_AFTER = timedelta(days=5)  # of failures without one success
_RETRY_AFTER_STATUS = (429, 503)
_BATCH = 50


def deliver(
    session: Session, delivery_id: str, now: datetime, http: Sender, *, sealing: Sealing
) -> datetime | None:
    """Try one delivery; returns when to try again, None when it is settled or another has it."""
    asked = select(WebhookDelivery).where(WebhookDelivery.id == delivery_id)
    row = session.scalar(asked.with_for_update(skip_locked=True))
    if row is None or row.state != "pending":
        return None
    if row.next_at is not None and row.next_at > now:
        return row.next_at
    endpoint = session.get_one(WebhookEndpoint, row.endpoint_id)
    if endpoint.state != "enabled":
        row.state, row.next_at, row.finished_at = "cancelled", None, now
        return None
    event = session.get_one(Event, row.event_id)
    answer = _send(endpoint, event, now, http, sealing)
    row.tries += 1
    session.add(
        WebhookTry(
            delivery_id=row.id,
            at=now,
            outcome=answer.outcome,
            status=answer.status,
            milliseconds=answer.milliseconds,
        )
    )
    _settle(session, row, endpoint, answer, now)
    session.flush()
    return row.next_at


def deliver_due(
    factory: sessionmaker[Session],
    http: Sender,
    *,
    sealing: Sealing,
    now: datetime,
    limit: int = _BATCH,
) -> int:
    """Try what is due, each in a transaction of its own; returns how many were tried."""
    with factory() as session:
        due = (
            select(WebhookDelivery.id)
            .where(WebhookDelivery.state == "pending", WebhookDelivery.next_at <= now)
            .order_by(WebhookDelivery.next_at)
            .limit(limit)
        )
        found = session.scalars(due).all()
    for delivery_id in found:
        with factory.begin() as session:
            deliver(session, delivery_id, now, http, sealing=sealing)
    return len(found)


def pause(tries: int, *, chance: random.Random | None = None) -> timedelta:
    """Return how long to wait after this many tries: full jitter between 5 s and 24 h."""
    ceiling = min(LONGEST, FIRST * 2 ** min(tries, 32))
    drawn = (chance or random.SystemRandom()).uniform(0, ceiling.total_seconds())
    return max(FIRST, timedelta(seconds=drawn))


def _send(
    endpoint: WebhookEndpoint, event: Event, now: datetime, http: Sender, sealing: Sealing
) -> Answer:
    told = body_of(event)
    body = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    secrets = secrets_of(endpoint, sealing, now)
    # The same id at each try and replay: by it a receiver knows what it has seen.
    headers = signed_headers(secrets, message_id=str(told["id"]), body=body, now=now)
    return http.post(endpoint.url, body, headers)


def _settle(
    session: Session, row: WebhookDelivery, endpoint: WebhookEndpoint, answer: Answer, now: datetime
) -> None:
    if answer.outcome == "delivered":
        row.state, row.next_at, row.finished_at = "delivered", None, now
        endpoint.failing_since = None
        return
    endpoint.failing_since = endpoint.failing_since or now
    if answer.outcome == "gone":
        row.state, row.next_at, row.finished_at = "given_up", None, now
        disable(session, endpoint, "gone", now)
    elif endpoint.failing_since <= now - DISABLE_AFTER:
        row.state, row.next_at, row.finished_at = "given_up", None, now
        disable(session, endpoint, "failing", now)
    elif row.created_at <= now - GIVE_UP:
        row.state, row.next_at, row.finished_at = "given_up", None, now
    else:
        row.next_at = now + _wait(row.tries, answer)


def _wait(tries: int, answer: Answer) -> timedelta:
    drawn = pause(tries)
    if answer.status in _RETRY_AFTER_STATUS and answer.retry_after is not None:
        return max(drawn, min(LONGEST, timedelta(seconds=answer.retry_after)))
    return drawn
