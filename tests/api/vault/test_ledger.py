from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from api.audit.chain import append
from api.store.tables.people import Subject
from api.vault.erase import erase_subject
from api.vault.ledger import Ledger, LedgerError
from api.vault.vault import GoneError

RECORD = partial(append, actor="stf_ayo")


@pytest.fixture
def ledger(tmp_path):
    return Ledger(tmp_path / "anchors")


def erase(session, subject, now, ledger):
    return erase_subject(session, subject, now, record=RECORD, others=[ledger.step()])


def test_a_backup_from_before_an_erasure_forgets_the_person_again(
    session, vault, person, now, ledger
):
    erased, other = person(session), person(session)
    kept = vault.put_object(
        session, subject_id=erased, kind="upload", data=b"x", media_type="image/png", now=now
    )
    backup = session.begin_nested()
    assert erase(session, erased, now, ledger).destroyed["ledger"] == 1
    assert list(ledger.unfulfilled(session)) == []
    backup.rollback()  # what a restore does to the database
    assert vault.get_object(session, kept.id) == b"x"
    assert list(ledger.unfulfilled(session)) == [erased]
    erase(session, erased, now, ledger)
    with pytest.raises(GoneError):
        vault.get_object(session, kept.id)
    assert list(ledger.unfulfilled(session)) == []
    assert session.get(Subject, other).erased_at is None


def test_people_the_backup_does_not_know_are_passed_over(session, now, ledger):
    ledger.note("sub_later", now)
    assert list(ledger.unfulfilled(session)) == []


def test_without_a_ledger_nobody_is_listed(session, ledger):
    assert list(ledger.unfulfilled(session)) == []


def test_an_erasure_that_cannot_be_written_down_does_not_happen(
    session, vault, person, now, tmp_path
):
    (tmp_path / "file").write_text("")
    subject = person(session)
    with pytest.raises(LedgerError, match="was not written"):
        erase(session, subject, now, Ledger(tmp_path / "file"))
    assert session.get(Subject, subject).reference_mac


def test_lines_written_at_once_stay_whole_and_name_nobody(now, ledger):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: ledger.note(f"sub_{n}", now), range(100)))
    lines = ledger.path.read_text().splitlines()
    assert sorted(lines) == sorted(f"2026-11-22T12:00:00+00:00 sub_{n}" for n in range(100))
    assert ledger.path.stat().st_mode & 0o077 == 0


def test_a_spoilt_line_hides_no_other(session, person, now, ledger):
    subject = person(session)
    ledger.note(subject, now)
    with ledger.path.open("ab") as file:
        file.write(b"\xff\xfe half\n\n")
    assert list(ledger.unfulfilled(session)) == [subject]
