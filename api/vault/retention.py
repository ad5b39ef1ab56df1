"""Ends what is due: the sweep of stored objects and of the keys of sealed text.

The periods are in `periods`. A case moves its things on with `restart`; `apply_retention` shreds
their keys; `sweep.remove_shredded` removes the ciphertext once that is committed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from api.store.tables.vault import DataKey, StoredObject
from api.vault.periods import DAYS, TEXT, Days, keep_until
from api.vault.vault import Vault

_BATCH = 500
_ASK_AGAIN = timedelta(days=1)

# Says which of these ids must stay for now: an open case, a hold, an order to keep.
Kept = Callable[[Session, Sequence[str]], Collection[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How much one run of the sweep ended; `kept` are asked about again in a day."""

    objects: int
    texts: int
    kept: int


def restart(
    session: Session,
    *,
    event: str,
    now: datetime,
    object_ids: Collection[str] = (),
    data_key_ids: Collection[str] = (),
    days: Days = DAYS,
) -> None:
    """Count the periods of these things anew from `event` (submitted, decided, withdrawn)."""
    rows = select(StoredObject.kind).where(StoredObject.id.in_(object_ids)).distinct()
    for kind in session.scalars(rows).all():
        session.execute(
            update(StoredObject)
            .where(StoredObject.id.in_(object_ids), StoredObject.kind == kind)
            .values(delete_after=keep_until(kind, event, now, days))
        )
    session.execute(
        update(DataKey)
        .where(DataKey.id.in_(data_key_ids), DataKey.delete_after.is_not(None))
        .values(delete_after=keep_until(TEXT, event, now, days))
    )


def due_objects(session: Session, now: datetime, limit: int = _BATCH) -> Sequence[str]:
    """Return the ids of objects whose time is up, the longest overdue first."""
    due = select(StoredObject.id).where(
        StoredObject.delete_after <= now, StoredObject.data_key_id.is_not(None)
    )
    return session.scalars(due.order_by(StoredObject.delete_after).limit(limit)).all()


def due_texts(session: Session, now: datetime, limit: int = _BATCH) -> Sequence[str]:
    """Return the ids of the data keys of sealed text whose time is up."""
    due = select(DataKey.id).where(DataKey.delete_after <= now)
    return session.scalars(due.order_by(DataKey.delete_after).limit(limit)).all()


def apply_retention(
    session: Session,
    vault: Vault,
    now: datetime,
    *,
    kept: Kept = lambda _session, _ids: (),
    limit: int = _BATCH,
) -> Ended:
    """Shred what is due, up to `limit` objects and texts; run again until it ends nothing."""
    objects, texts = due_objects(session, now, limit), due_texts(session, now, limit)
    stay = set(kept(session, [*objects, *texts]))
    for each in objects:
        if each not in stay:
            vault.delete_object(session, each)
    for each in texts:
        if each not in stay:
            vault.shred_text_key(session, each)
    for table in (StoredObject, DataKey):
        later = update(table).where(table.id.in_(stay)).values(delete_after=now + _ASK_AGAIN)
        session.execute(later)
    return Ended(objects=len(set(objects) - stay), texts=len(set(texts) - stay), kept=len(stay))
