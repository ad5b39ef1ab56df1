"""What runs by itself: rescue of dead workers' jobs, clocks, notices, retention."""

from __future__ import annotations

import logging
from datetime import datetime

from procrastinate import App
from procrastinate.jobs import Job, Status
from sqlalchemy import text
from sqlalchemy.orm import Session

from api.access.counters import Counters
from api.access.expiry import forget_expired
from api.audit.checkpoint import SEED_PURPOSE, checkpoints_from
from api.cases.again import give_notices
from api.cases.clocks import escalate_overdue
from api.service import Service
from api.vault.retention import apply_retention
from api.vault.sweep import remove_orphans, remove_shredded
from api.webhooks.deliver import deliver_due
from api.webhooks.endpoints import sealing_from
from api.webhooks.send import GuardedSender

log = logging.getLogger("candor.upkeep")

# Finished jobs carry ids alone and are of no use after a day.
_FINISHED_HOURS = 24
_JOB_STATES = ("succeeded", "failed", "cancelled", "aborted")
_MOST_RESCUES = 10  # of a job that is not a check; a check counts its own tries


async def rescue_stalled(app: App, svc: Service, silent_for: float) -> None:
    """Give the jobs of workers that fell silent to others.

    A check that keeps killing its worker ends with a person: `check_attempt` counts its tries.
    """
    stalled = await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=silent_for)
    for job in stalled:
        log.warning("rescued %s, taken up %d times", job.task_name, job.attempts)
        await _again(app, job)
    await app.job_manager.prune_stalled_workers(silent_for * 4)


async def _again(app: App, job: Job) -> None:
    if job.attempts >= _MOST_RESCUES:
        await app.job_manager.finish_job(job, status=Status.FAILED, delete_job=False)
        return
    await app.job_manager.retry_job(job)


def run_clocks(svc: Service) -> None:
    """Escalate what is overdue and announce what comes due."""
    now = svc.now()
    with svc.sessions.begin() as session:
        escalate_overdue(session, svc.vault, now)
    with svc.sessions.begin() as session:
        give_notices(session, now)


def send_messages(svc: Service) -> None:
    """Deliver the webhooks that are due."""
    sender = GuardedSender(loopback=svc.settings.demo)
    deliver_due(svc.sessions, sender, sealing=sealing_from(svc.keys), now=svc.now())


def checkpoint(svc: Service) -> None:
    """Sign the head of the audit chain into a folder outside the database."""
    checkpoints = checkpoints_from(svc.settings, svc.keys.mac_key(SEED_PURPOSE, ""))
    with svc.sessions.begin() as session:
        checkpoints.write(session, svc.now())


def tidy(svc: Service) -> None:
    """End what retention ends, sweep the object store, prune finished jobs."""
    now = svc.now()
    while True:
        with svc.sessions.begin() as session:
            ended = apply_retention(session, svc.vault, now)
        if not (ended.objects or ended.texts):
            break
    while True:
        with svc.sessions.begin() as session:
            if remove_shredded(session, svc.vault) == 0:
                break
    with svc.sessions.begin() as session:
        remove_orphans(session, svc.vault, now)
        forget_expired(session, now)
    Counters(svc.engine).forget_expired()
    with svc.sessions.begin() as session:
        _prune(session, now)


def _prune(session: Session, now: datetime) -> None:
    session.execute(
        text(
            "DELETE FROM procrastinate_jobs j WHERE j.status::text = ANY(:ended) AND NOT EXISTS ("
            "SELECT 1 FROM procrastinate_events e WHERE e.job_id = j.id "
            "AND e.at > :now - make_interval(hours => :hours))"
        ),
        {"ended": list(_JOB_STATES), "now": now, "hours": _FINISHED_HOURS},
    )
