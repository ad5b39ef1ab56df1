"""Signs of life: seconds since a worker's last heartbeat, and of the oldest check that waits."""

from __future__ import annotations

from sqlalchemy import text

HEARTBEAT_AGE = text(
    "SELECT extract(epoch FROM now() - max(last_heartbeat)) FROM procrastinate_workers"
)
QUEUE_AGE_NOW = text(
    "SELECT extract(epoch FROM now() - min(e.at)) FROM procrastinate_jobs j "
    "JOIN procrastinate_events e ON e.job_id = j.id AND e.type = 'deferred' "
    "WHERE j.status = 'todo' AND j.queue_name = 'checks'"
)
