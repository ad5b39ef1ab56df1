"""What tests verify: drawn specimens, and the measuring corpus where it is at hand."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from fixtures.specimens import specimen
from verifier.model.page import Input

TODAY = date(2026, 11, 22)
REPOSITORY = Path(__file__).resolve().parents[1]
SHARED = REPOSITORY.parent / "shared"

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the measuring corpus is not here")


@cache
def drawn(name: str) -> tuple[Input, ...]:
    """Return a drawn specimen's sides as inputs."""
    return tuple(Input(name=n, data=data) for n, data in specimen(name).images)
