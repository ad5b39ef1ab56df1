"""What is backed up comes back whole elsewhere, opens with the key, and the key is not in it."""

from __future__ import annotations

import tarfile
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from api.settings import Settings
from api.store import embedded
from api.store.backup import BackupError, backup, restore
from api.store.engine import connect, sessions
from api.store.tables.people import Platform, Subject
from api.store.tables.registry import Table
from api.vault.keys import make_key_file
from api.vault.vault import vault_from
from tests.api.conftest import load_tables

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SECRET = b"the image of a passport, or so"


@pytest.fixture
def folder():
    with tempfile.TemporaryDirectory(prefix="candor-") as name:
        yield Path(name)


def installation(folder: Path, name: str, key: Path) -> Settings:
    return Settings(data=folder / name, key_file=key)


@pytest.fixture(scope="module")
def original():
    """An installation with one sealed object, and the id of that object."""
    with tempfile.TemporaryDirectory(prefix="candor-") as name:
        yield from begun(Path(name))


def begun(folder: Path):
    key = folder / "apart" / "key"
    key.parent.mkdir()
    make_key_file(key)
    settings = installation(folder, "original", key)
    made = connect(embedded.start(settings.data))
    load_tables()
    Table.metadata.create_all(made)
    with sessions(made).begin() as session:
        session.add(Platform(id="plt_one", name="Works", settings={}, created_at=NOW))
        session.flush()
        session.add(Subject(id="sub_one", platform_id="plt_one", created_at=NOW))
        session.flush()
        kept = vault_from(settings).put_object(
            session,
            subject_id="sub_one",
            kind="upload",
            data=SECRET,
            media_type="image/png",
            now=NOW,
        )
    made.dispose()
    yield settings, kept.id
    embedded.stop(settings.data)


def opened(settings: Settings, object_id: str) -> bytes:
    engine = connect(embedded.start(settings.data))
    try:
        with sessions(engine)() as session:
            return vault_from(settings).get_object(session, object_id)
    finally:
        engine.dispose()


def test_everything_comes_back_in_another_folder(original, folder):
    settings, object_id = original
    target = folder / "candor.tar"
    backup(settings, target)
    elsewhere = installation(folder, "elsewhere", settings.key_file)
    restore(elsewhere, target)
    try:
        assert opened(elsewhere, object_id) == SECRET
    finally:
        embedded.stop(elsewhere.data)


def test_the_archive_is_private_says_what_lacks_and_holds_no_key(original, folder):
    settings, _ = original
    target = folder / "candor.tar"
    said = backup(settings, target)
    assert target.stat().st_mode & 0o077 == 0
    assert "not in this archive" in said["key"]
    whole = target.read_bytes()
    assert SECRET not in whole
    for line in settings.key_file.read_text().split():
        assert len(line) < 20 or line.encode() not in whole
    with tarfile.open(target) as archive:
        names = archive.getnames()
    assert names[:2] == ["candor-backup.json", "database.dump"]
    assert len(names) == 3
    assert not list(folder.glob("*.part"))
    with pytest.raises(BackupError, match="exists"):
        backup(settings, target)


def test_a_backup_leaves_a_stopped_database_stopped(original, folder):
    settings, _ = original
    embedded.stop(settings.data)
    backup(settings, folder / "candor.tar")
    assert not embedded.running(settings.data)


def test_a_database_in_use_is_not_replaced(original, folder):
    settings, _ = original
    backup(settings, folder / "candor.tar")
    engine = connect(embedded.start(settings.data))
    with engine.connect() as connection:
        connection.execute(text("SELECT 1"))
        with pytest.raises(BackupError, match="stop it first"):
            restore(settings, folder / "candor.tar")
    engine.dispose()


@pytest.mark.parametrize("bad", [b"", b"not a tar", b"\0" * 20480])
def test_what_is_no_backup_is_refused(original, folder, bad):
    (folder / "bad.tar").write_bytes(bad)
    with pytest.raises(BackupError):
        restore(original[0], folder / "bad.tar")


def test_a_damaged_archive_changes_nothing(original, folder):
    settings, object_id = original
    target = folder / "candor.tar"
    backup(settings, target)
    whole = bytearray(target.read_bytes())
    whole[len(whole) // 3] ^= 1
    target.write_bytes(whole)
    with pytest.raises(BackupError, match="damaged"):
        restore(settings, target)
    assert opened(settings, object_id) == SECRET
