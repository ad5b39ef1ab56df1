from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from sqlalchemy import func, select

from api.audit.chain import append
from api.audit.check import verify_chain
from api.audit.checkpoint import SEED_PURPOSE, checkpoints_from
from api.store.engine import connect, sessions
from api.store.tables.audit import AuditEntry
from api.store.tables.people import Subject
from api.store.tables.vault import DataKey, Fingerprint, StoredObject
from api.vault.erase import Step, erase_subject
from api.vault.fingerprints import of_number, remember
from api.vault.keys import mac
from api.vault.sweep import remove_shredded
from api.vault.vault import GoneError

RECORD = partial(append, actor="stf_ayo")


@pytest.fixture
def life(session, vault, person, now):
    """Return a person about whom everything is kept, with what is kept."""
    subject = person(session)
    key = vault.new_text_key(session, subject, now)
    sealed = vault.seal_text(session, key, b"Enya Ferro", about="claim")
    objects = [
        vault.put_object(
            session,
            subject_id=subject,
            kind=kind,
            data=b"drawn",
            media_type="image/png",
            now=now,
        ).id
        for kind in ("upload", "preview", "report")
    ]
    number = of_number(vault.keys, "plt_one", country="UTO", kind="passport", number="L898902C3")
    remember(session, number, subject_id=subject, verification_id="ver_1", now=now)
    append(
        session,
        actor="stf_ayo",
        action="claim.corrected",
        target="ver_1",
        facts={
            "name": sealed,
            "number": mac(vault.keys, "audit", "plt_one", b"L898902C3"),
        },
        now=now,
    )
    return subject, key, sealed, objects


def test_nothing_of_an_erased_person_opens_again(session, vault, life, now):
    subject, key, sealed, objects = life
    paths = [session.get(StoredObject, each).path for each in objects]
    erased = erase_subject(session, subject, now, record=RECORD)
    assert erased.destroyed == {"objects": 3, "data_keys": 4, "fingerprints": 1, "reference": 1}
    with pytest.raises(GoneError):
        vault.open_text(session, key, sealed, about="claim")
    for each in objects:
        with pytest.raises(GoneError):
            vault.get_object(session, each)
    assert remove_shredded(session, vault) == 3
    assert not [path for path in paths if (vault.objects.folder / path).exists()]
    for table in (DataKey, Fingerprint, StoredObject):
        assert session.scalar(select(func.count()).select_from(table)) == 0
    stub = session.get(Subject, subject, populate_existing=True)
    assert (stub.erased_at, stub.reference_mac) == (now, None)


def test_the_audit_chain_stays_whole_and_tells_of_the_erasure(session, vault, life, settings, now):
    subject, *_ = life
    checkpoints = checkpoints_from(settings, vault.keys.mac_key(SEED_PURPOSE, ""))
    checkpoints.write(session, now)
    erase_subject(session, subject, now, record=RECORD)
    assert verify_chain(session, checkpoints).whole
    last = session.scalars(select(AuditEntry).order_by(AuditEntry.seq.desc())).first()
    assert (last.actor, last.action, last.target) == ("stf_ayo", "subject.erased", subject)
    assert last.payload == '{"data_keys":4,"fingerprints":1,"objects":3,"reference":1}'


def test_what_a_backup_brings_back_of_the_files_stays_shut(session, vault, life, now):
    subject, _, _, objects = life
    row = session.get(StoredObject, objects[0])
    path, kept = row.path, vault.objects.get(row.path)
    erase_subject(session, subject, now, record=RECORD)
    (vault.objects.folder / path).write_bytes(kept)
    with pytest.raises(GoneError):
        vault.get_object(session, objects[0])


def test_other_people_are_left_alone(session, vault, life, person, now):
    other = person(session)
    kept = vault.put_object(
        session, subject_id=other, kind="upload", data=b"x", media_type="image/png", now=now
    )
    erase_subject(session, life[0], now, record=RECORD)
    assert vault.get_object(session, kept.id) == b"x"
    assert session.get(Subject, other).reference_mac


def test_erasing_again_is_harmless_and_keeps_the_first_date(session, life, now):
    erase_subject(session, life[0], now, record=RECORD)
    later = now.replace(year=2027)
    again = erase_subject(session, life[0], later, record=RECORD)
    assert set(again.destroyed.values()) == {0}
    assert session.get(Subject, life[0]).erased_at == now


def test_nobody_cannot_be_erased(session, now):
    with pytest.raises(GoneError):
        erase_subject(session, "sub_none", now, record=RECORD)


def test_other_rooms_hand_in_their_steps_and_are_counted(session, life, now):
    seen = []

    def messages(session, subject_id, now):
        assert session.scalar(select(func.count()).select_from(DataKey)) == 4  # ours come later
        seen.append(subject_id)
        return 7

    done = erase_subject(
        session, life[0], now, record=RECORD, others=[Step(name="sent messages", run=messages)]
    )
    assert seen == [life[0]]
    assert next(iter(done.destroyed)) == "sent messages"
    assert done.destroyed["sent messages"] == 7


def test_a_step_that_fails_leaves_everything_as_it_was(session, vault, life, now):
    def fails(session, subject_id, now):
        raise OSError("down")

    session.commit()
    with pytest.raises(OSError, match="down"):
        erase_subject(session, life[0], now, record=RECORD, others=[Step(name="fails", run=fails)])
    session.rollback()
    assert vault.get_object(session, life[3][0]) == b"drawn"


def _put(vault, session, subject, now):
    return vault.put_object(
        session, subject_id=subject, kind="upload", data=b"x", media_type="image/png", now=now
    )


def test_an_upload_in_flight_is_erased_with_the_rest(own, vault, person, now):
    factory = sessions(connect(own))
    with factory.begin() as session:
        subject = person(session)

    def erase():
        with factory.begin() as session:
            return erase_subject(session, subject, now, record=RECORD)

    with ThreadPoolExecutor(1) as pool:
        with factory.begin() as session:
            row = _put(vault, session, subject, now)
            waiting = pool.submit(erase)
            time.sleep(0.3)
            assert not waiting.done()
        assert waiting.result(20).destroyed["objects"] == 1
    with factory() as session, pytest.raises(GoneError):
        vault.get_object(session, row.id)


def test_an_upload_that_comes_during_an_erasure_is_refused(own, vault, person, now):
    factory = sessions(connect(own))
    with factory.begin() as session:
        subject = person(session)

    def upload():
        with factory.begin() as session:
            _put(vault, session, subject, now)

    with ThreadPoolExecutor(1) as pool:
        with factory.begin() as session:
            erase_subject(session, subject, now, record=RECORD)
            waiting = pool.submit(upload)
            time.sleep(0.3)
            assert not waiting.done()
        with pytest.raises(GoneError):
            waiting.result(20)
    assert not list(vault.objects.folder.rglob("*/*"))
