"""The queue: what can be put on it, within the transaction that makes the work necessary.

Arguments are ids, never a person's data: they stay in the job tables (service.md, 1, trap 7).
"""

from __future__ import annotations

from datetime import datetime

from procrastinate import App, PsycopgConnector
from procrastinate.sync_psycopg_connector import SyncPsycopgConnector
from sqlalchemy.orm import Session

CHECK = "check"
REPLAY = "replay"

CHECKS = "checks"
UPKEEP = "upkeep"

# A connector only to write jobs with: each is written on its session's own connection.
_deferring = App(connector=SyncPsycopgConnector())


def connector(url: str) -> PsycopgConnector:
    """Return a worker's connector for a SQLAlchemy URL."""
    return PsycopgConnector(conninfo=conninfo(url), min_size=1, max_size=4)


def conninfo(url: str) -> str:
    """Return the libpq form of a SQLAlchemy URL."""
    return url.replace("postgresql+psycopg://", "postgresql://", 1)


def enqueue(
    session: Session,
    task: str,
    queue: str,
    *,
    at: datetime | None = None,
    once: str | None = None,
    **arguments: str,
) -> None:
    """Put a job on the queue in this session's transaction: both are kept, or neither.

    `once` lets only one such job wait at a time.
    """
    connection = session.connection().connection.driver_connection
    deferrer = _deferring.configure_task(
        task,
        allow_unknown=True,
        queue=queue,
        schedule_at=at,
        queueing_lock=once,
        connection=connection,
    )
    deferrer.defer(**arguments)
