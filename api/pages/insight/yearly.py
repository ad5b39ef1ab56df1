"""The figures of a year that platforms must publish, as rows of clause, figure, detail and value.

Sources: Regulation (EU) 2022/2065 (DSA), article 15(1)(c) to (e) (transparency reports) and 24(1)
(disputes); the figures cover identity verification only. What Candor cannot know is told as such,
never as zero.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from statistics import median
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from api.pages.insight.figures import Decided, Period, Rate, decided
from api.store.tables.cases import DecisionRow
from api.store.tables.review import Appeal, Hold
from verifier.model.decision import Verdict
from verifier.model.profile import ProfileSet

SCHEMA = "candor.yearly/1"
NOT_KNOWN = "not known to Candor"
_HOUR = 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One published figure; `value` is None where Candor cannot know it (`note` says so)."""

    clause: str
    figure: str
    detail: str
    value: float | int | None
    note: str = ""


def year_of(year: int) -> Period:
    """Return a calendar year in UTC."""
    return Period(
        since=datetime(year, 1, 1, tzinfo=UTC), until=datetime(year + 1, 1, 1, tzinfo=UTC)
    )


def yearly(session: Session, year: int, profiles: ProfileSet) -> tuple[Figure, ...]:
    """Return the year's figures in the order of the articles."""
    period = year_of(year)
    every = decided(session, period, profiles)
    return (
        *_own_initiative(every, _holds(session, period)),
        _figure("15(1)(c)", "people who decided cases", "", _people(session, period)),
        *_complaints(session, period),
        *_automated(every),
        Figure(
            clause="24(1)(a)",
            figure="disputes submitted to out-of-court bodies",
            detail="",
            value=None,
            note=NOT_KNOWN,
        ),
    )


def _figure(clause: str, figure: str, detail: str, value: float | int | None) -> Figure:
    return Figure(clause=clause, figure=figure, detail=detail, value=value)


def _own_initiative(every: Sequence[Decided], holds: int) -> Iterable[Figure]:
    clause = "15(1)(c)"
    yield _figure(clause, "decisions", "", len(every))
    for verdict, name in ((Verdict.RETRY, "asked again"), (Verdict.REJECT, "rejected")):
        mine = [one for one in every if one.verdict == verdict]
        yield _figure(clause, name, "by automated means", sum(not m.by_person for m in mine))
        yield _figure(clause, name, "by a person", sum(m.by_person for m in mine))
    yield _figure(clause, "holds on accounts", "", holds)
    reasons = Counter(code for one in every if one.refused for code in one.codes)
    for code, many in sorted(reasons.items()):
        yield _figure(clause, "refusals by reason", code, many)
    languages = Counter(one.language for one in every if one.refused)
    for tag, many in sorted(languages.items()):
        yield _figure(clause, "refusals by language", tag, many)


def _holds(session: Session, period: Period) -> int:
    opened = (Hold.opened_at >= period.since, Hold.opened_at < period.until)
    return session.scalar(select(func.count()).select_from(Hold).where(*opened)) or 0


def _people(session: Session, period: Period) -> int:
    reviewers = select(func.count(func.distinct(DecisionRow.reviewer_id))).where(
        DecisionRow.created_at >= period.since, DecisionRow.created_at < period.until
    )
    return session.scalar(reviewers) or 0


def _complaints(session: Session, period: Period) -> Iterable[Figure]:
    clause = "15(1)(d)"
    rows = session.execute(
        select(Appeal.state, Appeal.opened_at, Appeal.decided_at).where(
            Appeal.opened_at >= period.since, Appeal.opened_at < period.until
        )
    ).all()
    yield _figure(clause, "complaints received", "", len(rows))
    states = Counter(state for state, _, _ in rows)
    for state in ("reversed", "upheld", "withdrawn", "open"):
        yield _figure(clause, "complaints", state, states[state])
    hours = [(end - begin).total_seconds() / _HOUR for _, begin, end in rows if end is not None]
    middle = round(median(hours), 1) if hours else None
    yield _figure(clause, "median time to an answer", "hours", middle)


def _automated(every: Sequence[Decided]) -> Iterable[Figure]:
    clause = "15(1)(e)"
    mine = [one for one in every if not one.by_person]
    refused = [one for one in mine if one.refused]
    wrong = Rate(part=sum(one.wrong for one in refused), whole=len(refused))
    yield _figure(clause, "automated decisions", "", len(mine))
    yield _figure(clause, "automated refusals", "", wrong.whole)
    yield _figure(clause, "automated refusals found wrong", "", wrong.part)
    lower, upper = wrong.interval or (None, None)
    bound = "a lower bound: not everybody appeals"
    for name, value in (("rate", wrong.share), ("95 % from", lower), ("95 % to", upper)):
        shown = round(value, 4) if value is not None else None
        yield Figure(clause=clause, figure="error rate", detail=name, value=shown, note=bound)


def as_json(year: int, figures: Sequence[Figure]) -> dict[str, Any]:
    """Return the export as JSON-ready data."""
    return {
        "schema": SCHEMA,
        "year": year,
        "regulation": "Regulation (EU) 2022/2065",
        "figures": [asdict(figure) for figure in figures],
    }


def as_csv(year: int, figures: Sequence[Figure]) -> str:
    """Return the export as CSV (RFC 4180) with a header; an unknown value is empty."""
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow(["year", "clause", "figure", "detail", "value", "note"])
    for one in figures:
        value = "" if one.value is None else one.value
        writer.writerow([year, one.clause, one.figure, one.detail, value, one.note])
    return target.getvalue()
