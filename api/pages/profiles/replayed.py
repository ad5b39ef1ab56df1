"""What today's profile would change: the replays of a document's stored decisions, counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from api.cases.replay import changes
from api.store.tables.again import Replay
from api.store.tables.cases import DecisionRow

_SHOWN = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A decision that would be another one now."""

    verification_id: str
    was: str
    was_codes: tuple[str, ...]
    now: str
    now_codes: tuple[str, ...]

    @property
    def verdict_changes(self) -> bool:
        """Whether not only the reasons differ."""
        return self.was != self.now


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """The latest batch: how many ran, how many could not, and the first that would change."""

    batch: str
    at: datetime
    done: int
    skipped: int
    changed: int
    changes: tuple[Changed, ...]


def latest_replay(session: Session, profile_id: str) -> Replayed | None:
    """Return the latest replay that touched a document's decisions; None before the first."""
    mine = (
        select(Replay.batch, func.max(Replay.at).label("at"))
        .join(DecisionRow, DecisionRow.id == Replay.decision_id)
        .where(DecisionRow.document["profile"].astext == profile_id)
        .group_by(Replay.batch)
        .order_by(func.max(Replay.at).desc())
        .limit(1)
    )
    newest = session.execute(mine).one_or_none()
    if newest is None:
        return None
    batch, at = newest
    skipped = func.count().filter(Replay.skipped.is_not(None))
    done, left_out = session.execute(
        select(func.count(), skipped).where(Replay.batch == batch)
    ).one()
    differ = changes(session, batch)
    return Replayed(
        batch=batch,
        at=at,
        done=done,
        skipped=left_out,
        changed=len(differ),
        changes=tuple(map(_changed, differ[:_SHOWN])),
    )


def kept_decisions(session: Session, profile_id: str) -> int:
    """Return how many decisions of a document could be replayed."""
    wanted = (
        DecisionRow.document["profile"].astext == profile_id,
        DecisionRow.record.is_not(None),
        DecisionRow.step == "engine",
    )
    return session.scalar(select(func.count()).select_from(DecisionRow).where(*wanted)) or 0


def _changed(one: Replay) -> Changed:
    return Changed(
        verification_id=one.verification_id,
        was=one.was,
        was_codes=tuple(one.was_codes),
        now=one.now or "",
        now_codes=tuple(one.now_codes),
    )
