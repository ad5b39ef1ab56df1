"""How long what was sent is kept: counted anew from each turn its case takes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.store.tables.cases import Upload, Verification
from api.store.tables.people import Platform
from api.vault.periods import days_of
from api.vault.retention import restart


def keep_on(session: Session, row: Verification, event: str, now: datetime) -> None:
    """Start the retention periods from an event: `submitted`, `decided` or `withdrawn`.

    Pictures stay through the time of an appeal, words as long as a decision must be explained.
    """
    sent = select(Upload.object_id).where(
        Upload.verification_id == row.id, Upload.object_id.is_not(None)
    )
    restart(
        session,
        event=event,
        now=now,
        object_ids=[one for one in session.scalars(sent) if one],
        data_key_ids=[row.data_key_id] if row.data_key_id else [],
        days=days_of(session.get_one(Platform, row.platform_id).settings),
    )
