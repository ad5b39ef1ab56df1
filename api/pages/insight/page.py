"""`/console/insight`: how wrong refusals get fewer, and the yearly figures as a download."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated, Literal

from fastapi import Path, Request, Response
from fastapi.responses import JSONResponse

from api.pages.console.door import Looking, room
from api.pages.console.show import show
from api.pages.insight.appeals import false_rejections, wrong_rules
from api.pages.insight.charts import trend_chart
from api.pages.insight.figures import DIMENSIONS, Period, decided, lines, total
from api.pages.insight.times import stays
from api.pages.insight.trend import trend
from api.pages.insight.yearly import as_csv, as_json, yearly
from api.routes.sight import Svc
from verifier.profiles.load import load_profiles

router = room()
ROUTERS = (router,)

SPANS = {"30": "30 days", "90": "90 days", "365": "a year"}
_FIRST_YEAR = 2020
_Span = Literal["30", "90", "365"]
_By = Literal["country", "document", "series", "reason", "script", "language"]


def period_of(days: int, now: datetime) -> Period:
    """Return the last `days` whole days and today, in UTC."""
    tomorrow = datetime.combine(now.date() + timedelta(days=1), datetime.min.time(), UTC)
    return Period(since=tomorrow - timedelta(days=days), until=tomorrow)


@router.get("/console/insight")
def insight(
    request: Request, svc: Svc, visitor: Looking, days: _Span = "90", by: _By = "country"
) -> Response:
    """Return the figures of the last days."""
    now = svc.now()
    period = period_of(int(days), now)
    with svc.sessions() as session:
        every = decided(session, period, load_profiles())
        rules = wrong_rules(session, svc.vault, period)
        rejections = false_rejections(session, period)
        lengths = stays(session, period, now)
    steps = trend(every, period)
    return show(
        request,
        "insight/insight.html",
        visitor=visitor,
        now=now,
        days=days,
        spans=SPANS,
        by=by,
        dimensions=DIMENSIONS,
        total=total(every),
        lines=lines(every, by),
        rules=rules,
        rejections=rejections,
        stays=lengths,
        steps=steps,
        chart=trend_chart(steps),
        years=tuple(range(now.year, max(_FIRST_YEAR, now.year - 3), -1)),
        span_words=_length,
    )


@router.get("/console/insight/{year}.{ending}")
def export(
    svc: Svc,
    visitor: Looking,
    year: Annotated[int, Path(ge=_FIRST_YEAR, le=2100)],
    ending: Literal["csv", "json"],
) -> Response:
    """Return a year's figures for publication."""
    with svc.sessions() as session:
        figures = yearly(session, year, load_profiles())
    name = f'attachment; filename="candor-{year}.{ending}"'
    headers = {"Content-Disposition": name, "Cache-Control": "no-store"}
    if ending == "json":
        return JSONResponse(as_json(year, figures), headers=headers)
    return Response(as_csv(year, figures), media_type="text/csv; charset=utf-8", headers=headers)


_HOURS, _DAYS = timedelta(hours=2), timedelta(days=2)


def _length(length: timedelta) -> str:
    if length >= _DAYS:
        return f"{length / timedelta(days=1):.1f} days"
    if length >= _HOURS:
        return f"{length / timedelta(hours=1):.1f} h"
    minutes = length / timedelta(minutes=1)
    return f"{minutes:.0f} min" if minutes >= 2 else f"{length.total_seconds():.0f} s"
