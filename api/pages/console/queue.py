"""The queue: everything that waits for a person, what is due first on top.

Rows hold ids, codes and dates only: nothing is unsealed to list them.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Subquery, any_, func, literal, select, tuple_
from sqlalchemy.orm import Session

from api.pages.console.waiting import APPEAL, waiting

PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What to show; an empty part asks for everything. `what` is one of waiting's three."""

    country: str = ""
    kind: str = ""
    reason: str = ""
    what: str = ""
    overdue: bool = False

    def pairs(self) -> dict[str, str]:
        """Return the filters that are set, as an address carries them."""
        named = {"country": self.country, "kind": self.kind, "reason": self.reason}
        set_ones = {**named, "what": self.what, "overdue": "yes" if self.overdue else ""}
        return {key: value for key, value in set_ones.items() if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that waits.

    `mine_to_do` is False where this reviewer may not act: their own proposal, or an appeal
    against their own decision. `escalated` counts the deadlines that passed.
    """

    what: str
    id: str
    verification_id: str
    due_at: datetime
    overdue: bool
    escalated: int
    codes: tuple[str, ...]
    country: str
    kind: str
    profile: str
    language: str
    attempt: int
    since: datetime
    mine_to_do: bool

    @property
    def href(self) -> str:
        """Where it is worked on."""
        return f"/console/{'appeals' if self.what == APPEAL else 'cases'}/{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """A page of the queue; `after` asks for the next one, "" at the end."""

    items: tuple[Item, ...]
    after: str
    total: int
    overdue: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """What can be filtered by, each with how many wait, the most first."""

    countries: tuple[tuple[str, int], ...]
    kinds: tuple[tuple[str, int], ...]
    reasons: tuple[tuple[str, int], ...]
    whats: tuple[tuple[str, int], ...]


def queue(
    session: Session, filters: Filters, *, staff_id: str, now: datetime, after: str = ""
) -> Queue:
    """Return the page of the queue behind the cursor `after`; a wrong cursor begins anew."""
    rows = waiting()
    wanted = select(rows).where(*_conditions(rows, filters, now))
    matching = wanted.subquery()
    late = func.count().filter(matching.c.due_at <= now)
    total, overdue = session.execute(select(func.count(), late).select_from(matching)).one()
    page = wanted.order_by(rows.c.due_at, rows.c.id).limit(PAGE + 1)
    if (place := _place(after)) is not None:
        page = page.where(tuple_(rows.c.due_at, rows.c.id) > place)
    found = session.execute(page).all()
    items = tuple(_item(row, staff_id, now) for row in found[:PAGE])
    more = len(found) > PAGE
    return Queue(
        items=items,
        after=_cursor(items[-1]) if more else "",
        total=total,
        overdue=overdue,
    )


def next_item(session: Session, *, staff_id: str, now: datetime, done: str = "") -> Item | None:
    """Return what this reviewer may take up next; `done` is what they just left."""
    rows = waiting()
    page = select(rows).where(rows.c.id != done).order_by(rows.c.due_at, rows.c.id).limit(PAGE)
    items = (_item(row, staff_id, now) for row in session.execute(page))
    return next((item for item in items if item.mine_to_do), None)


def facets(session: Session) -> Facets:
    """Return what waits, counted by country, kind, reason and what it is."""
    rows = waiting()
    code = func.unnest(rows.c.codes).label("code")
    reasons = select(code, func.count()).select_from(rows).group_by(code)
    counted = sorted(session.execute(reasons).all(), key=lambda row: (-row[1], row[0]))
    return Facets(
        countries=_counted(session, rows.c.document["country"].astext),
        kinds=_counted(session, rows.c.document["kind"].astext),
        reasons=tuple((str(row[0]), int(row[1])) for row in counted),
        whats=_counted(session, rows.c.what),
    )


def _counted(session: Session, column: ColumnElement[Any]) -> tuple[tuple[str, int], ...]:
    counts = session.execute(select(column, func.count()).group_by(column)).all()
    found = [(str(value), int(many)) for value, many in counts if value]
    return tuple(sorted(found, key=lambda pair: (-pair[1], pair[0])))


def _conditions(rows: Subquery, filters: Filters, now: datetime) -> Sequence[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if filters.country:
        found.append(rows.c.document["country"].astext == filters.country)
    if filters.kind:
        found.append(rows.c.document["kind"].astext == filters.kind)
    if filters.reason:
        found.append(literal(filters.reason) == any_(rows.c.codes))
    if filters.what:
        found.append(rows.c.what == filters.what)
    if filters.overdue:
        found.append(rows.c.due_at <= now)
    return found


def _item(row: Row[Any], staff_id: str, now: datetime) -> Item:
    document = row.document or {}
    return Item(
        what=row.what,
        id=row.id,
        verification_id=row.verification_id,
        due_at=row.due_at,
        overdue=row.due_at <= now,
        escalated=row.escalated,
        codes=tuple(row.codes),
        country=document.get("country") or "",
        kind=document.get("kind") or "",
        profile=document.get("profile") or "",
        language=row.language,
        attempt=row.attempt,
        since=row.since,
        mine_to_do=staff_id not in (row.not_for or ()),
    )


def _cursor(item: Item) -> str:
    return base64.urlsafe_b64encode(f"{item.due_at.isoformat()} {item.id}".encode()).decode()


def _place(cursor: str) -> tuple[datetime, str] | None:
    try:
        moment, identifier = base64.urlsafe_b64decode(cursor).decode().split(" ")
        due = datetime.fromisoformat(moment)
    except (binascii.Error, ValueError):
        return None
    return (due, identifier) if due.tzinfo is not None else None
