"""A whole service in a folder of its own, with real processes that can be found and killed.

It is kept running as an init system would: whatever ends, ends on its own and is started again.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx

_LOOK_EVERY = 0.3  # seconds
_START_SECONDS = 600.0  # on a busy machine; an idle one needs ten
_STOP_SECONDS = 90.0


class Installation:
    """`candor serve` on `data`; `log` is everything its processes said."""

    def __init__(self, data: Path, *, workers: int = 1, **settings: str) -> None:
        self.data, self.workers = data, workers
        self.log = data.with_name(data.name + ".log")
        self.url = f"http://127.0.0.1:{_free_port()}"
        self._environment = {**os.environ, "CANDOR_DATA": str(data), **settings}
        self._process: subprocess.Popen[bytes] | None = None
        self._over = threading.Event()
        self._keeper = threading.Thread(target=self._keep, daemon=True)

    @property
    def web(self) -> int:
        """The number of the web process."""
        if self._process is None:
            raise RuntimeError("the installation was not started")
        return self._process.pid

    @property
    def key(self) -> str:
        """The demo's API key."""
        return (self.data / "demo-key").read_text(encoding="ascii")

    def start(self) -> None:
        """Start everything and wait until it answers."""
        self._launch()
        self._keeper.start()
        self.wait()

    def wait(self, *, worker: bool = True) -> None:
        """Wait until the web process answers, with `worker` also until one checks documents."""
        until = time.monotonic() + _START_SECONDS
        while time.monotonic() < until:
            with contextlib.suppress(httpx.TransportError):
                asked = httpx.get(self.url + ("/readyz" if worker else "/healthz"), timeout=10)
                if asked.is_success:
                    return
            time.sleep(_LOOK_EVERY)
        raise TimeoutError("the service did not start; see its log")

    def stop(self) -> None:
        """Stop everything in order."""
        self._over.set()
        self._keeper.join(timeout=10)
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            self._process.wait(timeout=_STOP_SECONDS)
        # Also what a kill of the web process left behind.
        self.run("stop")

    def worker_pids(self) -> list[int]:
        """Return the workers of this web process."""
        mark = f"--with\0{self.web}\0".encode()
        return [pid for pid in _processes() if mark in _command(pid)]

    def database_pid(self) -> int | None:
        """Return the database's first process."""
        try:
            first = (self.data / "postgres" / "postmaster.pid").read_text().splitlines()[0]
        except (OSError, IndexError):
            return None
        pid = int(first)
        return pid if b"postgres" in _command(pid) else None

    def kill(self, what: str) -> bool:
        """Kill -9 the `web`, a `worker` or the `database`; whether there was one."""
        pid = {
            "web": lambda: self.web,
            "worker": lambda: next(iter(self.worker_pids()), None),
            "database": self.database_pid,
        }[what]()
        if pid is None:
            return False
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
            return True
        return False

    def _keep(self) -> None:
        while not self._over.wait(_LOOK_EVERY):
            if self._process is not None and self._process.poll() is not None:
                self._launch()

    def _launch(self) -> None:
        port = self.url.rpartition(":")[2]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [*_CANDOR, "serve", "--port", port, "--workers", str(self.workers)],
                env=self._environment,
                stdout=log,
                stderr=log,
            )

    def run(self, *words: str) -> str:
        """Run one of the operator's words on this installation; return what it printed."""
        done = subprocess.run(
            [*_CANDOR, *words], env=self._environment, capture_output=True, text=True
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(words)}: {done.stdout}{done.stderr}")
        return done.stdout


_CANDOR = (sys.executable, "-m", "api")


@contextlib.contextmanager
def installation(*, workers: int = 1, **settings: str) -> Iterator[Installation]:
    """Yield a running installation in a folder that goes away afterwards."""
    # Not under a caller's temporary folder: that may be closed to the database's own account.
    folder = Path(tempfile.mkdtemp(prefix="candor-"))
    made = Installation(folder / "data", workers=workers, **settings)
    try:
        made.start()
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder, ignore_errors=True)


def memory(pid: int, what: str = "VmHWM") -> int:
    """Return a process's memory in KiB: `VmRSS` now, `VmHWM` at most so far (proc(5))."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(what + ":"):
            return int(line.split()[1])
    return 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _processes() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""
