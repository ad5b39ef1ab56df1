"""What happened to a case before: decisions, attempts and holds, with names or without.

Who decides an appeal must not know who decided first, nor read their notes: `BlindHistory` has no
room for either (DESIGN section 1, invariant 6).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from api.cases.settle import ENGINE
from api.store.tables.cases import DecisionRow
from api.store.tables.review import Note

A_REVIEWER = "a reviewer"
_THE_ENGINE = "Candor"


@dataclass(frozen=True, slots=True, kw_only=True)
class PastDecision:
    """One decision; `by` is a name, or who it was in general on a blind page."""

    id: str
    attempt: int
    step: str
    verdict: str
    codes: tuple[str, ...]
    by: str
    at: datetime
    final: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BlindHistory:
    """The decisions without their reviewers, newest first."""

    decisions: tuple[PastDecision, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownNote:
    """A colleague's note; no applicant's page has a place for this type."""

    by: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The decisions with their reviewers, newest first, and the notes, oldest first."""

    decisions: tuple[PastDecision, ...]
    notes: tuple[ShownNote, ...]


def blind_history(rows: Sequence[DecisionRow]) -> BlindHistory:
    """Return the decisions with nobody's name."""
    return BlindHistory(decisions=tuple(_past(row, A_REVIEWER) for row in rows))


def history(
    rows: Sequence[DecisionRow], notes: Sequence[tuple[Note, str]], names: Mapping[str, str]
) -> History:
    """Return decisions and notes with the names of who wrote them."""
    return History(
        decisions=tuple(_past(row, names.get(row.reviewer_id or "", A_REVIEWER)) for row in rows),
        notes=tuple(
            ShownNote(by=names.get(note.staff_id, A_REVIEWER), text=text, at=note.at)
            for note, text in notes
        ),
    )


def _past(row: DecisionRow, person: str) -> PastDecision:
    return PastDecision(
        id=row.id,
        attempt=row.attempt,
        step=_step(row.step),
        verdict=row.verdict,
        codes=tuple(row.codes),
        by=person if row.reviewer_id else _THE_ENGINE,
        at=row.created_at,
        final=row.final,
    )


def _step(step: str) -> str:
    kind = step.partition(":")[0]
    names = {ENGINE: "first check", "rerun": "checked again with corrections"}
    return {**names, "review": "review", "appeal": "appeal"}.get(kind, kind)
