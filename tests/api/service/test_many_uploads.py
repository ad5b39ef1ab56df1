"""Two hundred uploads at once: none is lost, and who is told to come back is told properly."""

from __future__ import annotations

from collections import Counter

import pytest

from bench.installation import installation
from bench.service_client import SETTLED, UNREADABLE, Client, picture
from bench.service_load import load

# Bodies that may be in memory at once, the process itself, and room for what threads hold.
MOST_MIB = 1000


@pytest.mark.all
def test_two_hundred_uploads_at_once_lose_none():
    # Large enough that many are on their way at the same time; most are settled at a glance.
    large = UNREADABLE + bytes(4 * 1024 * 1024)
    documents = [picture() if n % 10 == 0 else large + bytes([n]) for n in range(200)]
    with installation(workers=2) as service:
        seen = load(service, documents)
        assert seen.malformed == ()
        assert 500 not in seen.answers, seen.answers
        assert seen.answers[429] > 0, "two hundred at once met no limit"
        assert seen.memory_most < MOST_MIB * 1024, seen.memory_most
        client = Client(url=service.url, key=service.key)
        states = Counter(client.settled(case, within=1200) for case in seen.cases)
    assert set(states) <= set(SETTLED)
    assert sum(states.values()) == len(set(seen.cases)) == len(documents)
