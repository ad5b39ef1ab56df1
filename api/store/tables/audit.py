"""The audit chain: rows that are only ever added, and the signed heads of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from api.store.tables.registry import Table


class AuditEntry(Table):
    """Who did what to which thing. `payload` is canonical JSON kept as text: it is hashed as is.

    `digest` covers the row and `previous`, the digest of the row before (32 zero bytes at first).
    """

    __tablename__ = "audit"

    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    actor: Mapped[str]
    action: Mapped[str] = mapped_column(index=True)
    target: Mapped[str] = mapped_column(index=True)
    payload: Mapped[str]
    previous: Mapped[bytes]
    digest: Mapped[bytes]


class AuditCheckpoint(Table):
    """The signed head of the chain at a moment; the same is kept outside the database."""

    __tablename__ = "audit_checkpoint"

    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    digest: Mapped[bytes]
    signature: Mapped[bytes]
