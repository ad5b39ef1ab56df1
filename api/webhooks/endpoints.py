"""A platform's webhook addresses: made, changed, their secrets rotated, disabled and replayed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from api.ids import new_id
from api.problems import ProblemError
from api.store.tables.delivery import Event, WebhookDelivery, WebhookEndpoint, WebhookTry
from api.vault.envelope import seal, unseal
from api.vault.keys import KeyProvider
from api.webhooks.guard import RefusedAddressError, check_url
from api.webhooks.sign import new_secret

ROTATION = timedelta(days=1)  # both secrets sign for this long
_MOST_REPLAYED = 1000
_MOST_ENDPOINTS = 10
_PURPOSE = "webhook secrets"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealing:
    """How secrets lie in the database: the installation's key seals and opens them."""

    seal: Callable[[bytes], bytes]
    unseal: Callable[[bytes], bytes]


def sealing_from(keys: KeyProvider) -> Sealing:
    """Return the sealing under the installation's key, the same after a rotation of its others."""
    key = keys.mac_key(_PURPOSE, "")
    return Sealing(
        seal=lambda secret: seal(key, secret, _PURPOSE),
        unseal=lambda sealed: unseal(key, sealed, _PURPOSE),
    )


def add(
    session: Session,
    sealing: Sealing,
    *,
    platform_id: str,
    url: str,
    types: Iterable[str],
    loopback: bool,
    now: datetime,
) -> tuple[WebhookEndpoint, str]:
    """Return the new endpoint and its secret, shown once; raises ProblemError 409 or 422."""
    _check(url, loopback)
    held = select(func.count()).where(WebhookEndpoint.platform_id == platform_id)
    if (session.scalar(held) or 0) >= _MOST_ENDPOINTS:
        raise ProblemError(
            HTTPStatus.CONFLICT,
            "too_many_endpoints",
            "There are enough webhook addresses",
            f"At most {_MOST_ENDPOINTS}; delete one first.",
        )
    secret = new_secret()
    row = WebhookEndpoint(
        id=new_id("whk"),
        platform_id=platform_id,
        url=url,
        types=sorted(set(types)),
        secret=sealing.seal(secret.encode()),
        created_at=now,
        updated_at=now,
    )
    session.add(row)
    session.flush()
    return row, secret


def move(row: WebhookEndpoint, *, url: str, loopback: bool, now: datetime) -> None:
    """Give an endpoint another address; raises ProblemError 422."""
    _check(url, loopback)
    row.url, row.updated_at = url, now


def rotate(row: WebhookEndpoint, sealing: Sealing, now: datetime) -> str:
    """Return a new secret, shown once; the one before keeps signing beside it for a day."""
    secret = new_secret()
    row.old_secret, row.old_until = row.secret, now + ROTATION
    row.secret, row.updated_at = sealing.seal(secret.encode()), now
    return secret


def secrets_of(row: WebhookEndpoint, sealing: Sealing, now: datetime) -> list[str]:
    """Return the secrets that sign now, the newest first."""
    found = [sealing.unseal(row.secret).decode()]
    if row.old_secret is not None and row.old_until is not None and row.old_until > now:
        found.append(sealing.unseal(row.old_secret).decode())
    return found


def disable(session: Session, row: WebhookEndpoint, because: str, now: datetime) -> None:
    """Stop sending to an endpoint; what waits is cancelled, and can be replayed later."""
    row.state, row.disabled_because, row.updated_at = "disabled", because, now
    # What another worker is sending right now settles itself; waiting for it could deadlock.
    waiting = (
        select(WebhookDelivery.id)
        .where(WebhookDelivery.endpoint_id == row.id, WebhookDelivery.state == "pending")
        .with_for_update(skip_locked=True)
    )
    session.execute(
        update(WebhookDelivery)
        .where(WebhookDelivery.id.in_(waiting.scalar_subquery()))
        .values(state="cancelled", next_at=None, finished_at=now)
    )
    session.flush()


def enable(row: WebhookEndpoint, now: datetime) -> None:
    """Send to an endpoint again, from now on; `replay` sends what it missed."""
    row.state, row.disabled_because, row.failing_since, row.updated_at = "enabled", None, None, now


def remove(session: Session, row: WebhookEndpoint) -> None:
    """Delete an endpoint with its log; the events stay."""
    held = select(WebhookDelivery.id).where(WebhookDelivery.endpoint_id == row.id)
    session.execute(delete(WebhookTry).where(WebhookTry.delivery_id.in_(held)))
    session.execute(delete(WebhookDelivery).where(WebhookDelivery.endpoint_id == row.id))
    session.delete(row)
    session.flush()


def replay(
    session: Session, row: WebhookEndpoint, *, since: datetime, now: datetime
) -> Sequence[WebhookDelivery]:
    """Send the wanted events since a moment once more (1000 at most); returns the deliveries.

    Raises ProblemError 409 for a disabled endpoint. A receiver knows a repetition by its id.
    """
    if row.state != "enabled":
        raise ProblemError(
            HTTPStatus.CONFLICT,
            "endpoint_disabled",
            "This webhook address is disabled",
            "Enable it first, then ask for the replay.",
        )
    wanted = select(Event.id).where(Event.platform_id == row.platform_id, Event.at >= since)
    if row.types:
        wanted = wanted.where(Event.type.in_(row.types))
    counted = select(func.max(WebhookDelivery.replay)).where(WebhookDelivery.endpoint_id == row.id)
    number = (session.scalar(counted) or 0) + 1
    again = [
        WebhookDelivery(
            id=new_id("dlv"),
            event_id=event_id,
            endpoint_id=row.id,
            replay=number,
            next_at=now,
            created_at=now,
        )
        for event_id in session.scalars(wanted.order_by(Event.id).limit(_MOST_REPLAYED))
    ]
    session.add_all(again)
    session.flush()
    return again


def _check(url: str, loopback: bool) -> None:
    try:
        check_url(url, loopback=loopback)
    except RefusedAddressError as refused:
        raise ProblemError(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "webhook_address_refused",
            "We cannot send to this address",
            f"Give a public https:// address: {refused}.",
        ) from None
