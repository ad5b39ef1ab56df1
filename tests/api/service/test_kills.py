"""kill -9 of worker, web process and database: what was accepted is decided once, or a person's.

Real processes, each killed while documents are sent and checked, and started again as an init
system would.
"""

from __future__ import annotations

import itertools
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from api.store import embedded
from api.store.engine import connect
from bench.installation import Installation, installation
from bench.service_client import SETTLED, UNREADABLE, Client, picture

KILLED = ("worker", "web", "database")
SENDERS = 4


class Killer:
    """Kills one process after the other until told to stop."""

    def __init__(self, service: Installation, pause: float, rounds: int) -> None:
        self.service, self.pause = service, pause
        self.killed: Counter[str] = Counter()
        self._order = itertools.chain.from_iterable([KILLED] * rounds)
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._work)

    def __enter__(self) -> Killer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.join()

    def _work(self) -> None:
        for what in self._order:
            # Each hits a service at work, not one that is still starting after the last.
            self.service.wait(worker=False)
            time.sleep(self.pause)
            while not self.service.kill(what):
                time.sleep(0.1)
            self.killed[what] += 1


def sent_while_killing(service: Installation, documents: list[bytes], killer: Killer) -> list[str]:
    """Send all documents, killing meanwhile; return the ids of those accepted."""
    client = Client(url=service.url, key=service.key)
    with killer, ThreadPoolExecutor(SENDERS) as senders:
        sent = [
            senders.submit(client.verify, f"person-{n}", data) for n, data in enumerate(documents)
        ]
        cases = [one.result() for one in sent]
    assert not {status for status in client.answers if status == 500}, client.answers
    assert client.malformed == []
    return cases


def left(service: Installation, question: str) -> list[tuple[object, ...]]:
    engine = connect(embedded.start(service.data))
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(text(question))]
    engine.dispose()
    return found


def assert_each_is_settled_once(service: Installation, cases: list[str]) -> None:
    service.wait()
    client = Client(url=service.url, key=service.key)
    states = Counter(client.settled(case, within=1200) for case in cases)
    assert set(states) <= set(SETTLED)
    assert sum(states.values()) == len(cases) == len(set(cases))
    # Nothing was opened twice: there is no verification that no client knows of.
    assert sorted(cases) == sorted(str(i) for (i,) in left(service, "SELECT id FROM verification"))
    decided = "SELECT verification_id FROM decision WHERE step = 'engine' AND attempt = 1"
    assert sorted(str(i) for (i,) in left(service, decided)) == sorted(cases)
    told = "SELECT verification_id, count(*) FROM event WHERE type = ANY('{%s}') GROUP BY 1"
    ends = ",".join(f"verification.{state}" for state in SETTLED)
    assert {n for _, n in left(service, told % ends)} == {1}
    open_ends = "SELECT id FROM attempt WHERE state IN ('queued', 'running')"
    assert left(service, open_ends) == []
    service.run("audit", "verify")


@pytest.mark.all
def test_one_kill_each_in_the_middle_of_eight_uploads():
    documents = [picture(), picture(420), *[UNREADABLE + bytes([n]) for n in range(6)]]
    with installation() as service:
        killer = Killer(service, pause=1.5, rounds=1)
        cases = sent_while_killing(service, documents, killer)
        assert killer.killed == dict.fromkeys(KILLED, 1)
        assert_each_is_settled_once(service, cases)


@pytest.mark.all
def test_kills_again_and_again_in_the_middle_of_fifty_uploads():
    documents = [picture(400 + n) for n in range(50)]
    with installation(workers=2) as service:
        killer = Killer(service, pause=8, rounds=4)
        cases = sent_while_killing(service, documents, killer)
        assert killer.killed == dict.fromkeys(KILLED, 4)
        assert_each_is_settled_once(service, cases)
