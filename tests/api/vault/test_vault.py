from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text, update

from api.settings import Settings
from api.store.engine import connect, sessions
from api.store.tables.people import Subject
from api.store.tables.vault import DataKey, StoredObject
from api.vault.envelope import SealedError
from api.vault.objects import LostObjectError, open_objects
from api.vault.ring import ring
from api.vault.sweep import orphans, remove_orphans, remove_shredded
from api.vault.vault import GoneError, Vault, vault_from

PICTURE = b"\xff\xd8 a drawn passport of Enya Ferro"


@pytest.fixture
def put(session, vault, person, now):
    def put(**more):
        given = {
            "subject_id": more.pop("subject_id", None) or person(session),
            "kind": "upload",
            "data": PICTURE,
            "media_type": "image/jpeg",
            "now": now,
        }
        return vault.put_object(session, **(given | more))

    return put


def test_an_object_is_kept_sealed_and_comes_back(session, vault, put, now):
    row = put()
    assert vault.get_object(session, row.id) == PICTURE
    assert (row.size, row.media_type, row.created_at) == (len(PICTURE), "image/jpeg", now)
    stored = (vault.objects.folder / row.path).read_bytes()
    assert b"Enya" not in stored
    assert PICTURE[:4] not in stored


def test_every_object_has_a_key_of_its_own_and_an_end(session, vault, put, now):
    one, two = put(), put()
    assert one.data_key_id != two.data_key_id
    assert one.delete_after == now + timedelta(days=7)
    assert put(delete_after=now + timedelta(days=1)).delete_after == now + timedelta(days=1)


def test_a_file_with_a_flipped_byte_never_opens(session, vault, put):
    row = put()
    file = vault.objects.folder / row.path
    whole = file.read_bytes()
    for at in range(0, len(whole), 5):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(SealedError):
            vault.get_object(session, row.id)


@pytest.mark.parametrize("column", ["subject_id", "kind", "media_type", "data_key_id", "path"])
def test_a_row_that_was_tampered_with_opens_nothing(session, vault, put, column):
    row, other = put(), put(kind="evidence", media_type="text/html")
    session.execute(text("ALTER TABLE object DROP CONSTRAINT uq_object_path"))
    session.execute(
        update(StoredObject)
        .where(StoredObject.id == row.id)
        .values({column: getattr(other, column)})
        .execution_options(synchronize_session=False)
    )
    session.expire_all()
    with pytest.raises(SealedError):
        vault.get_object(session, row.id)


def test_wrapped_keys_that_changed_places_open_nothing(session, vault, put):
    one, two = put(), put()
    keys = [session.get(DataKey, each.data_key_id) for each in (one, two)]
    keys[0].wrapped, keys[1].wrapped = keys[1].wrapped, keys[0].wrapped
    session.flush()
    with pytest.raises(SealedError):
        vault.get_object(session, one.id)


def test_a_deleted_object_is_gone_at_once_and_its_file_after_the_commit(session, vault, put):
    row = put()
    path, key = row.path, row.data_key_id
    assert vault.delete_object(session, row.id)
    assert not vault.delete_object(session, row.id)
    with pytest.raises(GoneError):
        vault.get_object(session, row.id)
    assert session.get(DataKey, key, populate_existing=True) is None
    assert vault.objects.get(path)
    assert remove_shredded(session, vault) == 1
    assert remove_shredded(session, vault) == 0
    with pytest.raises(LostObjectError):
        vault.objects.get(path)


def test_a_deletion_that_is_rolled_back_loses_nothing(session, vault, put):
    row = put()
    session.commit()
    vault.delete_object(session, row.id)
    session.rollback()
    assert vault.get_object(session, row.id) == PICTURE


def test_an_object_missing_from_the_store_is_our_fault_not_a_deletion(session, vault, put):
    row = put()
    vault.objects.delete(row.path)
    with pytest.raises(LostObjectError):
        vault.get_object(session, row.id)


def test_an_unknown_object_is_gone(session, vault):
    with pytest.raises(GoneError):
        vault.get_object(session, "obj_none")


def test_text_opens_only_where_it_was_sealed(session, vault, person, now):
    key = vault.new_text_key(session, person(session), now)
    sealed = vault.seal_text(session, key, b"Enya Ferro", about="verification/ver_1/claim")
    about = "verification/ver_1/claim"
    assert vault.open_text(session, key, sealed, about=about) == b"Enya Ferro"
    for other in ("verification/ver_2/claim", "verification/ver_1/note", ""):
        with pytest.raises(SealedError):
            vault.open_text(session, key, sealed, about=other)


def test_text_does_not_open_under_another_persons_key(session, vault, person, now):
    one, two = (vault.new_text_key(session, person(session), now) for _ in range(2))
    sealed = vault.seal_text(session, one, b"Enya Ferro", about="a")
    with pytest.raises(SealedError):
        vault.open_text(session, two, sealed, about="a")


def test_text_is_gone_with_its_key(session, vault, person, now):
    key = vault.new_text_key(session, person(session), now)
    sealed = vault.seal_text(session, key, b"Enya Ferro", about="a")
    assert vault.shred_text_key(session, key)
    assert not vault.shred_text_key(session, key)
    with pytest.raises(GoneError):
        vault.open_text(session, key, sealed, about="a")
    with pytest.raises(GoneError):
        vault.seal_text(session, key, b"more", about="a")


def test_nothing_is_stored_for_somebody_erased_or_unknown(session, vault, put, person, now):
    erased = person(session)
    session.get(Subject, erased).erased_at = now
    session.flush()
    for subject in (erased, "sub_none"):
        with pytest.raises(GoneError):
            put(subject_id=subject)
        with pytest.raises(GoneError):
            vault.new_text_key(session, subject, now)
    assert not list(vault.objects.folder.rglob("*/*"))


def test_the_installations_vault_opens_what_it_sealed_before_a_restart(
    session, settings, person, now
):
    first = vault_from(settings)
    row = first.put_object(
        session,
        subject_id=person(session),
        kind="upload",
        data=PICTURE,
        media_type="image/jpeg",
        now=now,
    )
    assert vault_from(settings).get_object(session, row.id) == PICTURE


def test_objects_of_open_transactions_are_no_orphans_yet(session, vault, put, now):
    kept = put().path
    lost = vault.objects.create(b"never committed")
    real = max(now, vault_clock(vault, lost))
    assert list(orphans(session, vault, real)) == []
    assert list(orphans(session, vault, real + timedelta(days=2))) == [lost]
    assert remove_orphans(session, vault, real + timedelta(days=2)) == 1
    assert vault.objects.get(kept)


def vault_clock(vault, path):
    """The moment the file system, which has a clock of its own, gave to an object."""
    from datetime import UTC, datetime

    return datetime.fromtimestamp((vault.objects.folder / path).stat().st_mtime, UTC)


KILLED = textwrap.dedent(
    """
    import sys, time
    from datetime import datetime, UTC
    from pathlib import Path
    from api.settings import Settings
    from api.store.engine import connect, sessions
    from api.vault.objects import open_objects
    from api.vault.ring import ring
    from api.vault.vault import Vault

    url, key, data, subject = sys.argv[1:]
    vault = Vault(ring(key), open_objects(Settings(data=Path(data))))
    with sessions(connect(url)).begin() as session:
        row = vault.put_object(session, subject_id=subject, kind="upload", data=b"x" * 1000,
                               media_type="image/jpeg", now=datetime.now(UTC))
        print(row.path, flush=True)
        time.sleep(60)  # never commits
    """
)


def test_a_kill_between_storing_and_commit_leaves_an_orphan_that_the_sweep_removes(
    own, tmp_path, person, now
):
    key = "a2V5LW9mLXRoZS1raWxsLXRlc3Qtb25seSEhMTIzNCE="
    vault = Vault(ring(key), open_objects(Settings(data=tmp_path)))
    factory = sessions(connect(own))
    with factory.begin() as session:
        subject = person(session)
    command = [sys.executable, "-c", KILLED, own, key, str(tmp_path), subject]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        path = child.stdout.readline().strip()
        os.kill(child.pid, signal.SIGKILL)
    assert vault.objects.get(path)
    with factory.begin() as session:
        assert session.scalar(select(func.count()).select_from(StoredObject)) == 0
        assert session.scalar(select(func.count()).select_from(DataKey)) == 0
        real = max(now, vault_clock(vault, path))
        assert remove_orphans(session, vault, real) == 0
        assert remove_orphans(session, vault, real + timedelta(days=2)) == 1
    with pytest.raises(LostObjectError):
        vault.objects.get(path)
