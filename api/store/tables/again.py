"""Requests to verify again, and replays of stored decisions."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ARRAY, CheckConstraint, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from api.store.tables.registry import Table


class Again(Table):
    """A request to verify again: why, what is kept from before, by when, who was told.

    Nothing is restricted before `due_at`; `noticed` are the days ahead already announced.
    """

    __tablename__ = "again"
    __table_args__ = (
        CheckConstraint("why IN ('document_expiring', 'policy_changed', 'risk')", name="why"),
        CheckConstraint("state IN ('open', 'fulfilled', 'lapsed', 'withdrawn')", name="state"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    platform_id: Mapped[str] = mapped_column(ForeignKey("platform.id"))
    subject_id: Mapped[str] = mapped_column(ForeignKey("subject.id"), index=True)
    verification_id: Mapped[str] = mapped_column(ForeignKey("verification.id"))
    fulfilled_by: Mapped[str | None] = mapped_column(ForeignKey("verification.id"))
    why: Mapped[str]
    kept: Mapped[list[str]] = mapped_column(ARRAY(String))
    state: Mapped[str]
    noticed: Mapped[list[int]] = mapped_column(ARRAY(Integer), default=list)
    due_at: Mapped[datetime]
    created_at: Mapped[datetime]


class Replay(Table):
    """One stored decision run again: what it was, and what it would be now."""

    __tablename__ = "replay"

    id: Mapped[str] = mapped_column(primary_key=True)
    batch: Mapped[str] = mapped_column(index=True)
    decision_id: Mapped[str] = mapped_column(ForeignKey("decision.id"))
    verification_id: Mapped[str] = mapped_column(ForeignKey("verification.id"))
    was: Mapped[str]
    was_codes: Mapped[list[str]] = mapped_column(ARRAY(String))
    now: Mapped[str | None]
    now_codes: Mapped[list[str]] = mapped_column(ARRAY(String), default=list)
    skipped: Mapped[str | None]
    at: Mapped[datetime]
