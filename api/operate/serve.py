"""`candor serve`: the database, the workers and the web process, in one command."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import time
from pathlib import Path

from api import logs
from api.operate.bootstrap import furnish
from api.operate.supervise import Supervisor
from api.service import open_service
from api.settings import Settings, settings_from
from api.store import embedded
from api.store.schema import migrate

HELP = "start the service: database, workers and web"
_STOPPED_WITHIN = 60.0
# Seconds; above the 60 of usual proxies and clients, so that nobody asks on a line we just closed.
_KEEP_ALIVE = 65


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `candor serve`."""
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8470)
    parser.add_argument("--workers", type=int, help="processes that check documents")


def run(arguments: argparse.Namespace) -> int:
    """Serve until told to stop."""
    # Only here: a worker is the same command, and starts sooner and smaller without the web.
    import uvicorn

    from api.app import create_app

    logs.configure()
    settings = settings_from(_environment(arguments))
    svc = open_service(settings)
    migrate(svc.engine)
    for line in furnish(svc):
        print(line, file=sys.stderr)
    pid = _pid_file(settings)
    pid.write_text(str(os.getpid()), encoding="ascii")
    # uvicorn raises the signal again when it has closed; what lies below must still run.
    signal.signal(signal.SIGTERM, _leave)
    supervisor = Supervisor(settings)
    supervisor.start()
    try:
        # Access lines would log query strings; what a request did is in its answer.
        uvicorn.run(
            create_app(svc),
            host=arguments.host,
            port=arguments.port,
            access_log=False,
            log_config=None,
            timeout_graceful_shutdown=20,
            timeout_keep_alive=_KEEP_ALIVE,
        )
    finally:
        supervisor.stop()
        svc.engine.dispose()
        if settings.database_url is None:
            embedded.stop(settings.data)
        pid.unlink(missing_ok=True)
    return 0


def stop(settings: Settings) -> str:
    """Stop what `serve` started, also what a kill -9 left behind; return what was done."""
    pid = _pid_file(settings)
    told = "nothing was running"
    if pid.is_file():
        number = int(pid.read_text(encoding="ascii") or 0)
        if _ours(number):
            os.kill(number, signal.SIGTERM)
            until = time.monotonic() + _STOPPED_WITHIN
            while _ours(number) and time.monotonic() < until:
                time.sleep(0.1)
            told = "stopped"
        pid.unlink(missing_ok=True)
    if settings.database_url is None and embedded.stop(settings.data):
        told = "stopped"
    return told


def _leave(*_: object) -> None:
    raise SystemExit(0)


def _environment(arguments: argparse.Namespace) -> dict[str, str]:
    given = dict(os.environ)
    given.setdefault("CANDOR_PUBLIC_URL", f"http://{arguments.host}:{arguments.port}")
    if arguments.workers is not None:
        given["CANDOR_WORKERS"] = str(arguments.workers)
        os.environ["CANDOR_WORKERS"] = str(arguments.workers)
    # Workers are children with the same environment.
    os.environ["CANDOR_PUBLIC_URL"] = given["CANDOR_PUBLIC_URL"]
    return given


def _pid_file(settings: Settings) -> Path:
    settings.data.mkdir(parents=True, exist_ok=True)
    return settings.data / "serve.pid"


def _ours(pid: int) -> bool:
    """Whether a process of ours has that number: numbers are given again after a restart."""
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False
    return b"api" in command or b"candor" in command
