"""Erasing a person from their cases: sealed columns emptied, waiting work and messages removed.

What stays is a stub: ids, states, dates and reason codes, so that figures and the audit chain hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from sqlalchemy import ColumnElement, delete, select, text, update
from sqlalchemy.orm import Session

from api.audit.chain import append
from api.cases.states import State, move
from api.settings import Settings
from api.store.tables.access import ApplicantToken, UploadToken
from api.store.tables.cases import DecisionRow, Upload, Verification
from api.store.tables.review import Appeal, Correction, Note
from api.vault.erase import Erased, Step, erase_subject
from api.vault.ledger import Ledger

# Jobs name their attempt or decision, never a person; those not yet run would only fail.
_JOBS_OF = text(
    """
    DELETE FROM procrastinate_jobs
    WHERE status IN ('todo', 'succeeded', 'failed', 'cancelled', 'aborted')
      AND (args->>'attempt_id' IN (SELECT a.id FROM attempt a
             JOIN verification v ON v.id = a.verification_id WHERE v.subject_id = :subject)
        OR args->>'decision_id' IN (SELECT d.id FROM decision d
             JOIN verification v ON v.id = d.verification_id WHERE v.subject_id = :subject))
    """
)


def erase_person(
    session: Session, subject_id: str, *, ledger: Ledger, by: str, now: datetime
) -> Erased:
    """Destroy what is known of a person and leave a stub; raises GoneError for nobody.

    `ledger` keeps, outside the database, that a restored backup must forget them again.
    """
    return erase_subject(
        session,
        subject_id,
        now,
        record=partial(append, actor=by),
        others=(ledger.step(), *STEPS),
    )


def ledger_of(settings: Settings) -> Ledger:
    """Return the installation's list of erasures, beside its audit checkpoints."""
    return Ledger(settings.checkpoints or settings.data / "audit")


def _of(subject_id: str) -> ColumnElement[bool]:
    return Verification.subject_id == subject_id


def _sealed_columns(session: Session, subject_id: str, now: datetime) -> int:
    ids = session.scalars(select(Verification.id).where(_of(subject_id))).all()
    session.execute(
        update(DecisionRow).where(DecisionRow.verification_id.in_(ids)).values(record=None)
    )
    session.execute(
        update(Appeal).where(Appeal.verification_id.in_(ids)).values(statement=None, outcome=None)
    )
    session.execute(update(Note).where(Note.verification_id.in_(ids)).values(text=None))
    session.execute(
        update(Correction).where(Correction.verification_id.in_(ids)).values(value=None)
    )
    session.execute(update(Upload).where(Upload.verification_id.in_(ids)).values(object_id=None))
    return len(ids)


def _verifications(session: Session, subject_id: str, now: datetime) -> int:
    rows = session.scalars(select(Verification).where(_of(subject_id)).with_for_update()).all()
    for row in rows:
        row.claim, row.data_key_id = None, None
        move(row, State.ERASED, now)
    session.flush()
    return len(rows)


def _jobs(session: Session, subject_id: str, now: datetime) -> int:
    done = session.execute(_JOBS_OF, {"subject": subject_id})
    return int(getattr(done, "rowcount", 0))


def _tokens(session: Session, subject_id: str, now: datetime) -> int:
    ids = select(Verification.id).where(_of(subject_id))
    gone = 0
    for table in (ApplicantToken, UploadToken):
        done = session.execute(delete(table).where(table.verification_id.in_(ids)))
        gone += int(getattr(done, "rowcount", 0))
    return gone


STEPS: Sequence[Step] = (
    Step(name="sealed columns", run=_sealed_columns),
    Step(name="jobs", run=_jobs),
    Step(name="tokens", run=_tokens),
    Step(name="verifications", run=_verifications),
)
