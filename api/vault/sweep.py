"""Removes ciphertext that nothing can open: of shredded objects, and of crashes.

An orphan is an object in the store without a row: its transaction never committed. It is left
alone for a day, longer than any transaction lives.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from api.store.tables.vault import StoredObject
from api.vault.vault import Vault

GRACE = timedelta(days=1)
_BATCH = 500


def remove_shredded(session: Session, vault: Vault, limit: int = _BATCH) -> int:
    """Remove ciphertext and rows of shredded objects; run again until 0.

    Call it in a transaction after the one that shredded. A crash in the middle repeats harmlessly.
    """
    waiting = (
        select(StoredObject.id, StoredObject.path)
        .where(StoredObject.data_key_id.is_(None))
        .order_by(StoredObject.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    rows = session.execute(waiting).all()
    for row in rows:
        vault.objects.delete(row.path)
    session.execute(delete(StoredObject).where(StoredObject.id.in_([row.id for row in rows])))
    return len(rows)


def orphans(
    session: Session, vault: Vault, now: datetime, grace: timedelta = GRACE
) -> Iterator[str]:
    """Yield the names of objects older than `grace` that no row knows."""
    for listed in vault.objects.older_than(now - grace):  # listed first, then looked up
        for start in range(0, len(listed), _BATCH):
            names = listed[start : start + _BATCH]
            known = select(StoredObject.path).where(StoredObject.path.in_(names))
            yield from set(names) - set(session.scalars(known))


def remove_orphans(session: Session, vault: Vault, now: datetime, grace: timedelta = GRACE) -> int:
    """Remove orphans and half-written files; return how many."""
    removed = vault.objects.remove_unfinished(now - grace)
    for path in orphans(session, vault, now, grace):
        vault.objects.delete(path)
        removed += 1
    return removed
