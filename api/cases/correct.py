"""Misread fields put right by a reviewer: the checks run again at once with what they read.

A correction is sealed like everything read from a document. What the checks then find stays with
the reviewer: nobody is accepted or refused by a correction alone, and what the applicant will read
is shown before it is sent.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.audit.chain import append
from api.cases.decisions import decision_of, decisions
from api.cases.open import claim_of
from api.cases.send import inputs, uploads
from api.cases.settle import found_anew
from api.cases.states import State, WrongStateError
from api.ids import new_id
from api.service import Service
from api.store.tables.cases import DecisionRow, Verification
from api.store.tables.review import Correction
from api.vault.vault import Vault
from verifier.decide.policy import load_policy
from verifier.model.claim import Claim
from verifier.model.page import Input
from verifier.model.policy import Policy
from verifier.model.reading import FIELDS, Reading, Source
from verifier.pipeline import undecided, verify
from verifier.standard import standard_context

log = logging.getLogger("candor.correct")

# What a machine read and may have misread; what is signed or claimed is nobody's to rewrite.
CORRECTABLE = (Source.MRZ, Source.PRINT, Source.BARCODE, Source.PDF_TEXT)
LONGEST = 200  # characters, as for a claimed name
_STEP = "rerun"
_SURE = 1.0  # a person read it


class CorrectionError(WrongStateError):
    """A reading cannot be corrected so; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    inputs: tuple[Input, ...]
    claim: Claim
    policy: Policy
    corrected: tuple[Reading, ...]


def correct_reading(
    session: Session,
    vault: Vault,
    row: Verification,
    *,
    field: str,
    source: str,
    value: str,
    staff_id: str,
    now: datetime,
) -> Correction:
    """Keep a reviewer's reading of one field; a second one replaces the first.

    Raises CorrectionError for a field or source that cannot be corrected, or without a value.
    """
    if State(row.state) is not State.WITH_REVIEWER:
        raise CorrectionError(f"a verification that is {row.state} is not for correction")
    if field not in FIELDS or source not in CORRECTABLE:
        raise CorrectionError("only what was read from the document can be corrected")
    text = value.strip()
    if not text or len(text) > LONGEST:
        raise CorrectionError(f"write what the document says, in at most {LONGEST} characters")
    if row.data_key_id is None:
        raise CorrectionError("this verification was erased")
    kept = _existing(session, row, field, source) or Correction(
        id=new_id("cor"), verification_id=row.id, attempt=row.attempt, field=field, source=source
    )
    kept.value = vault.seal_text(session, row.data_key_id, text.encode(), about=kept.id)
    kept.data_key_id, kept.staff_id, kept.at = row.data_key_id, staff_id, now
    session.add(kept)
    session.flush()
    facts = {"correction": kept.id, "field": field, "source": source}
    append(
        session,
        actor=staff_id,
        action="reading.corrected",
        target=row.id,
        facts=facts,
        now=now,
    )
    return kept


def _existing(session: Session, row: Verification, field: str, source: str) -> Correction | None:
    return session.scalar(
        select(Correction).where(
            Correction.verification_id == row.id,
            Correction.attempt == row.attempt,
            Correction.field == field,
            Correction.source == source,
        )
    )


def corrections(session: Session, vault: Vault, row: Verification) -> tuple[Reading, ...]:
    """Return the reviewer's readings of the current attempt, as the pipeline takes them."""
    kept = session.scalars(
        select(Correction)
        .where(Correction.verification_id == row.id, Correction.attempt == row.attempt)
        .order_by(Correction.at, Correction.id)
    )
    return tuple(_reading(session, vault, one) for one in kept if one.value is not None)


def _reading(session: Session, vault: Vault, one: Correction) -> Reading:
    text = vault.open_text(session, one.data_key_id, one.value or b"", about=one.id).decode()
    return Reading(
        field=one.field,
        source=Source(one.source),
        raw=text,
        value=text,
        confidence=_SURE,
    )


def check_anew(svc: Service, verification_id: str, *, staff_id: str) -> DecisionRow | None:
    """Run the checks with the corrected readings; None when the case moved on meanwhile.

    The work happens between two transactions, so that no lock is held while pictures are read.
    """
    with svc.sessions.begin() as session:
        work = _work(session, svc.vault, session.get_one(Verification, verification_id))
    ctx = replace(standard_context(), now=svc.now())
    try:
        decision = verify(work.inputs, work.claim, ctx, work.policy, corrected=work.corrected)
    except Exception as error:  # whatever failed is ours: the person who corrected goes on
        log.error("verification failed: %s", type(error).__name__)
        decision = undecided(ctx, work.policy, type(error).__name__)
    with svc.sessions.begin() as session:
        row = session.get_one(Verification, verification_id, with_for_update=True)
        if State(row.state) is not State.WITH_REVIEWER:
            return None
        times = sum(one.step.startswith(_STEP) for one in decisions(session, row))
        step = f"{_STEP}:{times + 1}"
        return found_anew(session, svc.vault, row, decision, step=step, actor=staff_id, now=ctx.now)


def _work(session: Session, vault: Vault, row: Verification) -> _Work:
    newest = next(iter(decisions(session, row)), None)
    before = decision_of(session, vault, newest).readings if newest is not None else ()
    return _Work(
        inputs=inputs(session, vault, uploads(session, row)),
        claim=claim_of(session, vault, row),
        policy=load_policy(row.policy),
        corrected=tuple(_placed(one, before) for one in corrections(session, vault, row)),
    )


def _placed(reading: Reading, before: Sequence[Reading]) -> Reading:
    """Return a corrected reading at the place where the misread one stood, so it can be shown."""
    for one in before:
        if (one.field, one.source) == (reading.field, reading.source):
            return replace(reading, page=one.page, region=one.region, language=one.language)
    return reading
