"""The service under load: uploads at once, status answers meanwhile, memory, worker processes.

Uploads: so many callers at once, each opens, uploads and hands in, and honours 429 and Retry-After.
Workers: the same queue of documents is worked off by one worker process and by two; a rate counts
from the first job's start to the last one's end, so starting a process is not in it.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import text

from api.store import embedded
from api.store.engine import connect
from bench.installation import Installation, installation
from bench.service_client import Client, picture
from bench.service_load import load

_SPAN = text(
    "SELECT extract(epoch FROM max(e.at) FILTER (WHERE e.type = 'succeeded') "
    "- min(e.at) FILTER (WHERE e.type = 'started')) "
    "FROM procrastinate_events e JOIN procrastinate_jobs j ON j.id = e.job_id "
    "WHERE j.task_name = 'check'"
)
_KIB = 1024


def uploads(count: int, width: int) -> dict[str, object]:
    """Measure `count` uploads at once of pictures `width` pixels wide."""
    data = picture(width)
    with installation() as service:
        seen = load(service, [data] * count)
        client = Client(url=service.url, key=service.key)
        states = [client.status(case)["state"] for case in seen.cases]
    times = sorted(seen.status_times)
    return {
        "uploads": count,
        "bytes_each": len(data),
        "accepted": len(set(seen.cases)),
        "known_afterwards": len(states),
        "answers": {str(status): n for status, n in sorted(seen.answers.items())},
        "malformed_429": len(seen.malformed),
        "seconds": round(seen.seconds, 1),
        "status_answers": len(times),
        "status_median_ms": round(1000 * statistics.median(times)) if times else None,
        "status_p95_ms": round(1000 * times[int(0.95 * (len(times) - 1))]) if times else None,
        "web_memory_before_mb": seen.memory_before // _KIB,
        "web_memory_most_mb": seen.memory_most // _KIB,
    }


def jobs_per_second(workers: int, documents: int) -> float:
    """Return how many documents a second so many worker processes check."""
    data = picture()
    with installation(workers=workers) as service:
        client = Client(url=service.url, key=service.key)
        warm = [client.verify(f"warm-{n}", data) for n in range(workers)]
        for case in warm:
            client.settled(case, within=1200)
        _forget(service)
        for case in [client.verify(f"person-{n}", data) for n in range(documents)]:
            client.settled(case, within=1200)
        return documents / _span(service)


def _forget(service: Installation) -> None:
    engine = connect(embedded.start(service.data))
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM procrastinate_jobs WHERE task_name = 'check'"))
    engine.dispose()


def _span(service: Installation) -> float:
    engine = connect(embedded.start(service.data))
    with engine.connect() as connection:
        seconds = float(connection.execute(_SPAN).scalar_one())
    engine.dispose()
    return seconds


def main(argv: Sequence[str]) -> int:
    """Print the figures as JSON, with the machine's load before and after."""
    parser = argparse.ArgumentParser(prog="./run bench service", description=__doc__)
    parser.add_argument("--uploads", type=int, default=200)
    parser.add_argument("--width", type=int, default=1476, help="pixels of each picture")
    parser.add_argument("--documents", type=int, default=30, help="for one worker and for two")
    parser.add_argument("--only", choices=("uploads", "workers"))
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args(argv)
    told: dict[str, object] = {"cores": os.cpu_count(), "load_before": os.getloadavg()}
    if arguments.only != "workers":
        told["uploads"] = uploads(arguments.uploads, arguments.width)
    if arguments.only != "uploads":
        one, two = (jobs_per_second(n, arguments.documents) for n in (1, 2))
        told["jobs_per_second"] = {"one": round(one, 3), "two": round(two, 3)}
        told["two_over_one"] = round(two / one, 2)
    told["load_after"] = os.getloadavg()
    told["at"] = time.strftime("%Y-%m-%dT%H:%MZ", time.gmtime())
    shown = json.dumps(told, indent=1)
    print(shown)
    if arguments.json:
        arguments.json.write_text(shown, encoding="utf-8")
    return 0
