"""A real PostgreSQL for the tests of the service: one server for each pytest worker."""

from __future__ import annotations

import importlib
import pkgutil
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session, sessionmaker

import api.store.tables
from api.store import embedded
from api.store.engine import connect, sessions
from api.store.tables.registry import Table

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def postgres(tmp_path_factory) -> Iterator[str]:
    """Return the URL of an embedded server that ends with the tests."""
    data = tmp_path_factory.mktemp("postgres")
    yield embedded.start(data)
    embedded.stop(data)
    shutil.rmtree(data, ignore_errors=True)


@pytest.fixture(scope="session")
def engine(postgres) -> Iterator[Engine]:
    """Return an engine whose database has every table."""
    for module in pkgutil.iter_modules(api.store.tables.__path__):
        importlib.import_module(f"api.store.tables.{module.name}")
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
    names = ", ".join(f'"{table.name}"' for table in Table.metadata.sorted_tables)
    with engine.begin() as connection:
        # Tables which refuse it (the audit chain's triggers) need their own test's care.
        connection.execute(text("SET session_replication_role = DEFAULT"))
        connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))


@pytest.fixture
def now() -> datetime:
    """Return noon of 22 November 2026."""
    return NOW
