"""A real database of this room's tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from api.service import Service
from tests.pages.installed import installed


@pytest.fixture(scope="module")
def svc() -> Iterator[Service]:
    """Return a service whose database ends with the module's tests."""
    with installed() as service:
        yield service
