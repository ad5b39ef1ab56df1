"""How long cases stay in each state, from the events that every change of state leaves."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from api.cases.states import State
from api.pages.insight.figures import Period
from api.store.tables.delivery import Event

_PREFIX = "verification."
_NINTH = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """One state: how many stays, the middle one, and the length that nine in ten do not exceed."""

    state: str
    stays: int
    median: timedelta
    ninth: timedelta
    still: int


def stays(session: Session, period: Period, now: datetime) -> tuple[Stay, ...]:
    """Return the stays that began in a period, by state; those not over yet last until `now`."""
    names = [f"{_PREFIX}{state}" for state in State]
    following = func.lead(Event.at).over(
        partition_by=Event.verification_id, order_by=(Event.at, Event.id)
    )
    changes = (
        select(Event.type, Event.at.label("at"), following.label("until"))
        .where(Event.verification_id.is_not(None), Event.type.in_(names))
        .subquery()
    )
    rows = session.execute(
        select(changes.c.type, changes.c.at, changes.c.until).where(
            changes.c.at >= period.since, changes.c.at < period.until
        )
    )
    lengths: dict[str, list[timedelta]] = defaultdict(list)
    still: dict[str, int] = defaultdict(int)
    for name, at, until in rows:
        state = name.removeprefix(_PREFIX)
        lengths[state].append((until or now) - at)
        still[state] += until is None
    ended = (State.VERIFIED, State.NOT_VERIFIED, State.WITHDRAWN, State.ERASED)
    open_ones = [state for state in State if state in lengths and state not in ended]
    return tuple(_stay(str(state), lengths[state], still[state]) for state in open_ones)


def _stay(state: str, lengths: list[timedelta], still: int) -> Stay:
    ordered = sorted(lengths)
    return Stay(
        state=state,
        stays=len(ordered),
        median=_at(ordered, 0.5),
        ninth=_at(ordered, _NINTH),
        still=still,
    )


def _at(ordered: list[timedelta], share: float) -> timedelta:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
