"""A platform and two of its cases, for tests of who may do what."""

from __future__ import annotations

from datetime import timedelta

import pytest

from api.store.tables.cases import Verification
from api.store.tables.people import Platform, Subject


def add_case(session, now, name: str, platform: str = "plt_one") -> str:
    if session.get(Platform, platform) is None:
        session.add(Platform(id=platform, name="Works", settings={}, created_at=now))
        session.flush()
    session.add(Subject(id=f"sub_{name}", platform_id=platform, created_at=now))
    session.flush()
    session.add(
        Verification(
            id=f"ver_{name}",
            platform_id=platform,
            subject_id=f"sub_{name}",
            state="received",
            who_acts="applicant",
            due_at=now + timedelta(days=1),
            policy="default",
            language="en",
            attempts_allowed=3,
            created_at=now,
            updated_at=now,
        )
    )
    session.flush()
    return f"ver_{name}"


@pytest.fixture
def case(session, now) -> str:
    return add_case(session, now, "one")


@pytest.fixture
def another_case(session, now) -> str:
    return add_case(session, now, "two")
