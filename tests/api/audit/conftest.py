"""A database with the chain's triggers, and a folder of checkpoints."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from api.audit.chain import append
from api.audit.checkpoint import Checkpoints
from api.store.engine import connect
from tests.api.databases import own_database

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def own(postgres: str) -> Iterator[str]:
    with own_database(postgres) as url:
        yield url


@pytest.fixture(scope="module")
def guarded(own: str) -> Iterator[Engine]:
    engine = connect(own)
    yield engine
    engine.dispose()


@pytest.fixture
def session(guarded: Engine) -> Iterator[Session]:
    with guarded.connect() as connection:
        outer = connection.begin()
        with Session(connection, join_transaction_mode="create_savepoint") as session:
            yield session
        outer.rollback()


@pytest.fixture
def checkpoints(tmp_path: Path) -> Checkpoints:
    private = Ed25519PrivateKey.generate()
    return Checkpoints(tmp_path / "anchors", private.public_key(), private)


@pytest.fixture
def grow() -> Callable[[Session, int], None]:
    """Return a function that adds so many entries."""

    def grow(session: Session, count: int) -> None:
        for number in range(count):
            append(
                session,
                actor="stf_ayo",
                action="verification.decided",
                target=f"ver_{number}",
                facts={"verdict": "retry", "codes": ["image.glare"], "attempt": number},
                now=NOON,
            )

    return grow
