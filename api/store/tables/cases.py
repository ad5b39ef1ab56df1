"""A verification, what was sent for it, each attempt at checking it, and each decision on it."""

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

_STATES = (
    "received",
    "checking",
    "needs_you",
    "with_reviewer",
    "verified",
    "not_verified",
    "expired",
    "withdrawn",
    "erased",
)
_OPEN = ("received", "checking", "needs_you", "with_reviewer")


def _among(column: str, values: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(v) for v in values)})"


class Verification(Table):
    """One person's wish to be verified, from the first upload to the last appeal.

    `claim` is sealed; `codes` are the reasons of the decision in force; `version` counts changes,
    so that two writers never overwrite each other. An open state always has who acts and by when.
    """

    __tablename__ = "verification"
    __table_args__ = (
        CheckConstraint(_among("state", _STATES), name="state"),
        CheckConstraint(
            f"NOT ({_among('state', _OPEN)}) OR (who_acts IS NOT NULL AND due_at IS NOT NULL)",
            name="no_limbo",
        ),
        CheckConstraint("attempts_used <= attempts_allowed", name="attempts"),
        Index("ix_verification_open", "due_at", postgresql_where=_among("state", _OPEN)),
        Index("ix_verification_platform", "platform_id", "created_at", "id"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    platform_id: Mapped[str] = mapped_column(ForeignKey("platform.id"))
    subject_id: Mapped[str] = mapped_column(ForeignKey("subject.id"), index=True)
    data_key_id: Mapped[str | None]
    state: Mapped[str]
    who_acts: Mapped[str | None]
    due_at: Mapped[datetime | None]
    policy: Mapped[str]
    language: Mapped[str]
    claim: Mapped[bytes | None]
    attempt: Mapped[int] = mapped_column(default=1)
    attempts_used: Mapped[int] = mapped_column(default=0)
    attempts_allowed: Mapped[int]
    codes: Mapped[list[str]] = mapped_column(ARRAY(String), default=list)
    document: Mapped[dict[str, Any]] = mapped_column(default=dict)
    again_of: Mapped[str | None] = mapped_column(ForeignKey("verification.id"))
    escalated: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own declaration


class Upload(Table):
    """One side, page or file of one attempt; its bytes are an encrypted object."""

    __tablename__ = "upload"
    __table_args__ = (UniqueConstraint("verification_id", "attempt", "slot"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    verification_id: Mapped[str] = mapped_column(ForeignKey("verification.id"))
    attempt: Mapped[int]
    slot: Mapped[str]
    object_id: Mapped[str | None]
    media_type: Mapped[str]
    size: Mapped[int]
    received_at: Mapped[datetime]


class Attempt(Table):
    """One submission for checking. `tries` counts the workers that took it up."""

    __tablename__ = "attempt"
    __table_args__ = (
        UniqueConstraint("verification_id", "number"),
        CheckConstraint(_among("state", ("queued", "running", "done", "given_up")), name="state"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    verification_id: Mapped[str] = mapped_column(ForeignKey("verification.id"))
    number: Mapped[int]
    state: Mapped[str]
    step: Mapped[str] = mapped_column(default="queued")
    tries: Mapped[int] = mapped_column(default=0)
    submitted_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


class DecisionRow(Table):
    """One decision, by the engine or by a person; the whole record is sealed.

    `number` counts them in order. `step` is `engine`, `rerun:<n>`, `review:<n>` or `appeal:<id>`;
    together with verification and attempt it is unique, so that nothing is ever decided twice.
    `reviewer_id` names the person.
    """

    __tablename__ = "decision"
    __table_args__ = (
        UniqueConstraint("verification_id", "attempt", "step"),
        CheckConstraint(_among("verdict", ("accept", "retry", "review", "reject")), name="verdict"),
        CheckConstraint("verdict = 'accept' OR cardinality(codes) > 0", name="reasons"),
        CheckConstraint("NOT final OR reviewer_id IS NOT NULL", name="a_person_is_final"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger, Identity(), unique=True)
    verification_id: Mapped[str] = mapped_column(ForeignKey("verification.id"), index=True)
    attempt: Mapped[int]
    step: Mapped[str]
    verdict: Mapped[str]
    codes: Mapped[list[str]] = mapped_column(ARRAY(String))
    reviewer_id: Mapped[str | None]
    final: Mapped[bool] = mapped_column(default=False)
    record: Mapped[bytes | None]
    data_key_id: Mapped[str | None]
    document: Mapped[dict[str, Any]] = mapped_column(default=dict)
    versions: Mapped[dict[str, Any]] = mapped_column(default=dict)
    policy: Mapped[str]
    created_at: Mapped[datetime]
