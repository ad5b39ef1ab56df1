"""The whole application on a real, migrated database; without a worker."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.service import Service, open_service
from api.settings import Settings
from api.store import embedded
from api.store.schema import migrate


@pytest.fixture(scope="module")
def svc() -> Iterator[Service]:
    """Return a running service of demo mode."""
    data = Path(tempfile.mkdtemp(prefix="candor-"))
    made = open_service(Settings(data=data, policy="demo"))
    migrate(made.engine)
    yield made
    made.engine.dispose()
    embedded.stop(data)
    shutil.rmtree(data, ignore_errors=True)


@pytest.fixture(scope="module")
def app(svc):
    """Return the application over it."""
    return create_app(svc)


@pytest.fixture(scope="module")
def client(app) -> Iterator[TestClient]:
    """Return a client whose calls raise nothing: every failure is an answer."""
    with TestClient(app, raise_server_exceptions=False, follow_redirects=False) as client:
        yield client
