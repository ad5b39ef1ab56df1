"""Erasing a person: keys, objects and fingerprints go; a stub that names nobody stays.

The steps are a list. Rooms that hold more about a person (cases, jobs, webhooks, pages) hand in
theirs; they run first, then the vault's own. Everything happens in the caller's transaction, and
running it again is harmless. The objects' ciphertext goes afterwards, with `sweep.remove_shredded`.

The horizon: PostgreSQL's log, dead rows and backups hold a wrapped key until they are recycled.
It opens only with the key-encryption key, so it ends at the latest when `rotate` has moved the
others and the old key is destroyed.

Source: GDPR article 17; NIST SP 800-88r1, 2.6 (cryptographic erase).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from api.store.tables.people import Subject
from api.store.tables.vault import DataKey, Fingerprint, StoredObject
from api.vault.vault import GoneError


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One kind of thing to destroy; `run(session, subject_id, now)` returns how many."""

    name: str
    run: Callable[[Session, str, datetime], int]


class Record(Protocol):
    """Writes the stub into the audit chain: `api.audit.chain.append` with its actor bound."""

    def __call__(
        self, session: Session, *, action: str, target: str, facts: Mapping[str, int], now: datetime
    ) -> object:
        """Append one entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What was destroyed, by step."""

    subject_id: str
    at: datetime
    destroyed: Mapping[str, int]


def erase_subject(
    session: Session,
    subject_id: str,
    now: datetime,
    *,
    record: Record,
    others: Sequence[Step] = (),
) -> Erased:
    """Destroy what is known of a person; raises GoneError if there is no such row.

    An earlier `erased_at` stays. From here on the vault refuses to store anything for them.
    """
    # Waits for uploads in flight, which hold a share of this lock.
    person = session.get(Subject, subject_id, with_for_update=True, populate_existing=True)
    if person is None:
        raise GoneError(f"subject {subject_id} is unknown")
    destroyed = {step.name: step.run(session, subject_id, now) for step in (*others, *STEPS)}
    person.erased_at = person.erased_at or now
    session.flush()
    facts = {name.replace(" ", "_"): count for name, count in destroyed.items()}
    record(session, action="subject.erased", target=subject_id, facts=facts, now=now)
    return Erased(subject_id=subject_id, at=now, destroyed=destroyed)


def _objects(session: Session, subject_id: str, now: datetime) -> int:
    """Part objects from their keys; `_keys` then destroys those."""
    whole = StoredObject.subject_id == subject_id, StoredObject.data_key_id.is_not(None)
    parted = update(StoredObject).where(*whole).values(data_key_id=None)
    return len(session.scalars(parted.returning(StoredObject.id)).all())


def _keys(session: Session, subject_id: str, now: datetime) -> int:
    gone = delete(DataKey).where(DataKey.subject_id == subject_id)
    return len(session.scalars(gone.returning(DataKey.id)).all())


def _fingerprints(session: Session, subject_id: str, now: datetime) -> int:
    gone = delete(Fingerprint).where(Fingerprint.subject_id == subject_id)
    return len(session.scalars(gone.returning(Fingerprint.id)).all())


def _reference(session: Session, subject_id: str, now: datetime) -> int:
    held = Subject.id == subject_id, Subject.reference_mac.is_not(None)
    gone = update(Subject).where(*held).values(reference_mac=None).returning(Subject.id)
    return len(session.scalars(gone).all())


STEPS = (
    Step(name="objects", run=_objects),
    Step(name="data_keys", run=_keys),
    Step(name="fingerprints", run=_fingerprints),
    Step(name="reference", run=_reference),
)
