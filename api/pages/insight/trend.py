"""Figures over time: refusals and wrong refusals, week by week or month by month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from api.pages.insight.figures import Decided, Period

_WEEKS_UP_TO = timedelta(days=190)
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One week or month: `label` names it, `begins` is its first day."""

    label: str
    begins: date
    decided: int
    refused: int
    wrong: int


def trend(every: Iterable[Decided], period: Period) -> tuple[Step, ...]:
    """Return the steps of a period in order, empty ones too: weeks for short ones, else months."""
    weekly = period.until - period.since <= _WEEKS_UP_TO
    begins = _week if weekly else _month
    groups: dict[date, list[Decided]] = {day: [] for day in _days(period, weekly)}
    for one in every:
        groups.setdefault(begins(one.at), []).append(one)
    return tuple(_step(day, groups[day], weekly) for day in sorted(groups))


def _days(period: Period, weekly: bool) -> Iterator[date]:
    day = _week(period.since) if weekly else _month(period.since)
    last = (period.until - timedelta(microseconds=1)).date()
    while day <= last:
        yield day
        day = day + _WEEK if weekly else _next_month(day)


def _week(at: datetime) -> date:
    return at.date() - timedelta(days=at.weekday())


def _month(at: datetime) -> date:
    return at.date().replace(day=1)


def _next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def _step(day: date, group: list[Decided], weekly: bool) -> Step:
    return Step(
        label=f"{day:%d %b}" if weekly else f"{day:%b %Y}",
        begins=day,
        decided=len(group),
        refused=sum(one.refused for one in group),
        wrong=sum(one.wrong for one in group),
    )
