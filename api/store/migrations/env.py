"""Alembic's environment: the tables of `api.store.tables` on the engine it is handed."""

from __future__ import annotations

import importlib
import pkgutil

from alembic import context

import api.store.tables
from api.store.tables.registry import Table

for _module in pkgutil.iter_modules(api.store.tables.__path__):
    importlib.import_module(f"api.store.tables.{_module.name}")


def _of_ours(_object: object, name: str | None, kind: str, *_: object) -> bool:
    return not (kind == "table" and (name or "").startswith("procrastinate_"))


with context.config.attributes["engine"].connect() as _connection:
    context.configure(
        connection=_connection, target_metadata=Table.metadata, include_object=_of_ours
    )
    with context.begin_transaction():
        context.run_migrations()
    _connection.commit()
