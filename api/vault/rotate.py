"""Moves data keys to the current key-encryption key; sealed bytes stay as they are.

Each batch is one transaction, and what is done is marked by its own row, so a stopped rotation
goes on where it was. Once `waiting` is empty the old key can leave the ring; then every copy of an
erased person's wrapped key, in backups and logs of the database too, is unreadable.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from api.store.tables.vault import DataKey
from api.vault.keys import KeyProvider
from api.vault.ring import UnknownKeyError

_BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Rotated:
    """One batch: how many were moved, those that no key opens, and where to go on (None: end)."""

    moved: int
    stuck: tuple[str, ...]
    after: str | None


def rotate(session: Session, keys: KeyProvider, after: str = "", limit: int = _BATCH) -> Rotated:
    """Re-wrap one batch of data keys with an id above `after`; commit, then go on."""
    old = (
        select(DataKey)
        .where(DataKey.kek_id != keys.current, DataKey.id > after)
        .order_by(DataKey.id)
        .limit(limit)
        .with_for_update()
    )
    rows = session.scalars(old).all()
    stuck = []
    for row in rows:
        try:
            row.kek_id, row.wrapped = keys.wrap(keys.unwrap(row.kek_id, row.wrapped))
        except UnknownKeyError:
            stuck.append(row.id)
    session.flush()
    more = rows[-1].id if len(rows) == limit else None
    return Rotated(moved=len(rows) - len(stuck), stuck=tuple(stuck), after=more)


def waiting(session: Session, keys: KeyProvider) -> Mapping[str, int]:
    """Return how many data keys each key other than the current one still wraps."""
    old = select(DataKey.kek_id, func.count().label("keys")).where(DataKey.kek_id != keys.current)
    return {row.kek_id: row.keys for row in session.execute(old.group_by(DataKey.kek_id))}
