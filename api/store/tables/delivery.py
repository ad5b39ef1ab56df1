"""What happened, who wants to hear of it, and each try at telling them.

An event is thin: identifiers, states, codes and due dates, so it can outlive an erased person.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Identity,
    Index,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from api.store.tables.registry import Table


class Event(Table):
    """Something that happened; `id` counts up in the order of the commits."""

    __tablename__ = "event"
    __table_args__ = (Index("ix_event_platform", "platform_id", "id"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    platform_id: Mapped[str] = mapped_column(ForeignKey("platform.id"))
    verification_id: Mapped[str | None] = mapped_column(ForeignKey("verification.id"), index=True)
    type: Mapped[str]
    data: Mapped[dict[str, Any]]
    at: Mapped[datetime]


class WebhookEndpoint(Table):
    """An address of a platform. Secrets are sealed; the old one signs too until `old_until`.

    An empty `types` means every event. `failing_since` is the first failure after the last success.
    """

    __tablename__ = "webhook_endpoint"
    __table_args__ = (CheckConstraint("state IN ('enabled', 'disabled')", name="state"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    platform_id: Mapped[str] = mapped_column(ForeignKey("platform.id"), index=True)
    url: Mapped[str]
    types: Mapped[list[str]] = mapped_column(ARRAY(String), default=list)
    secret: Mapped[bytes]
    old_secret: Mapped[bytes | None]
    old_until: Mapped[datetime | None]
    state: Mapped[str] = mapped_column(default="enabled")
    disabled_because: Mapped[str | None]
    failing_since: Mapped[datetime | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class WebhookDelivery(Table):
    """One event for one endpoint; a replay is a delivery of its own."""

    __tablename__ = "webhook_delivery"
    __table_args__ = (
        UniqueConstraint("endpoint_id", "event_id", "replay"),
        CheckConstraint("state IN ('pending', 'delivered', 'given_up', 'cancelled')", name="state"),
        CheckConstraint("(state = 'pending') = (next_at IS NOT NULL)", name="pending_has_a_time"),
        Index("ix_webhook_delivery_due", "next_at", postgresql_where="state = 'pending'"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), index=True)
    endpoint_id: Mapped[str] = mapped_column(ForeignKey("webhook_endpoint.id"))
    replay: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(default="pending")
    tries: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


class WebhookTry(Table):
    """One try: what came back, never what the receiver wrote."""

    __tablename__ = "webhook_try"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    delivery_id: Mapped[str] = mapped_column(ForeignKey("webhook_delivery.id"), index=True)
    at: Mapped[datetime]
    outcome: Mapped[str]
    status: Mapped[int | None]
    milliseconds: Mapped[int]
