"""What people add: appeals, holds, approvals by a second person, notes and corrections."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ARRAY, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from api.store.tables.registry import Table


class Appeal(Table):
    """An appeal against one decision, decided by somebody else than who made it."""

    __tablename__ = "appeal"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'upheld', 'reversed', 'withdrawn')", name="state"),
        CheckConstraint("state <> 'open' OR due_at IS NOT NULL", name="no_limbo"),
        CheckConstraint(
            "reviewer_id IS NULL OR first_reviewer_id IS NULL OR reviewer_id <> first_reviewer_id",
            name="another_reviewer",
        ),
        CheckConstraint(
            "state NOT IN ('upheld', 'reversed') OR reviewer_id IS NOT NULL", name="named"
        ),
        Index("uq_appeal_one_open", "decision_id", unique=True, postgresql_where="state = 'open'"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    verification_id: Mapped[str] = mapped_column(ForeignKey("verification.id"), index=True)
    decision_id: Mapped[str] = mapped_column(ForeignKey("decision.id"))
    state: Mapped[str]
    statement: Mapped[bytes | None]
    data_key_id: Mapped[str | None]
    first_reviewer_id: Mapped[str | None]
    reviewer_id: Mapped[str | None]
    outcome: Mapped[bytes | None]
    opened_at: Mapped[datetime]
    due_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    escalated: Mapped[int] = mapped_column(default=0)


class Hold(Table):
    """A pause on what a person may do, never without a reason, an owner and a date to decide by."""

    __tablename__ = "hold"
    __table_args__ = (
        CheckConstraint("kind IN ('identity', 'risk')", name="kind"),
        CheckConstraint("cardinality(reasons) > 0", name="reasons"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    platform_id: Mapped[str] = mapped_column(ForeignKey("platform.id"))
    subject_id: Mapped[str] = mapped_column(ForeignKey("subject.id"), index=True)
    verification_id: Mapped[str | None] = mapped_column(ForeignKey("verification.id"))
    kind: Mapped[str]
    reasons: Mapped[list[str]] = mapped_column(ARRAY(String))
    owner: Mapped[str]
    decide_by: Mapped[datetime]
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str | None]
    closed_because: Mapped[str | None]
    escalated: Mapped[int] = mapped_column(default=0)


class Approval(Table):
    """A decision that needs two people: proposed by one, in force when another agrees."""

    __tablename__ = "approval"
    __table_args__ = (
        CheckConstraint("approved_by IS NULL OR approved_by <> proposed_by", name="two_people"),
        CheckConstraint("state IN ('open', 'approved', 'refused')", name="state"),
        Index(
            "uq_approval_one_open",
            "verification_id",
            unique=True,
            postgresql_where="state = 'open'",
        ),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    verification_id: Mapped[str] = mapped_column(ForeignKey("verification.id"), index=True)
    state: Mapped[str]
    verdict: Mapped[str]
    codes: Mapped[list[str]] = mapped_column(ARRAY(String))
    final: Mapped[bool]
    proposed_by: Mapped[str]
    proposed_at: Mapped[datetime]
    approved_by: Mapped[str | None]
    approved_at: Mapped[datetime | None]
    expires_at: Mapped[datetime]


class Note(Table):
    """A reviewer's note: sealed, and of a type no applicant's view can hold."""

    __tablename__ = "note"

    id: Mapped[str] = mapped_column(primary_key=True)
    verification_id: Mapped[str] = mapped_column(ForeignKey("verification.id"), index=True)
    staff_id: Mapped[str]
    text: Mapped[bytes | None]
    data_key_id: Mapped[str | None]
    at: Mapped[datetime]


class Correction(Table):
    """A misread field as a reviewer reads it; the checks run again with it."""

    __tablename__ = "correction"
    __table_args__ = (UniqueConstraint("verification_id", "attempt", "field", "source"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    verification_id: Mapped[str] = mapped_column(ForeignKey("verification.id"), index=True)
    attempt: Mapped[int]
    field: Mapped[str]
    source: Mapped[str]
    value: Mapped[bytes | None]
    data_key_id: Mapped[str | None]
    staff_id: Mapped[str]
    at: Mapped[datetime]
