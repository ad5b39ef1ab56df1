"""Who may do what: keys, tokens and sessions. Only digests of secrets are stored.

Every secret here has 256 random bits, so SHA-256 keeps it: a slow hash helps only against guessing.
The one exception is a local account's password, kept by scrypt.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ARRAY, CheckConstraint, Float, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from api.store.tables.registry import Table


class ApiKey(Table):
    """A platform's key for its servers."""

    __tablename__ = "api_key"

    id: Mapped[str] = mapped_column(primary_key=True)
    platform_id: Mapped[str] = mapped_column(ForeignKey("platform.id"), index=True)
    name: Mapped[str]
    digest: Mapped[bytes]
    scopes: Mapped[list[str]] = mapped_column(ARRAY(String))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]


class UploadToken(Table):
    """Leave to upload one slot of one attempt, once."""

    __tablename__ = "upload_token"

    digest: Mapped[bytes] = mapped_column(primary_key=True)
    verification_id: Mapped[str] = mapped_column(ForeignKey("verification.id"), index=True)
    slot: Mapped[str]
    attempt: Mapped[int]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]


class ApplicantToken(Table):
    """An applicant's way to their own case, and to no other."""

    __tablename__ = "applicant_token"

    digest: Mapped[bytes] = mapped_column(primary_key=True)
    verification_id: Mapped[str] = mapped_column(ForeignKey("verification.id"), index=True)
    platform_id: Mapped[str] = mapped_column(ForeignKey("platform.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class Staff(Table):
    """A reviewer, admin or auditor. `name` is what they are called at work.

    `identity` is the digest of issuer and subject at the identity provider; `password` (scrypt)
    only exists for the demo's local accounts.
    """

    __tablename__ = "staff"
    __table_args__ = (
        CheckConstraint("roles <@ ARRAY['reviewer', 'admin', 'auditor']::varchar[]", name="roles"),
        CheckConstraint("(identity IS NULL) <> (password IS NULL)", name="one_way_in"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    identity: Mapped[bytes | None] = mapped_column(unique=True)
    password: Mapped[bytes | None]
    roles: Mapped[list[str]] = mapped_column(ARRAY(String))
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]
    disabled_at: Mapped[datetime | None]


class StaffSession(Table):
    """A signed-in browser."""

    __tablename__ = "staff_session"

    digest: Mapped[bytes] = mapped_column(primary_key=True)
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id"), index=True)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class Nonce(Table):
    """A sign-in that is on its way through the identity provider; used once."""

    __tablename__ = "nonce"

    digest: Mapped[bytes] = mapped_column(primary_key=True)
    nonce: Mapped[str]
    verifier: Mapped[str]
    back_to: Mapped[str]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class Idempotency(Table):
    """The answer to a request, for its repetition.

    `digest` hides the caller's key, which may say anything; `body` is sealed under `data_key_id`
    where the answer can hold a person's data.
    """

    __tablename__ = "idempotency"
    __table_args__ = (UniqueConstraint("principal_id", "digest"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    principal_id: Mapped[str]
    digest: Mapped[bytes]
    request: Mapped[bytes]
    status: Mapped[int]
    headers: Mapped[dict[str, Any]]
    body: Mapped[bytes]
    data_key_id: Mapped[str | None] = mapped_column(index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class RateCounter(Table):
    """Requests in one window. Unlogged: a crash of the database forgives them."""

    __tablename__ = "rate_counter"
    __table_args__ = (
        Index("ix_rate_counter_expires_at", "expires_at"),
        {"prefixes": ["UNLOGGED"]},
    )

    key: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]
    expires_at: Mapped[float] = mapped_column(Float)
