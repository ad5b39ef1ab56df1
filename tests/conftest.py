"""What the tests share: drawn specimens, a context with a fixed clock, the measuring corpus."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest

from verifier.model.context import Context
from verifier.model.page import Input
from verifier.standard import standard_context

TODAY = date(2026, 11, 22)
REPOSITORY = Path(__file__).resolve().parents[1]
SHARED = REPOSITORY.parent / "shared"


@cache
def drawn(name: str) -> tuple[Input, ...]:
    """Return a drawn specimen's sides as inputs."""
    from fixtures.specimens import specimen

    return tuple(Input(name=n, data=data) for n, data in specimen(name).images)


@cache
def _context() -> Context:
    return standard_context(as_of=TODAY, trust_only=True)


@pytest.fixture
def ctx() -> Context:
    return _context()


@pytest.fixture
def on():
    """Return the same context on another day."""

    def on(year: int, month: int, day: int) -> Context:
        return replace(_context(), now=datetime(year, month, day, 12, tzinfo=UTC))

    return on
