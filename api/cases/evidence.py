"""What a person adds to an appeal: pictures and papers, sealed, belonging to no attempt."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.ids import new_id
from api.store.tables.cases import Upload, Verification
from api.store.tables.review import Appeal
from api.vault.vault import Vault

# Attempts count from 1: what belongs to an appeal is never checked as a document.
NO_ATTEMPT = 0
KIND = "evidence"


def keep_evidence(
    session: Session,
    vault: Vault,
    row: Verification,
    appeal: Appeal,
    *,
    data: bytes,
    media_type: str,
    now: datetime,
) -> Upload:
    """Keep one file of an appeal; raises GoneError for an erased person."""
    kept = vault.put_object(
        session,
        subject_id=row.subject_id,
        kind=KIND,
        data=data,
        media_type=media_type,
        now=now,
    )
    identifier = new_id("upl")
    upload = Upload(
        id=identifier,
        verification_id=row.id,
        attempt=NO_ATTEMPT,
        slot=f"{appeal.id}/{identifier}",
        object_id=kept.id,
        media_type=media_type,
        size=len(data),
        received_at=now,
    )
    session.add(upload)
    session.flush()
    return upload


def evidence_of(session: Session, appeal: Appeal) -> list[Upload]:
    """Return what was added to an appeal, in order of arrival."""
    return list(
        session.scalars(
            select(Upload)
            .where(
                Upload.verification_id == appeal.verification_id,
                Upload.attempt == NO_ATTEMPT,
                Upload.slot.startswith(f"{appeal.id}/", autoescape=True),
            )
            .order_by(Upload.received_at, Upload.id)
        )
    )
