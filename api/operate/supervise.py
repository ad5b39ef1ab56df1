"""Keeps workers and the embedded database running beside the web process.

A worker ends when its database connection does, with exit status 0 (service.md, 1, trap 3), so
every end is followed by a start; one that ends at once waits a little longer each time.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field

from api.settings import Settings
from api.store import embedded
from api.store.postgres_binaries import DatabaseError

log = logging.getLogger("candor.supervise")

LOOK_EVERY = 0.5  # seconds
LONGEST_WAIT = 10.0
_LIVED = 5.0  # a worker that ran this long did not fail at its start
_STOP_WITHIN = 35.0  # a worker finishes its job first


@dataclass
class _Slot:
    """One worker's place: its process, when it started, how long to wait before the next."""

    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    wait: float = 0.0
    at: float = field(default=0.0)


class Supervisor:
    """A thread that starts what should run and is not running."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._slots = [_Slot() for _ in range(settings.workers)]
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="supervisor", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def stop(self) -> None:
        """End the workers, each after its job, and stop watching."""
        self._over.set()
        self._thread.join(timeout=5)
        running = [slot.process for slot in self._slots if slot.process]
        for process in running:
            process.terminate()
        until = time.monotonic() + _STOP_WITHIN
        for process in running:
            try:
                process.wait(timeout=max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()

    def _watch(self) -> None:
        while not self._over.wait(LOOK_EVERY):
            self._database()
            for slot in self._slots:
                self._worker(slot)

    def _database(self) -> None:
        if self._settings.database_url is not None or embedded.running(self._settings.data):
            return
        log.warning("the embedded database is down; starting it")
        try:
            embedded.start(self._settings.data)
        except DatabaseError as error:
            log.error("the embedded database did not start: %s", error)

    def _worker(self, slot: _Slot) -> None:
        now = time.monotonic()
        if slot.process is not None:
            if slot.process.poll() is None:
                return
            short = now - slot.started < _LIVED
            slot.wait = min(LONGEST_WAIT, max(0.5, slot.wait * 2)) if short else 0.0
            slot.at, slot.process = now + slot.wait, None
            log.warning("a worker ended; another one starts")
        if now >= slot.at:
            slot.started = now
            command = [sys.executable, "-m", "api", "worker", "--with", str(os.getpid())]
            slot.process = subprocess.Popen(command)  # noqa: S603 - our own module
