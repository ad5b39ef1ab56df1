"""A service without web and worker, on a real migrated database, for tests that count rows."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from api.service import Service, open_service
from api.settings import Settings
from api.store import embedded
from api.store.schema import migrate


@contextmanager
def installed() -> Iterator[Service]:
    """Yield the service; its database ends with it."""
    # Not pytest's folder: another pytest at the same time closes that to the server's account.
    data = Path(tempfile.mkdtemp(prefix="candor-"))
    svc = open_service(Settings(data=data))
    migrate(svc.engine)
    yield svc
    svc.engine.dispose()
    embedded.stop(data)
    shutil.rmtree(data, ignore_errors=True)
