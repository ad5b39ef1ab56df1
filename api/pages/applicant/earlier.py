"""What was sent for an earlier attempt can be sent again without another photograph."""

from __future__ import annotations

from collections.abc import Sequence

from api.cases.send import keep_upload, uploads
from api.pages.applicant.case import Case
from api.store.tables.cases import Upload
from api.store.tables.vault import StoredObject
from api.vault.vault import GoneError


def earlier(case: Case) -> dict[str, Upload]:
    """Return the uploads of the attempt before this one that are still kept, by slot."""
    if case.row.attempt <= 1:
        return {}
    sent = uploads(case.session, case.row, case.row.attempt - 1)
    return {one.slot: one for one in sent if _kept(case, one)}


def _kept(case: Case, upload: Upload) -> bool:
    stored = case.session.get(StoredObject, upload.object_id) if upload.object_id else None
    return stored is not None and stored.data_key_id is not None


def send_earlier(case: Case, slots: Sequence[str]) -> None:
    """Send these slots' earlier pictures for the present attempt, as copies under their own key."""
    have = {one.slot for one in uploads(case.session, case.row)}
    for slot, former in earlier(case).items():
        if slot not in slots or slot in have or former.object_id is None:
            continue
        try:
            data = case.svc.vault.get_object(case.session, former.object_id)
        except GoneError:
            continue
        keep_upload(
            case.session,
            case.svc.vault,
            case.row,
            slot=slot,
            data=data,
            media_type=former.media_type,
            now=case.now,
        )
