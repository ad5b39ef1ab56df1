"""A worker: one process, one job at a time; as many as wanted, on any number of hosts.

Jobs run in a thread so that the worker's heartbeat goes on; decoding runs in the pipeline's own
limited child. A worker ends with the database connection (service.md, 1, trap 3), so whoever
starts it starts it again.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal

from procrastinate import App, RetryStrategy

from api.cases.check import check_attempt
from api.cases.replay import replay_decision
from api.jobs import upkeep
from api.jobs.queue import CHECK, CHECKS, REPLAY, UPKEEP, connector
from api.service import Service
from verifier.standard import standard_context

log = logging.getLogger("candor.worker")

HEARTBEAT = 5.0  # seconds between a worker's signs of life
STALLED = 15.0  # seconds without one after which its job is given to another
POLL = 1.0
FINISH_WITHIN = 30.0  # a check under way when told to stop
# Checking is the least urgent of what runs on a machine: status answers come first.
NICE = 10


def worker_app(svc: Service) -> App:
    """Return the Procrastinate app with every task of the service."""
    app = App(connector=connector(svc.database_url))

    # What a lost connection interrupts is tried again; what fails inside a check never raises.
    again = RetryStrategy(max_attempts=5, exponential_wait=2)

    @app.task(name=CHECK, queue=CHECKS, retry=again)
    async def check(attempt_id: str) -> None:
        await asyncio.to_thread(check_attempt, svc, attempt_id)

    @app.task(name=REPLAY, queue=CHECKS, retry=again)
    async def replay(decision_id: str, batch: str) -> None:
        await asyncio.to_thread(replay_decision, svc, decision_id, batch)

    @app.periodic(cron="* * * * * */5")
    @app.task(name="messages", queue=UPKEEP, queueing_lock="messages")
    async def messages(timestamp: int) -> None:
        await asyncio.to_thread(upkeep.send_messages, svc)

    # Six-field cron has its seconds last (service.md, 1, trap 1).
    @app.periodic(cron="* * * * * */5")
    @app.task(name="rescue", queue=UPKEEP, queueing_lock="rescue")
    async def rescue(timestamp: int) -> None:
        await upkeep.rescue_stalled(app, svc, STALLED)

    @app.periodic(cron="* * * * * */30")
    @app.task(name="clocks", queue=UPKEEP, queueing_lock="clocks")
    async def clocks(timestamp: int) -> None:
        await asyncio.to_thread(upkeep.run_clocks, svc)

    @app.periodic(cron="*/5 * * * *")
    @app.task(name="checkpoint", queue=UPKEEP, queueing_lock="checkpoint")
    async def checkpoint(timestamp: int) -> None:
        await asyncio.to_thread(upkeep.checkpoint, svc)

    @app.periodic(cron="17 3 * * *")
    @app.task(name="tidy", queue=UPKEEP, queueing_lock="tidy")
    async def tidy(timestamp: int) -> None:
        await asyncio.to_thread(upkeep.tidy, svc)

    return app


def run_worker(svc: Service, name: str | None = None) -> None:
    """Work until told to stop; returns when the connection to the database is lost."""
    _step_back()
    standard_context()  # profiles and engines are read before the first document waits for them
    app = worker_app(svc)

    asyncio.run(_work(app, name or f"worker-{os.getpid()}"))


def _step_back() -> None:
    # Not below what it was started with: at 19 a busy machine would give it nothing at all.
    now = os.getpriority(os.PRIO_PROCESS, 0)
    os.setpriority(os.PRIO_PROCESS, 0, max(now, NICE))


async def _work(app: App, name: str) -> None:
    """Run checks one at a time, and beside them what must not wait behind a hundred checks."""
    async with app.open_async():
        both = asyncio.gather(
            _run(app, name, CHECKS, concurrency=1),
            _run(app, f"{name}-upkeep", UPKEEP, concurrency=2),
        )
        for signal_number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(signal_number, both.cancel)
        with contextlib.suppress(asyncio.CancelledError):
            await both


async def _run(app: App, name: str, queue: str, *, concurrency: int) -> None:
    await app.run_worker_async(
        queues=[queue],
        name=name,
        concurrency=concurrency,
        fetch_job_polling_interval=POLL,
        update_heartbeat_interval=HEARTBEAT,
        stalled_worker_timeout=STALLED,
        shutdown_graceful_timeout=FINISH_WITHIN,
        install_signal_handlers=False,
    )
