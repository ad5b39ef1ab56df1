"""Everything the vault and the chain write is searched on the disk for what was put in."""

from __future__ import annotations

import base64
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DataError

from api.audit.chain import append
from api.audit.checkpoint import SEED_PURPOSE, checkpoints_from
from api.settings import Settings
from api.store import embedded
from api.store.engine import connect, sessions
from api.store.tables.vault import DataKey
from api.vault.erase import erase_subject
from api.vault.fingerprints import of_number, of_picture, remember
from api.vault.keys import mac
from api.vault.vault import vault_from
from tests.api.databases import own_database

NAME, NUMBER = "ZYXANDRA FERROQUIST", "Q7X93K2WV"
PICTURE = b"\xff\xd8\xff\xe0 drawn picture, quite unlike anything else \x93\x17" * 200


def spellings(value: bytes) -> list[bytes]:
    """Return the value as databases, logs and JSON may write it down."""
    words = [value, value.hex().encode(), value.hex().upper().encode()]
    for shift in range(3):  # base64 of the value inside something longer
        encoded = base64.b64encode(b"\0" * shift + value)
        words.append(encoded[4 if shift else 0 : -4])
    if value.isascii():
        words += [value.decode().encode("utf-16-le"), value.lower()]
    return words


def files_with(folder: Path, value: bytes) -> list[str]:
    """Return the files below `folder` in which `value` stands in any spelling."""
    found = []
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            if any(word in content for word in spellings(value)):
                found.append(str(path.relative_to(folder)))
    return found


@pytest.fixture
def installation(tmp_path):
    """Yield the settings and the URL of a whole installation of its own."""
    settings = Settings(data=tmp_path / "data")
    server = embedded.start(settings.data)
    with own_database(server) as url:
        yield settings, url
        embedded.start(settings.data)
    embedded.stop(settings.data)


def keep_everything(session, vault, subject, now) -> str:
    """Keep a picture, a name and a number in every way there is; return the object's id."""
    row = vault.put_object(
        session,
        subject_id=subject,
        kind="upload",
        data=PICTURE,
        media_type="image/jpeg",
        now=now,
    )
    key = vault.new_text_key(session, subject, now)
    sealed = vault.seal_text(session, key, NAME.encode(), about="claim")
    number = of_number(vault.keys, "plt_one", country="UTO", kind="passport", number=NUMBER)
    prints = number + of_picture(vault.keys, "plt_one", PICTURE)
    remember(session, prints, subject_id=subject, verification_id="ver_1", now=now)
    facts = {"name": sealed, "number": mac(vault.keys, "audit", "plt_one", NUMBER.encode())}
    append(session, actor="a", action="b", target="ver_1", facts=facts, now=now)
    return row.id


def test_no_name_number_picture_or_key_is_on_the_disk_in_clear(installation, person, now):
    settings, url = installation
    vault, factory = vault_from(settings), sessions(connect(url))
    seed = vault.keys.mac_key(SEED_PURPOSE, "")
    with factory.begin() as session:
        subject = person(session)
        kept = keep_everything(session, vault, subject, now)
        keys = session.scalars(select(DataKey)).all()
        opened = [vault.keys.unwrap(key.kek_id, key.wrapped) for key in keys]
    with factory.begin() as session:
        checkpoints_from(settings, seed).write(session, now)
    with factory.begin() as session:
        erase_subject(session, subject, now, record=partial(append, actor="a"))
    with factory() as session, pytest.raises(DataError) as failed:
        # What a failing statement carried is neither logged nor repeated.
        session.execute(text("SELECT 1 / (length(:name) - length(:name))"), {"name": NAME})
    assert NAME not in str(failed.value)

    secrets = [NAME.encode(), NUMBER.encode(), PICTURE[:30], seed, *opened]
    found = [files_with(settings.data, each) for each in secrets]
    control = files_with(settings.data, kept.encode())
    embedded.stop(settings.data)
    found += [files_with(settings.data, each) for each in secrets]
    assert len(opened) == 2
    assert control, "the search finds what stands there in clear"
    assert not any(found)
