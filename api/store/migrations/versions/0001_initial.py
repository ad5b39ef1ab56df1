"""Everything, for the first time."""

from __future__ import annotations

import importlib
import pkgutil

from alembic import op
from procrastinate.schema import SchemaManager

import api.store.tables
from api.audit.chain import TRIGGERS
from api.store.tables.registry import Table

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table, the audit chain's triggers and the job queue."""
    for module in pkgutil.iter_modules(api.store.tables.__path__):
        importlib.import_module(f"api.store.tables.{module.name}")
    Table.metadata.create_all(op.get_bind())
    for statement in (*TRIGGERS, SchemaManager.get_schema()):
        # psycopg reads a lone percent sign as a parameter.
        op.get_bind().exec_driver_sql(statement.replace("%", "%%"))
