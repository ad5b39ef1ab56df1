"""Many uploads at once against one installation, and what its web process does meanwhile."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from types import TracebackType

import httpx

from bench.installation import Installation, memory
from bench.service_client import Client

_ASK_EVERY = 0.25  # seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What came of it; memory in KiB, times in seconds."""

    cases: tuple[str, ...]
    answers: Counter[int]
    malformed: tuple[str, ...]
    status_times: tuple[float, ...]
    seconds: float
    memory_before: int
    memory_most: int


class StatusAsker:
    """Asks where one verification stands, again and again, and notes how long each answer took."""

    def __init__(self, service: Installation, case: str) -> None:
        self.times: list[float] = []
        self._path = f"{service.url}/v1/verifications/{case}"
        self._said = {"authorization": f"Bearer {service.key}"}
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._ask, daemon=True)

    def __enter__(self) -> StatusAsker:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._over.set()
        self._thread.join()

    def _ask(self) -> None:
        with httpx.Client(timeout=60) as http:
            while not self._over.wait(_ASK_EVERY):
                began = time.monotonic()
                http.get(self._path, headers=self._said).raise_for_status()
                self.times.append(time.monotonic() - began)


def load(service: Installation, documents: Sequence[bytes]) -> Load:
    """Send all documents at once, each by a caller of its own; return when all are accepted."""
    client = Client(url=service.url, key=service.key)
    first = client.verify("first", documents[0])
    before = memory(service.web, "VmRSS")
    began = time.monotonic()
    with StatusAsker(service, first) as asker, ThreadPoolExecutor(len(documents)) as senders:
        sent = [
            senders.submit(client.verify, f"person-{n}", data) for n, data in enumerate(documents)
        ]
        cases = tuple(one.result() for one in sent)
    return Load(
        cases=cases,
        answers=client.answers,
        malformed=tuple(client.malformed),
        status_times=tuple(asker.times),
        seconds=time.monotonic() - began,
        memory_before=before,
        memory_most=memory(service.web, "VmHWM"),
    )
