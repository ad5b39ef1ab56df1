"""Every way to falsify the chain, done by somebody who owns the database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import delete, select, text, update

from api.audit.chain import GENESIS, digest_of
from api.audit.check import verify_chain
from api.audit.checkpoint import CheckpointError, Checkpoints, checkpoints_from
from api.settings import Mode, Settings
from api.store.tables.audit import AuditCheckpoint, AuditEntry

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def unguarded(session):
    """Return the session with the triggers off, as the database's owner can have them."""
    for table in ("audit", "audit_checkpoint"):
        session.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER append_only"))
    return session


def rewrite(session, first: int) -> None:
    """Make every row from `first` consistent again, as a careful forger would."""
    previous = GENESIS
    for row in session.scalars(select(AuditEntry).order_by(AuditEntry.seq)).all():
        if row.seq >= first:
            said = row.actor, row.action, row.target, row.payload
            row.previous, row.digest = previous, digest_of(previous, row.seq, row.at, *said)
        previous = row.digest
    session.flush()


def test_an_untouched_chain_is_whole(session, grow, checkpoints):
    grow(session, 5)
    assert checkpoints.write(session, NOON) == 5
    grow(session, 2)
    report = verify_chain(session, checkpoints)
    assert report.whole
    assert (report.rows, report.anchored, report.checkpoints) == (7, 5, 1)


def test_an_empty_chain_is_whole(session, checkpoints):
    assert checkpoints.write(session, NOON) is None
    assert verify_chain(session, checkpoints).whole


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", NOON + timedelta(microseconds=1)),
        ("actor", "stf_bo"),
        ("action", "verification.accepted"),
        ("target", "ver_9"),
        ("payload", "{}"),
        ("digest", bytes(32)),
    ],
)
def test_a_changed_row_is_the_first_that_is_named(unguarded, grow, checkpoints, column, value):
    grow(unguarded, 6)
    unguarded.execute(update(AuditEntry).where(AuditEntry.seq.in_([3, 5])).values({column: value}))
    assert verify_chain(unguarded, checkpoints).broken.seq == 3


def test_a_changed_link_is_named(unguarded, grow, checkpoints):
    grow(unguarded, 3)
    unguarded.execute(update(AuditEntry).where(AuditEntry.seq == 2).values(previous=bytes(32)))
    broken = verify_chain(unguarded, checkpoints).broken
    assert (broken.seq, "does not follow" in broken.why) == (2, True)


@pytest.mark.parametrize("missing", [1, 3])
def test_a_missing_row_is_named(unguarded, grow, checkpoints, missing):
    grow(unguarded, 5)
    unguarded.execute(delete(AuditEntry).where(AuditEntry.seq == missing))
    broken = verify_chain(unguarded, checkpoints).broken
    assert (broken.seq, "missing" in broken.why) == (missing, True)


def test_a_chain_rewritten_as_a_whole_is_betrayed_by_its_checkpoint(unguarded, grow, checkpoints):
    grow(unguarded, 6)
    checkpoints.write(unguarded, NOON)
    unguarded.execute(update(AuditEntry).where(AuditEntry.seq == 2).values(actor="stf_bo"))
    unguarded.expire_all()
    rewrite(unguarded, 2)
    report = verify_chain(unguarded, checkpoints)
    assert (report.broken.seq, "checkpoint" in report.broken.why) == (6, True)
    assert report.anchored == 0


def test_a_chain_cut_short_is_betrayed_by_its_checkpoint(unguarded, grow, checkpoints):
    grow(unguarded, 6)
    checkpoints.write(unguarded, NOON)
    unguarded.execute(text("DELETE FROM audit WHERE seq > 4"))
    report = verify_chain(unguarded, checkpoints)
    assert (report.broken.seq, "row 6" in report.broken.why) == (5, True)


def test_an_emptied_chain_is_betrayed_by_its_checkpoint(unguarded, grow, checkpoints):
    grow(unguarded, 3)
    checkpoints.write(unguarded, NOON)
    unguarded.execute(text("DELETE FROM audit"))
    assert verify_chain(unguarded, checkpoints).broken.seq == 1


def test_what_the_session_remembers_does_not_hide_what_the_table_holds(
    unguarded, grow, checkpoints
):
    grow(unguarded, 3)
    remembered = unguarded.scalars(select(AuditEntry)).all()
    unguarded.execute(text("UPDATE audit SET actor = 'stf_bo' WHERE seq = 2"))
    assert remembered[1].actor == "stf_ayo"
    assert verify_chain(unguarded, checkpoints).broken.seq == 2


def test_a_checkpoint_signed_by_somebody_else_anchors_nothing(session, grow, checkpoints):
    grow(session, 3)
    stranger = Ed25519PrivateKey.generate()
    Checkpoints(checkpoints.folder, stranger.public_key(), stranger).write(session, NOON)
    report = verify_chain(session, checkpoints)
    assert not report.whole
    assert "audit-000000000003.json is not genuine" in report.problems
    assert report.anchored == 0


@pytest.mark.parametrize("content", ["", "{}", "[]", "null", '{"signature": "zz"}', "\xff"])
def test_a_spoilt_checkpoint_is_told_never_an_error(session, grow, checkpoints, content):
    grow(session, 2)
    checkpoints.write(session, NOON)
    file = checkpoints.folder / "audit-000000000002.json"
    file.write_text(content, encoding="latin-1")
    report = verify_chain(session, checkpoints)
    assert report.broken is None
    assert not report.whole
    assert file.name in report.problems[0]


def test_a_checkpoint_with_a_changed_number_is_not_genuine(session, grow, checkpoints):
    grow(session, 2)
    checkpoints.write(session, NOON)
    file = checkpoints.folder / "audit-000000000002.json"
    file.write_text(file.read_text().replace('"seq": "2"', '"seq": "1"'))
    assert "not genuine" in verify_chain(session, checkpoints).problems[0]


def test_a_checkpoint_taken_out_of_the_folder_is_missed(session, grow, checkpoints):
    grow(session, 2)
    checkpoints.write(session, NOON)
    (checkpoints.folder / "audit-000000000002.json").unlink()
    report = verify_chain(session, checkpoints)
    assert report.problems == ("the checkpoint of row 2 is no longer in the folder",)


def test_a_head_is_signed_once(session, grow, checkpoints):
    grow(session, 2)
    assert checkpoints.write(session, NOON) == 2
    assert checkpoints.write(session, NOON) is None
    assert session.get(AuditCheckpoint, 2).digest == session.get(AuditEntry, 2).digest
    assert [p.name for p in checkpoints.folder.iterdir()] == ["audit-000000000002.json"]


def test_a_crash_between_the_file_and_the_commit_is_mended_by_the_next_checkpoint(
    session, grow, checkpoints
):
    grow(session, 2)
    undone = session.begin_nested()
    checkpoints.write(session, NOON)
    undone.rollback()
    assert checkpoints.write(session, NOON + timedelta(minutes=1)) == 2
    assert verify_chain(session, checkpoints).whole


def test_who_only_holds_the_public_key_checks_but_does_not_sign(session, grow, checkpoints):
    grow(session, 2)
    checkpoints.write(session, NOON)
    auditor = Checkpoints(checkpoints.folder, checkpoints.public)
    assert verify_chain(session, auditor).anchored == 2
    grow(session, 1)
    with pytest.raises(CheckpointError):
        auditor.write(session, NOON)


def test_the_installations_signature_is_the_same_after_a_restart(tmp_path, caplog):
    settings = Settings(data=tmp_path)
    seed = bytes(range(32))
    one, two = checkpoints_from(settings, seed), checkpoints_from(settings, seed)
    assert one.public_key() == two.public_key()
    assert one.folder == tmp_path / "audit"
    checkpoints_from(Settings(mode=Mode.PRODUCTION, data=tmp_path), seed)
    assert "CANDOR_AUDIT_CHECKPOINTS" in caplog.text


def test_a_folder_that_cannot_be_written_is_named(session, grow, checkpoints, tmp_path):
    grow(session, 1)
    (tmp_path / "file").write_text("")
    there = Checkpoints(tmp_path / "file" / "x", checkpoints.public, checkpoints.private)
    with pytest.raises(CheckpointError, match="was not written"):
        there.write(session, NOON)
