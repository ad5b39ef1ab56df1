"""Signed files: who signed, whether all of it, and what was changed afterwards."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fixtures.codes import signed_files as made
from verifier.model.seal import SealStatus
from verifier.model.trust import Anchor, AnchorKind, Revocations, TrustStore
from verifier.seal.files.check import check_file

AT = datetime.now(UTC) + timedelta(days=1)  # pyHanko signs at the real time
PDF = made.signed_pdf()
CONTENT = b"the document"


def trusting(*certificates: bytes, crls: tuple[bytes, ...] = ()) -> TrustStore:
    return TrustStore(
        anchors=tuple(
            Anchor(kind=AnchorKind.CERTIFICATE, data=der, source="root") for der in certificates
        ),
        revocations=Revocations(crls=crls),
    )


ROOT = trusting(made.ROOT.certificate)
NCA = trusting(made.gost_authority())


def statuses(data: bytes, trust: TrustStore = ROOT) -> list[SealStatus]:
    return [seal.status for seal in check_file(data, 3, trust, AT)]


def coverage(data: bytes) -> str:
    seal = check_file(data, 0, ROOT, AT)[0]
    return next(said for name, _, said in seal.facts if name == "covers_whole_file")


def test_a_pdf_without_a_signature_gives_no_check():
    assert statuses(made.plain_pdf()) == []


def test_a_signed_pdf_is_trusted_over_the_certificates_it_brought():
    (seal,) = check_file(PDF, 3, ROOT, AT)
    assert seal.status is SealStatus.TRUSTED
    assert seal.anchor == "root"
    assert seal.inputs == (3,)


def test_certificates_brought_along_are_never_trusted_by_themselves():
    assert statuses(PDF, TrustStore()) == [SealStatus.UNKNOWN_ISSUER]
    assert statuses(PDF, NCA) == [SealStatus.UNKNOWN_ISSUER]


def test_a_second_signature_does_not_spoil_the_first():
    assert statuses(made.signed_pdf(PDF, field="two")) == [SealStatus.TRUSTED] * 2


def test_a_page_changed_after_signing_is_told_as_such():
    changed = made.changed_pdf(PDF)
    assert statuses(changed) == [SealStatus.INVALID_SIGNATURE]
    assert coverage(changed) == "after signing: the content was changed"


def test_bytes_appended_after_signing_are_told_as_such():
    assert statuses(PDF + b"\n%more\n") == [SealStatus.INVALID_SIGNATURE]
    assert "appended" in coverage(PDF + b"\n%more\n")


def test_a_changed_byte_in_a_signed_pdf_is_an_invalid_signature():
    at = PDF.index(b"300")
    assert statuses(PDF[:at] + b"1" + PDF[at + 1 :]) == [SealStatus.INVALID_SIGNATURE]


def test_a_certificate_that_ended_before_signing_is_out_of_period():
    assert statuses(made.signed_pdf(signer=made.SIGNER_ENDED)) == [SealStatus.OUT_OF_PERIOD]


def test_a_revoked_authority_in_the_path_revokes_what_it_issued():
    trust = trusting(made.ROOT.certificate, crls=(made.ROOT.revoking(made.MIDDLE.serial),))
    assert statuses(PDF, trust) == [SealStatus.REVOKED]


@pytest.mark.parametrize("with_gost", [False, True])
def test_a_signed_message_is_trusted(with_gost):
    data = made.message(CONTENT, with_gost=with_gost)
    assert statuses(data, NCA if with_gost else ROOT) == [SealStatus.TRUSTED]


def test_a_changed_message_is_an_invalid_signature():
    changed = made.message(CONTENT).replace(CONTENT, CONTENT.upper())
    assert statuses(changed) == [SealStatus.INVALID_SIGNATURE]


def test_a_signature_without_its_file_is_incomplete():
    assert statuses(made.message(CONTENT, attached=False)) == [SealStatus.INCOMPLETE]


def test_a_document_card_is_judged_by_the_original_it_carries():
    signature = made.message(CONTENT, attached=False, with_gost=True)
    assert statuses(made.document_card(signature, CONTENT), NCA) == [SealStatus.TRUSTED]
    other = made.document_card(signature, b"another document")
    assert statuses(other, NCA) == [SealStatus.INVALID_SIGNATURE]


def test_a_container_is_trusted_when_every_file_is_signed():
    files = {"a.txt": b"1", "b.txt": b"2"}
    assert statuses(made.Container(files=files, extra={}).build()) == [SealStatus.TRUSTED]


def test_a_file_slipped_into_a_container_is_told_as_such():
    data = made.Container(files={"a.txt": b"1"}, extra={"b.txt": b"2"}).build()
    assert statuses(data) == [SealStatus.INVALID_SIGNATURE]
    assert "not signed" in coverage(data)


STARTS = [b"", b"%PDF-1.7\n/ByteRange", PDF[:-200], made.message(CONTENT)[:60], b"PK\x03\x04"]
CONTAINER = made.Container(files={"a.txt": b"1"}, extra={}).build()


@settings(max_examples=60, deadline=None)
@given(start=st.sampled_from(STARTS), rest=st.binary(max_size=200))
def test_arbitrary_files_are_refused_without_raising(start, rest):
    assert SealStatus.TRUSTED not in statuses(start + rest, TrustStore())


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_damaged_signed_file_is_never_an_exception(data):
    whole = data.draw(st.sampled_from([PDF, CONTAINER, made.message(CONTENT)]))
    at = data.draw(st.integers(0, len(whole) - 1))
    changed = whole[:at] + bytes((data.draw(st.integers(0, 255)),)) + whole[at + 1 :]
    statuses(changed)
