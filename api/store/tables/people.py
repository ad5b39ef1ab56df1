"""Platforms, and the people whose documents they have verified."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from api.store.tables.registry import Table


class Platform(Table):
    """A marketplace. `settings` holds names and numbers, never a person's data."""

    __tablename__ = "platform"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    settings: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime]


class Subject(Table):
    """A person as one platform knows them: `reference_mac` is a keyed hash of its own id for them.

    After erasure the row stays as a stub: no keys, no values, `erased_at` set.
    """

    __tablename__ = "subject"
    __table_args__ = (UniqueConstraint("platform_id", "reference_mac"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    platform_id: Mapped[str] = mapped_column(ForeignKey("platform.id"))
    reference_mac: Mapped[bytes | None]
    created_at: Mapped[datetime]
    erased_at: Mapped[datetime | None]
