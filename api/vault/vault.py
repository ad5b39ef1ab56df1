"""The vault: every personal value lies here sealed, under a data key of its own.

An object's ciphertext is stored before its row commits, so a row never points at nothing; what a
crash leaves behind is ciphertext whose key was never kept, and `sweep` removes it. Deleting works
the other way round: the key goes with the transaction, the ciphertext after it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from api.ids import new_id
from api.settings import Settings
from api.store.tables.people import Subject
from api.store.tables.vault import DataKey, StoredObject
from api.vault.envelope import new_dek, seal, unseal
from api.vault.keys import KeyProvider, load_keys
from api.vault.objects import Objects, open_objects
from api.vault.periods import TEXT, keep_until
from verifier.errors import CandorError


class GoneError(CandorError):
    """The value, its key or its person has been erased, or never was."""


@dataclass(frozen=True, slots=True)
class Vault:
    """Seals and opens; functions flush, the caller commits."""

    keys: KeyProvider
    objects: Objects

    def put_object(
        self,
        session: Session,
        *,
        subject_id: str,
        kind: str,
        data: bytes,
        media_type: str,
        now: datetime,
        delete_after: datetime | None = None,
    ) -> StoredObject:
        """Store `data` sealed under a new key and return its row.

        Without `delete_after` the kind's period for "stored" holds. Raises GoneError for an erased
        person and ObjectsError when the store fails.
        """
        key, dek = self._new_key(session, subject_id, now)
        row = StoredObject(
            id=new_id("obj"),
            subject_id=subject_id,
            data_key_id=key.id,
            kind=kind,
            size=len(data),
            media_type=media_type,
            created_at=now,
            delete_after=delete_after or keep_until(kind, "stored", now),
        )
        row.path = self.objects.create(seal(dek, data, _about(row)))
        session.add(row)
        session.flush()
        return row

    def get_object(self, session: Session, object_id: str) -> bytes:
        """Return the bytes as put; raises GoneError, SealedError or ObjectsError."""
        row = session.get(StoredObject, object_id)
        if row is None or row.data_key_id is None:
            raise GoneError(f"object {object_id} is gone")
        dek = self._dek(session, row.data_key_id)
        return unseal(dek, self.objects.get(row.path), _about(row))

    def delete_object(self, session: Session, object_id: str) -> bool:
        """Shred an object's key; `sweep.remove_shredded` removes the rest. False if gone before."""
        row = session.get(StoredObject, object_id, with_for_update=True)
        if row is None or row.data_key_id is None:
            return False
        key_id, row.data_key_id = row.data_key_id, None
        session.flush()
        session.execute(delete(DataKey).where(DataKey.id == key_id))
        return True

    def new_text_key(
        self,
        session: Session,
        subject_id: str,
        now: datetime,
        delete_after: datetime | None = None,
    ) -> str:
        """Return the id of a new key for a person's sealed columns; raises GoneError if erased."""
        until = delete_after or keep_until(TEXT, "stored", now)
        key, _ = self._new_key(session, subject_id, now, until)
        return key.id

    def seal_text(self, session: Session, data_key_id: str, value: bytes, *, about: str) -> bytes:
        """Return `value` sealed for the place `about`, such as "verification/ver_x/claim"."""
        return seal(self._dek(session, data_key_id), value, f"text|{data_key_id}|{about}")

    def open_text(
        self, session: Session, data_key_id: str | None, sealed: bytes, *, about: str
    ) -> bytes:
        """Return what was sealed for that place; raises GoneError once shredded, SealedError."""
        dek = self._dek(session, data_key_id)
        return unseal(dek, sealed, f"text|{data_key_id}|{about}")

    def shred_text_key(self, session: Session, data_key_id: str) -> bool:
        """Destroy a text key: nothing sealed under it opens again. False if gone before."""
        gone = delete(DataKey).where(DataKey.id == data_key_id).returning(DataKey.id)
        return session.scalar(gone) is not None

    def _new_key(
        self, session: Session, subject_id: str, now: datetime, until: datetime | None = None
    ) -> tuple[DataKey, bytes]:
        # The lock orders this with erasure: whichever commits first, the other one sees it.
        living = select(Subject.id).where(Subject.id == subject_id, Subject.erased_at.is_(None))
        if session.scalar(living.with_for_update(read=True, key_share=True)) is None:
            raise GoneError(f"subject {subject_id} is erased or unknown")
        dek = new_dek()
        kek_id, wrapped = self.keys.wrap(dek)
        key = DataKey(
            id=new_id("dek"),
            subject_id=subject_id,
            wrapped=wrapped,
            kek_id=kek_id,
            created_at=now,
            delete_after=until,
        )
        session.add(key)
        session.flush()
        return key, dek

    def _dek(self, session: Session, data_key_id: str | None) -> bytes:
        # Asked of the database each time: a key that was shredded meanwhile must not open.
        found = select(DataKey.kek_id, DataKey.wrapped).where(DataKey.id == data_key_id)
        row = session.execute(found).one_or_none()
        if row is None:
            raise GoneError("the key of this value is shredded")
        return self.keys.unwrap(row.kek_id, row.wrapped)


def vault_from(settings: Settings) -> Vault:
    """Return the installation's vault; raises SettingsError."""
    return Vault(load_keys(settings), open_objects(settings))


def _about(row: StoredObject) -> str:
    return f"object|{row.id}|{row.subject_id}|{row.kind}|{row.media_type}"
