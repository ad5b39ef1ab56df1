"""A real PostgreSQL for the tests of the service: one server for each pytest worker."""

from __future__ import annotations

import importlib
import pkgutil
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session, sessionmaker

import api.store.tables
from api.store import embedded
from api.store.engine import connect, sessions
from api.store.tables.registry import Table

_TRUNCATE = 32  # pg_trigger.h: TRIGGER_TYPE_TRUNCATE
_REFUSING_TRUNCATE = text(
    f"SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgtype & {_TRUNCATE} <> 0"  # noqa: S608
)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def load_tables() -> None:
    """Import every table, so that the metadata is whole."""
    for module in pkgutil.iter_modules(api.store.tables.__path__):
        importlib.import_module(f"api.store.tables.{module.name}")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Return the URL of an embedded server that ends with the tests."""
    # Not pytest's folder: another pytest at the same time closes that to the server's account.
    data = Path(tempfile.mkdtemp(prefix="candor-"))
    yield embedded.start(data)
    embedded.stop(data)
    shutil.rmtree(data, ignore_errors=True)


@pytest.fixture(scope="session")
def engine(postgres) -> Iterator[Engine]:
    """Return an engine whose database has every table."""
    load_tables()
    made = connect(postgres, application="tests")
    Table.metadata.create_all(made)
    yield made
    made.dispose()


@pytest.fixture
def session(engine) -> Iterator[Session]:
    """Return a session whose work is undone after the test; `commit` works inside it."""
    with engine.connect() as connection:
        outer = connection.begin()
        with Session(
            connection, expire_on_commit=False, join_transaction_mode="create_savepoint"
        ) as session:
            yield session
        outer.rollback()


@pytest.fixture
def factory(engine) -> Iterator[sessionmaker[Session]]:
    """Return a session factory that really commits; every table is emptied after the test."""
    yield sessions(engine)
    with engine.begin() as connection:
        # The audit chain refuses to be emptied; its rows stay, for nobody else's harm.
        refusing = set(connection.scalars(_REFUSING_TRUNCATE))
        names = [t.name for t in Table.metadata.sorted_tables if t.name not in refusing]
        quoted = ", ".join(f'"{name}"' for name in names)
        connection.execute(text(f"TRUNCATE {quoted} RESTART IDENTITY CASCADE"))


@pytest.fixture
def now() -> datetime:
    """Return noon of 22 November 2026."""
    return NOW
