"""What a person sends: each side kept encrypted, replaced when sent again, submitted once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.cases.keep import keep_on
from api.cases.open import told
from api.cases.states import State, WrongStateError, move
from api.ids import new_id
from api.jobs.queue import CHECK, CHECKS, enqueue
from api.store.tables.cases import Attempt, Upload, Verification
from api.vault.vault import Vault
from verifier.model.page import Input

SLOTS = ("front", "back", "page", "file", "supplement")
TAKES_UPLOADS = (State.RECEIVED, State.NEEDS_YOU, State.EXPIRED)
MOST_UPLOADS = 12  # the verification's own limit on inputs


class NothingSentError(WrongStateError):
    """There is nothing to check yet."""


def keep_upload(
    session: Session,
    vault: Vault,
    row: Verification,
    *,
    slot: str,
    data: bytes,
    media_type: str,
    now: datetime,
) -> Upload:
    """Keep one side; a second one for the same slot replaces the first. Raises WrongStateError."""
    if State(row.state) not in TAKES_UPLOADS:
        raise WrongStateError(f"a verification that is {row.state} takes no more uploads")
    sent = uploads(session, row)
    former = next((one for one in sent if one.slot == slot), None)
    if former is None and len(sent) >= MOST_UPLOADS:
        raise WrongStateError(f"at most {MOST_UPLOADS} files belong to one verification")
    kept = vault.put_object(
        session,
        subject_id=row.subject_id,
        kind="upload",
        data=data,
        media_type=media_type,
        now=now,
    )
    if former is not None:
        if former.object_id is not None:
            vault.delete_object(session, former.object_id)
        session.delete(former)
        session.flush()
    upload = Upload(
        id=new_id("upl"),
        verification_id=row.id,
        attempt=row.attempt,
        slot=slot,
        object_id=kept.id,
        media_type=media_type,
        size=len(data),
        received_at=now,
    )
    session.add(upload)
    session.flush()
    return upload


def uploads(session: Session, row: Verification, attempt: int | None = None) -> list[Upload]:
    """Return what was sent for an attempt (the current one), in order of arrival."""
    number = row.attempt if attempt is None else attempt
    return list(
        session.scalars(
            select(Upload)
            .where(Upload.verification_id == row.id, Upload.attempt == number)
            .order_by(Upload.received_at, Upload.id)
        )
    )


def inputs(session: Session, vault: Vault, sent: list[Upload]) -> tuple[Input, ...]:
    """Return the uploads' bytes as the pipeline takes them."""
    return tuple(
        Input(name=one.slot, data=vault.get_object(session, one.object_id))
        for one in sent
        if one.object_id is not None
    )


def submit(session: Session, row: Verification, now: datetime) -> Attempt:
    """Hand in what was sent: the attempt, its job and the new state are kept together or not.

    Raises NothingSentError, WrongStateError.
    """
    if State(row.state) not in TAKES_UPLOADS:
        raise WrongStateError(f"a verification that is {row.state} cannot be submitted")
    if not uploads(session, row):
        raise NothingSentError("nothing was uploaded for this attempt")
    attempt = Attempt(
        id=new_id("att"),
        verification_id=row.id,
        number=row.attempt,
        state="queued",
        step="queued",
        tries=0,
        submitted_at=now,
    )
    session.add(attempt)
    move(row, State.CHECKING, now)
    keep_on(session, row, "submitted", now)
    session.flush()
    enqueue(session, CHECK, CHECKS, attempt_id=attempt.id)
    told(session, row, "verification.checking", now)
    return attempt
