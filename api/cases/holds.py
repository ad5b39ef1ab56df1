"""Holds: never without a reason, an owner and a date by which somebody decides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.audit.chain import append
from api.ids import new_id
from api.store.tables.cases import Verification
from api.store.tables.review import Hold
from api.webhooks.events import emit
from verifier.errors import CandorError

IDENTITY = "identity"


class HoldError(CandorError):
    """A hold cannot be opened or closed so; the message says what it lacks."""


def open_hold(
    session: Session,
    *,
    platform_id: str,
    subject_id: str,
    kind: str,
    reasons: Sequence[str],
    owner: str,
    decide_by: datetime,
    now: datetime,
    verification_id: str | None = None,
) -> Hold:
    """Open a hold; raises HoldError without a reason, or with a date that has passed."""
    if not reasons:
        raise HoldError("a hold needs at least one reason")
    if not owner:
        raise HoldError("a hold needs an owner")
    if decide_by <= now:
        raise HoldError("a hold's date to decide by lies ahead")
    hold = Hold(
        id=new_id("hld"),
        platform_id=platform_id,
        subject_id=subject_id,
        verification_id=verification_id,
        kind=kind,
        reasons=list(reasons),
        owner=owner,
        decide_by=decide_by,
        opened_at=now,
        escalated=0,
    )
    session.add(hold)
    session.flush()
    _told(session, hold, "hold.opened", owner, now)
    return hold


def close_hold(session: Session, hold: Hold, *, by: str, because: str, now: datetime) -> None:
    """Close a hold; closing a closed one changes nothing."""
    if hold.closed_at is not None:
        return
    hold.closed_at, hold.closed_by, hold.closed_because = now, by, because
    session.flush()
    _told(session, hold, "hold.closed", by, now)


def close_identity_holds(
    session: Session, row: Verification, now: datetime, *, because: str
) -> None:
    """Close every identity hold on the person, in the transaction that verifies them."""
    for hold in open_holds(session, row.subject_id):
        if hold.kind == IDENTITY:
            close_hold(session, hold, by=row.id, because=because, now=now)


def open_holds(session: Session, subject_id: str) -> list[Hold]:
    """Return the holds on a person that are not closed."""
    return list(
        session.scalars(
            select(Hold)
            .where(Hold.subject_id == subject_id, Hold.closed_at.is_(None))
            .order_by(Hold.opened_at)
        )
    )


def _told(session: Session, hold: Hold, kind: str, by: str, now: datetime) -> None:
    facts = {"hold": hold.id, "kind": hold.kind, "decide_by": hold.decide_by.isoformat()}
    emit(
        session,
        platform_id=hold.platform_id,
        verification_id=hold.verification_id,
        type=kind,
        data=facts,
        now=now,
    )
    append(session, actor=by, action=kind, target=hold.id, facts=facts, now=now)
