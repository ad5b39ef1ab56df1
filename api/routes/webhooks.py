"""Webhook addresses of a platform: made, changed, rotated, replayed; what became of each try."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Path
from pydantic import AwareDatetime, BaseModel, Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from api.access.cursors import After, Cursors, Limit
from api.access.roles import Principal, Scope, require
from api.problems import Problem
from api.routes.answers import ABSENT, CONFLICT, Responses
from api.routes.sight import Svc, not_there, platform_of
from api.store.tables.delivery import WebhookDelivery, WebhookEndpoint, WebhookTry
from api.webhooks import endpoints
from api.webhooks.endpoints import sealing_from

router = APIRouter(prefix="/v1", tags=["webhooks"])

Owner = Annotated[Principal, Depends(require(Scope.WEBHOOKS_WRITE))]
Name = Annotated[str, Path(pattern=r"^whk_[a-z2-7]{24}$")]
Type = Annotated[str, Field(pattern=r"^[a-z_]+\.[a-z_]+$", max_length=64)]
_REFUSED: Responses = {422: {"model": Problem, "description": "Not a public https address"}}


class AddressIn(BaseModel):
    """Where to send, and which events; none named means every event."""

    model_config = {
        "json_schema_extra": {
            "example": {
                "url": "https://hooks.example.org/candor",
                "types": ["verification.verified"],
            }
        }
    }

    url: str = Field(max_length=2048)
    types: list[Type] = Field(default_factory=list, max_length=50)


class AddressChange(BaseModel):
    """What should be different; what is left out stays."""

    url: str | None = Field(default=None, max_length=2048)
    types: list[Type] | None = Field(default=None, max_length=50)
    enabled: bool | None = None


class AddressOut(BaseModel):
    """An address and how it does. A disabled one says why: gone, failing or owner."""

    id: str
    url: str
    types: list[str]
    enabled: bool
    disabled_because: str | None
    failing_since: datetime | None
    created_at: datetime


class NewAddress(AddressOut):
    """A new address with its secret, which is never shown again."""

    secret: str


class NewSecret(BaseModel):
    """A new secret, shown once; the one before signs as well until `old_until`."""

    secret: str
    old_until: datetime


class ReplayIn(BaseModel):
    """From when on to send again."""

    since: AwareDatetime


class ReplayOut(BaseModel):
    """How many events are sent again, the oldest first, 1000 at most."""

    deliveries: int


class TryOut(BaseModel):
    """One try: `outcome` is a code such as delivered, http_status, timeout, refused or tls."""

    at: datetime
    outcome: str
    status: int | None
    milliseconds: int


class DeliveryOut(BaseModel):
    """One event on its way."""

    id: str
    event: str
    state: str
    next_at: datetime | None
    created_at: datetime
    tries: list[TryOut]


class DeliveryPage(BaseModel):
    """The delivery log, newest first."""

    deliveries: list[DeliveryOut]
    next: str | None


@router.post("/webhooks", status_code=201, summary="Add an address", responses=_REFUSED)
def add(svc: Svc, caller: Owner, wanted: AddressIn) -> NewAddress:
    """Add an address; its secret is in this answer only."""
    with svc.sessions.begin() as session:
        row, secret = endpoints.add(
            session,
            sealing_from(svc.keys),
            platform_id=platform_of(session, caller).id,
            url=wanted.url,
            types=wanted.types,
            loopback=svc.settings.demo,
            now=svc.now(),
        )
        return NewAddress(**shown(row).model_dump(), secret=secret)


@router.get("/webhooks", summary="The platform's addresses")
def listed(svc: Svc, caller: Owner) -> list[AddressOut]:
    """Return every address; there are ten at most."""
    with svc.sessions() as session:
        owned = select(WebhookEndpoint).where(WebhookEndpoint.platform_id == caller.platform_id)
        return [shown(row) for row in session.scalars(owned.order_by(WebhookEndpoint.created_at))]


@router.patch(
    "/webhooks/{webhook_id}", summary="Change an address", responses={**ABSENT, **_REFUSED}
)
def change(svc: Svc, caller: Owner, webhook_id: Name, wanted: AddressChange) -> AddressOut:
    """Change where and what is sent; enabling again sends from now on, a replay the rest."""
    now = svc.now()
    with svc.sessions.begin() as session:
        row = _owned(session, caller, webhook_id, change=True)
        if wanted.url is not None:
            endpoints.move(row, url=wanted.url, loopback=svc.settings.demo, now=now)
        if wanted.types is not None:
            row.types = sorted(set(wanted.types))
        if wanted.enabled is True and row.state != "enabled":
            endpoints.enable(row, now)
        if wanted.enabled is False and row.state == "enabled":
            endpoints.disable(session, row, "owner", now)
        return shown(row)


@router.delete(
    "/webhooks/{webhook_id}", status_code=204, summary="Remove an address", responses=ABSENT
)
def remove(svc: Svc, caller: Owner, webhook_id: Name) -> None:
    """Remove an address and its log; the events stay readable."""
    with svc.sessions.begin() as session:
        endpoints.remove(session, _owned(session, caller, webhook_id, change=True))


@router.post("/webhooks/{webhook_id}/rotate", summary="Change the secret", responses=ABSENT)
def rotate(svc: Svc, caller: Owner, webhook_id: Name) -> NewSecret:
    """Return a new secret; for a day both sign, so receivers change theirs when it suits them."""
    now = svc.now()
    with svc.sessions.begin() as session:
        row = _owned(session, caller, webhook_id, change=True)
        secret = endpoints.rotate(row, sealing_from(svc.keys), now)
        return NewSecret(secret=secret, old_until=now + endpoints.ROTATION)


@router.post(
    "/webhooks/{webhook_id}/replay", status_code=202, summary="Send again", responses=CONFLICT
)
def replay(svc: Svc, caller: Owner, webhook_id: Name, wanted: ReplayIn) -> ReplayOut:
    """Send the events since a moment again; receivers know a repetition by its id."""
    with svc.sessions.begin() as session:
        row = _owned(session, caller, webhook_id, change=True)
        again = endpoints.replay(session, row, since=wanted.since, now=svc.now())
        return ReplayOut(deliveries=len(again))


@router.get("/webhooks/{webhook_id}/deliveries", summary="The delivery log", responses=ABSENT)
def deliveries(
    svc: Svc, caller: Owner, webhook_id: Name, after: After = None, limit: Limit = 50
) -> DeliveryPage:
    """Return what was sent and what came back, newest first."""
    cursors = Cursors(key=svc.keys.mac_key("cursors", ""))
    with svc.sessions() as session:
        row = _owned(session, caller, webhook_id)
        page = cursors.page(
            session,
            select(WebhookDelivery).where(WebhookDelivery.endpoint_id == row.id),
            by=[WebhookDelivery.created_at, WebhookDelivery.id],
            scope=f"deliveries/{row.id}",
            after=after,
            limit=limit,
            newest_first=True,
        )
        return DeliveryPage(deliveries=_told(session, page.rows), next=page.next)


def shown(row: WebhookEndpoint) -> AddressOut:
    """Return an address as its owner sees it."""
    return AddressOut(
        id=row.id,
        url=row.url,
        types=list(row.types),
        enabled=row.state == "enabled",
        disabled_because=row.disabled_because,
        failing_since=row.failing_since,
        created_at=row.created_at,
    )


def _owned(
    session: Session, caller: Principal, webhook_id: str, *, change: bool = False
) -> WebhookEndpoint:
    row = session.get(WebhookEndpoint, webhook_id, with_for_update=change or None)
    if row is None or row.platform_id != caller.platform_id:
        raise not_there()
    return row


def _told(session: Session, rows: Sequence[WebhookDelivery]) -> list[DeliveryOut]:
    tried = select(WebhookTry).where(WebhookTry.delivery_id.in_([row.id for row in rows]))
    tries: dict[str, list[TryOut]] = {}
    for one in session.scalars(tried.order_by(WebhookTry.id)):
        told = TryOut(
            at=one.at, outcome=one.outcome, status=one.status, milliseconds=one.milliseconds
        )
        tries.setdefault(one.delivery_id, []).append(told)
    return [
        DeliveryOut(
            id=row.id,
            event=f"evt_{row.event_id}",
            state=row.state,
            next_at=row.next_at,
            created_at=row.created_at,
            tries=tries.get(row.id, []),
        )
        for row in rows
    ]
