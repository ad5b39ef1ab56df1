"""Kept decisions: the rows, newest first, and the decision each of them holds."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.cases.record import decision_from
from api.store.tables.cases import DecisionRow, Verification
from api.vault.vault import Vault
from verifier.errors import CandorError
from verifier.model.decision import Decision


class ErasedError(CandorError):
    """The decision's record was erased with its person."""


def decision_of(session: Session, vault: Vault, kept: DecisionRow) -> Decision:
    """Return a kept decision; raises ErasedError, GoneError once its key is destroyed."""
    if kept.record is None or kept.data_key_id is None:
        raise ErasedError("this decision was erased")
    return decision_from(vault.open_text(session, kept.data_key_id, kept.record, about=kept.id))


def decisions(session: Session, row: Verification) -> list[DecisionRow]:
    """Return every decision on a verification, the newest first."""
    return list(
        session.scalars(
            select(DecisionRow)
            .where(DecisionRow.verification_id == row.id)
            .order_by(DecisionRow.number.desc())
        )
    )
