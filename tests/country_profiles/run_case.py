"""Runs one case of `country_profiles/<iso3>/cases.toml` on a specimen drawn in this process."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from functools import cache

from fixtures.specimens import specimen
from verifier.cli import cases
from verifier.cli.cases import differences
from verifier.model.context import Context
from verifier.model.decision import Decision
from verifier.model.page import Input
from verifier.profiles.cases import Case
from verifier.standard import standard_context

__all__ = ["answer", "at", "context", "differences"]


@cache
def context(day: date) -> Context:
    """Return a context of that day which trusts no key."""
    return standard_context(as_of=day, trust_only=True)


def answer(case: Case) -> Decision:
    """Verify the case's specimen."""
    inputs = tuple(Input(name=n, data=data) for n, data in specimen(case.specimen).images)
    return cases.answer(case, inputs)


def at(day: date) -> datetime:
    """Return that day's noon, as `standard_context` does."""
    return datetime.combine(day, time(12), UTC)
