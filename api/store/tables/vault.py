"""Keys, sealed objects, and the keyed fingerprints by which a document is known again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from api.store.tables.registry import Table

OBJECT_KINDS = ("upload", "preview", "evidence", "report", "statement", "export")
FINGERPRINT_KINDS = ("document_number", "image", "pixels")


def _one_of(column: str, values: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


class DataKey(Table):
    """One random key, wrapped by the key-encryption key `kek_id`; deleting the row shreds.

    Columns elsewhere that hold sealed text name its row without a foreign key: the key must be free
    to go. `delete_after` is None for the key of an object, which goes with its object.
    """

    __tablename__ = "data_key"

    id: Mapped[str] = mapped_column(primary_key=True)
    subject_id: Mapped[str] = mapped_column(ForeignKey("subject.id"), index=True)
    wrapped: Mapped[bytes]
    kek_id: Mapped[str] = mapped_column(index=True)
    created_at: Mapped[datetime]
    delete_after: Mapped[datetime | None] = mapped_column(index=True)


class StoredObject(Table):
    """Sealed bytes at `path` of the object store; `size` counts them before sealing.

    Without `data_key_id` it is shredded: only the ciphertext waits to be removed.
    """

    __tablename__ = "object"
    __table_args__ = (
        CheckConstraint(_one_of("kind", OBJECT_KINDS), name="kind"),
        Index("ix_object_due", "delete_after", postgresql_where="data_key_id IS NOT NULL"),
        Index("ix_object_shredded", "id", postgresql_where="data_key_id IS NULL"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    subject_id: Mapped[str] = mapped_column(ForeignKey("subject.id"), index=True)
    data_key_id: Mapped[str | None] = mapped_column(ForeignKey("data_key.id"), index=True)
    kind: Mapped[str]
    path: Mapped[str] = mapped_column(unique=True)
    size: Mapped[int]
    media_type: Mapped[str]
    created_at: Mapped[datetime]
    delete_after: Mapped[datetime]


class Fingerprint(Table):
    """A keyed hash of a document number or picture, comparable within one platform only."""

    __tablename__ = "fingerprint"
    __table_args__ = (
        CheckConstraint(_one_of("kind", FINGERPRINT_KINDS), name="kind"),
        UniqueConstraint("platform_id", "kind", "mac", "verification_id"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    platform_id: Mapped[str] = mapped_column(ForeignKey("platform.id"))
    subject_id: Mapped[str] = mapped_column(ForeignKey("subject.id"), index=True)
    verification_id: Mapped[str]
    kind: Mapped[str]
    mac: Mapped[bytes]
    created_at: Mapped[datetime]
