"""A database of its own for a test that really commits, with the triggers the service has."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from sqlalchemy import make_url, text

import api.store.tables
from api.audit.chain import TRIGGERS
from api.store.engine import connect
from api.store.tables.registry import Table


@contextmanager
def own_database(server: str) -> Iterator[str]:
    """Yield the URL of a new database with every table; it goes away afterwards."""
    for module in pkgutil.iter_modules(api.store.tables.__path__):
        importlib.import_module(f"api.store.tables.{module.name}")
    name = f"own_{uuid4().hex}"
    _outside(server, f"CREATE DATABASE {name}")
    url = make_url(server).set(database=name).render_as_string(hide_password=False)
    engine = connect(url)
    Table.metadata.create_all(engine)
    with engine.begin() as connection:
        for statement in TRIGGERS:
            connection.execute(text(statement))
    engine.dispose()
    yield url
    _outside(server, f"DROP DATABASE {name} WITH (FORCE)")


def _outside(server: str, statement: str) -> None:
    engine = connect(server).execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
