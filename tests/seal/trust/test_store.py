"""The store keeps every anchor with its note, and says plainly what is the matter."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from fixtures.codes import issuers, smart_health_card_cases
from verifier.errors import TrustStoreError
from verifier.model.trust import AnchorKind
from verifier.seal.trust import store

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "store"


def put(tmp_path, name: str, data: bytes):
    path = tmp_path / name
    path.write_bytes(data)
    return path


def test_what_was_added_is_found_again_with_its_note(tmp_path, folder):
    path = put(tmp_path, "signer.der", issuers.HEALTH_SIGNER.certificate)
    (added,) = store.add(
        folder, path, today=TODAY, source="ministry's list", purposes=("hc1",), issuer="UT"
    )
    (found,) = store.entries(folder)
    assert found.id == added.id
    assert (found.source, found.purposes, found.issuer) == ("ministry's list", ("hc1",), "UT")
    assert found.added == TODAY
    assert "Health" in found.holder
    (anchor,) = store.load_store(folder).anchors
    assert anchor.kind is AnchorKind.CERTIFICATE
    assert anchor.data == issuers.HEALTH_SIGNER.certificate


def test_revocation_lists_and_directories_are_kept_too(tmp_path, folder):
    cards = smart_health_card_cases
    for name, data in {
        "list.crl": issuers.HEALTH.revoking(35),
        "cards.json": cards.card_list("a"),
        "directory.json": cards.directory(cards.ADDRESS, cards.SIGNER),
    }.items():
        store.add(folder, put(tmp_path, name, data), today=TODAY)
    trust = store.load_store(folder)
    assert len(trust.revocations.crls) == 1
    assert len(trust.revocations.card_lists) == 1
    assert [anchor.kind for anchor in trust.anchors] == [AnchorKind.JWK_DIRECTORY]


def test_adding_twice_changes_nothing(tmp_path, folder):
    path = put(tmp_path, "signer.der", issuers.HEALTH_SIGNER.certificate)
    store.add(folder, path, today=TODAY)
    version = store.load_store(folder).version
    store.add(folder, path, today=TODAY)
    assert len(store.entries(folder)) == 1
    assert store.load_store(folder).version == version


def test_the_version_changes_with_what_is_trusted_and_for_what(tmp_path, folder):
    empty = store.load_store(folder).version
    path = put(tmp_path, "signer.der", issuers.HEALTH_SIGNER.certificate)
    store.add(folder, path, today=TODAY)
    first = store.load_store(folder).version
    store.add(folder, path, today=TODAY, purposes=("hc1",))
    assert len({empty, first, store.load_store(folder).version}) == 3


def test_an_entry_is_shown_by_the_start_of_its_id(tmp_path, folder):
    path = put(tmp_path, "signer.der", issuers.HEALTH_SIGNER.certificate)
    (added,) = store.add(folder, path, today=TODAY)
    assert store.show(folder, added.id[:6]).id == added.id
    with pytest.raises(TrustStoreError, match="no entry"):
        store.show(folder, "zz")


def test_ended_and_stale_and_changed_entries_are_reported(tmp_path, folder):
    store.add(folder, put(tmp_path, "old.der", issuers.HEALTH_ENDED.certificate), today=TODAY)
    store.add(folder, put(tmp_path, "list.crl", issuers.HEALTH.revoking(1)), today=TODAY)
    (good,) = store.add(
        folder, put(tmp_path, "good.der", issuers.HEALTH_SIGNER.certificate), today=TODAY
    )
    (folder / f"{good.id}.der").write_bytes(b"other")
    late = datetime(2031, 1, 1, tzinfo=UTC)
    said = " / ".join(problem.message for problem in store.check(folder, late))
    assert "ended on 2016-01-01" in said
    assert "stale" in said
    assert "not those it describes" in said


def test_a_damaged_note_is_an_error_that_names_it(tmp_path, folder):
    folder.mkdir()
    (folder / "abc.toml").write_text("kind = ")
    with pytest.raises(TrustStoreError, match=r"abc\.toml"):
        store.load_store(folder)
    assert store.check(folder, NOW)[0].id == "abc"


def test_a_file_of_no_known_form_is_refused_with_a_hint(tmp_path, folder):
    with pytest.raises(TrustStoreError, match=r"notes\.txt.*expected"):
        store.add(folder, put(tmp_path, "notes.txt", b"hello"), today=TODAY)
