"""Events: appended in the transaction that made them true, read in the order of the commits.

A webhook repeats an event, it never replaces it: whoever lost a message reads the events by GET.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import any_, func, literal, or_, select
from sqlalchemy.orm import Session

from api.ids import new_id
from api.store.tables.delivery import Event, WebhookDelivery, WebhookEndpoint
from verifier.errors import CandorError

# Numbers are given before the commit; without a turn a later number could commit first, and a
# reader who had seen it would never ask for the earlier one.
# The audit chain's own lock: with two, transactions that take them in turn could deadlock.
_TURN = 0x63616E646F72  # api.audit.chain
_PLAIN = re.compile(r"[A-Za-z0-9_.:+/-]{0,96}", re.ASCII)


class EventError(CandorError):
    """An event would carry more than identifiers, states, codes, numbers and dates."""


def emit(
    session: Session,
    *,
    platform_id: str,
    verification_id: str | None,
    type: str,
    data: Mapping[str, Any],
    now: datetime,
) -> Event:
    """Append an event, and a delivery for each endpoint that wants it; returns the flushed row.

    `data` holds identifiers, states, codes, numbers and ISO dates only; raises EventError.
    """
    for name, value in data.items():
        if not _is_plain(value):
            raise EventError(f"event {type}: {name!r} is not an identifier, code, number or date")
    session.execute(select(func.pg_advisory_xact_lock(_TURN)))
    event = Event(
        platform_id=platform_id,
        verification_id=verification_id,
        type=type,
        data=dict(data),
        at=now,
    )
    session.add(event)
    session.flush()
    _address(session, event, now)
    return event


def _address(session: Session, event: Event, now: datetime) -> None:
    wants = or_(
        func.cardinality(WebhookEndpoint.types) == 0,
        literal(event.type) == any_(WebhookEndpoint.types),
    )
    listening = select(WebhookEndpoint.id).where(
        WebhookEndpoint.platform_id == event.platform_id, WebhookEndpoint.state == "enabled", wants
    )
    for endpoint_id in session.scalars(listening):
        session.add(
            WebhookDelivery(
                id=new_id("dlv"),
                event_id=event.id,
                endpoint_id=endpoint_id,
                next_at=now,
                created_at=now,
            )
        )
    session.flush()


def read(
    session: Session, *, platform_id: str, after: int = 0, limit: int = 100
) -> Sequence[Event]:
    """Return the platform's events with a number above `after`, oldest first."""
    asked = select(Event).where(Event.platform_id == platform_id, Event.id > after)
    return session.scalars(asked.order_by(Event.id).limit(limit)).all()


def body_of(event: Event) -> dict[str, Any]:
    """Return the event as told to platforms, by webhook and by GET."""
    named = {"verification": event.verification_id} if event.verification_id else {}
    return {
        "id": f"evt_{event.id}",
        "type": event.type,
        "timestamp": event.at.isoformat().replace("+00:00", "Z"),
        "data": {**named, **event.data},
    }


def _is_plain(value: object) -> bool:
    if value is None or isinstance(value, bool | int):
        return True
    if isinstance(value, str):
        return _PLAIN.fullmatch(value) is not None
    return isinstance(value, list | tuple) and all(_is_plain(each) for each in value)
