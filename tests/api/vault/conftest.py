"""A vault over a real folder, and fictional people to keep things about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from api.ids import new_id
from api.settings import Settings
from api.store.tables.people import Platform, Subject
from api.vault.objects import open_objects
from api.vault.ring import KeyRing, new_key, ring
from api.vault.vault import Vault
from tests.api.databases import own_database

BEFORE = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def keys() -> KeyRing:
    return ring(f"root={new_key()} key={new_key()}")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data")


@pytest.fixture
def vault(keys: KeyRing, settings: Settings) -> Vault:
    return Vault(keys, open_objects(settings))


@pytest.fixture
def own(postgres: str) -> Iterator[str]:
    """Return the URL of a database of its own, for a test that commits."""
    with own_database(postgres) as url:
        yield url


@pytest.fixture
def person() -> Callable[..., str]:
    """Return a function that adds a person of a platform and returns their id."""

    def person(session: Session, platform_id: str = "plt_one") -> str:
        if session.get(Platform, platform_id) is None:
            session.add(Platform(id=platform_id, name="Agora", settings={}, created_at=BEFORE))
            session.flush()
        row = Subject(
            id=new_id("sub"),
            platform_id=platform_id,
            reference_mac=new_id("mac").encode(),
            created_at=BEFORE,
        )
        session.add(row)
        session.flush()
        return row.id

    return person
