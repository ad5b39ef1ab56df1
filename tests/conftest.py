"""A context with a fixed clock, shared by all tests of a process."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

import pytest

from tests.corpus import TODAY
from verifier.model.context import Context
from verifier.standard import standard_context


@cache
def _context() -> Context:
    return standard_context(as_of=TODAY, trust_only=True)


@pytest.fixture
def ctx() -> Context:
    """Return the context of 22 November 2026."""
    return _context()


@pytest.fixture
def on():
    """Return a function that gives the same context on another day."""

    def on(year: int, month: int, day: int) -> Context:
        return replace(_context(), now=datetime(year, month, day, 12, tzinfo=UTC))

    return on
