"""A migrated database is what the models say, and migrating again changes nothing."""

from __future__ import annotations

import shutil

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from api.store import embedded
from api.store.engine import connect
from api.store.schema import migrate
from api.store.tables.registry import Table


@pytest.fixture(scope="module")
def migrated(tmp_path_factory):
    data = tmp_path_factory.mktemp("migrated")
    engine = connect(embedded.start(data))
    migrate(engine)
    yield engine
    engine.dispose()
    embedded.stop(data)
    shutil.rmtree(data, ignore_errors=True)


def ours(_object, name, kind, *_):
    return not (kind == "table" and name.startswith(("procrastinate_", "alembic_")))


def test_the_migrations_make_what_the_models_say(migrated, engine):
    with migrated.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours})
        assert compare_metadata(context, Table.metadata) == []


def test_every_constraint_of_the_models_is_in_the_database(migrated, engine):
    def checks(of) -> set[str]:
        found = inspect(of)
        return {
            f"{table.name}: {one['name']}"
            for table in Table.metadata.sorted_tables
            for one in found.get_check_constraints(table.name)
        }

    assert checks(migrated) == checks(engine)


def test_migrating_again_changes_nothing(migrated):
    migrate(migrated)
    with migrated.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).all() == [
            ("0001",)
        ]
