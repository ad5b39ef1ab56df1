"""The running service's parts, opened once at the edge and handed to everything that needs them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from api.settings import Settings
from api.store import embedded
from api.store.engine import connect, sessions
from api.vault.keys import KeyProvider, load_keys
from api.vault.objects import Objects, open_objects
from api.vault.vault import Vault


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """Settings, database, vault and clock of one process."""

    settings: Settings
    database_url: str
    engine: Engine
    sessions: sessionmaker[Session]
    keys: KeyProvider
    objects: Objects
    vault: Vault
    now: Callable[[], datetime] = _now


def open_service(settings: Settings, *, now: Callable[[], datetime] = _now) -> Service:
    """Return the service of these settings, its embedded database started when it has one.

    Raises SettingsError for a setting that cannot be used, sqlalchemy's errors when the database
    cannot be reached.
    """
    keys = load_keys(settings)
    objects = open_objects(settings)
    url = settings.database_url or embedded.start(settings.data)
    engine = connect(url)
    return Service(
        settings=settings,
        database_url=url,
        engine=engine,
        sessions=sessions(engine),
        keys=keys,
        objects=objects,
        vault=Vault(keys, objects),
        now=now,
    )
