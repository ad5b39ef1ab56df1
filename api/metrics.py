"""`/metrics`: numbers of the service for Prometheus, read from the database at each scrape.

What many processes and hosts share is counted where they share it, so no scrape depends on which
process answers. Labels are states and codes of ours; never an identifier, a name or an address.
Source: Prometheus, "Metric and label naming", "Writing exporters".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from api.store.tables.cases import Attempt, DecisionRow, Verification
from api.store.tables.delivery import Event, WebhookDelivery, WebhookEndpoint, WebhookTry
from api.store.tables.review import Appeal, Hold

CONTENT_TYPE: Final = CONTENT_TYPE_LATEST
_OPEN = ("received", "checking", "needs_you", "with_reviewer")
_DAY = timedelta(days=1)

Age = Callable[[], float | None]  # seconds; None when there is nothing to measure


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counted:
    """One metric with one label: what it says and the question that counts it."""

    name: str
    help: str
    label: str
    asked: Select[str, int]


def exposition(session: Session, now: datetime, *, heartbeat_age: Age, queue_age: Age) -> bytes:
    """Return the metrics in Prometheus' text format (`CONTENT_TYPE`)."""
    registry = CollectorRegistry()
    registry.register(_Database(session, now, heartbeat_age, queue_age))
    return generate_latest(registry)


class _Database(Collector):
    def __init__(self, session: Session, now: datetime, heartbeat: Age, queue: Age) -> None:
        self._session, self._now = session, now
        self._heartbeat, self._queue = heartbeat, queue

    def collect(self) -> Iterable[GaugeMetricFamily]:
        for counted in _counted(self._now):
            family = GaugeMetricFamily(counted.name, counted.help, labels=[counted.label])
            for label, count in self._session.execute(counted.asked):
                family.add_metric([label], count)
            yield family
        yield from self._ages()

    def _ages(self) -> Iterator[GaugeMetricFamily]:
        pending = select(func.min(WebhookDelivery.created_at)).where(
            WebhookDelivery.state == "pending"
        )
        ages = (
            ("candor_worker_heartbeat_age_seconds", "Since a worker's last sign", self._heartbeat),
            ("candor_queue_age_seconds", "Waiting time of the oldest check", self._queue),
            (
                "candor_webhook_oldest_pending_seconds",
                "Age of the oldest undelivered webhook",
                lambda: self._since(pending),
            ),
        )
        for name, says, age in ages:
            family = GaugeMetricFamily(name, says)
            if (seconds := age()) is not None:
                family.add_metric([], seconds)
            yield family

    def _since(self, asked: Select[datetime]) -> float | None:
        moment = self._session.scalar(asked)
        return (self._now - moment).total_seconds() if moment else None


def _counted(now: datetime) -> tuple[_Counted, ...]:
    overdue = select(Verification.state, func.count()).where(
        Verification.state.in_(_OPEN), Verification.due_at < now
    )
    return (
        _Counted(
            name="candor_cases",
            help="Verifications by state",
            label="state",
            asked=_by(Verification.state),
        ),
        _Counted(
            name="candor_cases_overdue",
            help="Open verifications past their due date, by state",
            label="state",
            asked=overdue.group_by(Verification.state),
        ),
        _Counted(
            name="candor_attempts_unfinished",
            help="Submissions that are queued or being checked",
            label="state",
            asked=_by(Attempt.state, Attempt.state.in_(("queued", "running"))),
        ),
        _Counted(
            name="candor_decisions_last_day",
            help="Decisions of the last 24 hours by verdict",
            label="verdict",
            asked=_by(DecisionRow.verdict, DecisionRow.created_at > now - _DAY),
        ),
        _Counted(
            name="candor_appeals", help="Appeals by state", label="state", asked=_by(Appeal.state)
        ),
        _Counted(
            name="candor_appeals_overdue",
            help="Open appeals past their due date",
            label="state",
            asked=_by(Appeal.state, Appeal.state == "open", Appeal.due_at < now),
        ),
        _Counted(
            name="candor_holds_open",
            help="Holds in force by kind",
            label="kind",
            asked=_by(Hold.kind, Hold.closed_at.is_(None)),
        ),
        _Counted(
            name="candor_events_last_day",
            help="Events of the last 24 hours by type",
            label="type",
            asked=_by(Event.type, Event.at > now - _DAY),
        ),
        _Counted(
            name="candor_webhook_deliveries",
            help="Webhook deliveries by state",
            label="state",
            asked=_by(WebhookDelivery.state),
        ),
        _Counted(
            name="candor_webhook_tries_last_day",
            help="Webhook tries of the last 24 hours by outcome",
            label="outcome",
            asked=_by(WebhookTry.outcome, WebhookTry.at > now - _DAY),
        ),
        _Counted(
            name="candor_webhook_endpoints",
            help="Webhook addresses by state",
            label="state",
            asked=_by(WebhookEndpoint.state),
        ),
    )


def _by(column: Any, *where: Any) -> Select[str, int]:
    return select(column, func.count()).where(*where).group_by(column)
