"""Arbitrary bytes raise only declared errors; a changed code is never trusted."""

from __future__ import annotations

import base64
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fixtures.codes import icao_idb_cases, icao_vds_cases, kz_egov_cases, two_d_doc_cases
from verifier.model.seal import Code, SealStatus
from verifier.model.trust import Anchor, AnchorKind, TrustStore
from verifier.seal.check import check
from verifier.seal.errors import CannotParse
from verifier.seal.formats import c40, sealed_date, tlv, zone
from verifier.seal.schemes import icao_idb, icao_vds, kz_egov, two_d_doc

NOW = datetime(2026, 11, 22, tzinfo=UTC)
SCHEMES = {
    two_d_doc: two_d_doc_cases.cases(),
    icao_vds: icao_vds_cases.cases(),
    icao_idb: icao_idb_cases.cases(),
    kz_egov: kz_egov_cases.cases(),
}
STARTS = {
    two_d_doc: (b"DC04FR9XA001", b"DC01", b"\xdc\x04"),
    icao_vds: (b"\xdc\x03", b"\xdc\x02\xd9\xc5\xd9\xca\xc8\xa7\x3a\x99"),
    icao_idb: (b"RDB1A", b"RDB1B", b"RDB1D"),
    kz_egov: (b"<BarcodeElement>", b"<?xml version='1.0'?><BarcodeElement>"),
}


def code(raw: bytes) -> Code:
    return Code(raw=raw, text=None, symbology="payload", input=0)


def parses_or_declines(scheme, raw):
    scheme.claims(raw)
    scheme.group([code(raw)])
    try:
        parsed = scheme.parse((code(raw),))
    except CannotParse:
        return
    assert scheme.verify(parsed, TrustStore(), NOW).status is not SealStatus.TRUSTED


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.ID)
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_arbitrary_bytes_raise_only_declared_errors(scheme, data):
    start = data.draw(st.sampled_from([b"", *STARTS[scheme]]))
    parses_or_declines(scheme, start + data.draw(st.binary(max_size=300)))


@pytest.mark.all
@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.ID)
@settings(max_examples=10_000, deadline=None)
@given(data=st.data())
def test_ten_thousand_arbitrary_codes_raise_only_declared_errors(scheme, data):
    start = data.draw(st.sampled_from([b"", *STARTS[scheme]]))
    parses_or_declines(scheme, start + data.draw(st.binary(max_size=600)))


def trust_of(case) -> TrustStore:
    return TrustStore(
        anchors=tuple(
            Anchor(kind=AnchorKind.CERTIFICATE, data=der, source="fixture", key_id=key_id)
            for der, key_id in case.trust
        )
    )


TRUSTED = [
    (scheme, case)
    for scheme, cases in SCHEMES.items()
    for case in cases
    if case.status == "trusted" and scheme is not kz_egov and case.defect != "annex"
]


@pytest.mark.parametrize(("scheme", "case"), TRUSTED, ids=lambda part: getattr(part, "name", ""))
def test_no_single_changed_byte_is_trusted(scheme, case):
    trust = trust_of(case)
    (raw,) = case.payloads
    step = 1 if len(raw) < 400 else 7
    for at in range(0, len(raw), step):
        for flip in (0x01, 0x20):
            changed = raw[:at] + bytes((raw[at] ^ flip,)) + raw[at + 1 :]
            for seal in check([code(changed)], trust, case.at, [scheme]):
                assert seal.status is not SealStatus.TRUSTED, at


DOCUMENT = kz_egov_cases.document().encode()
SIGNED_PARTS = (b"<ns2:requestDate>", b"<LastName>", b"<ds:DigestValue>", b"<ds:SignatureValue>")


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_changed_letter_of_a_signed_document_is_trusted(data):
    case = next(c for c in SCHEMES[kz_egov] if c.defect == "valid")
    text = DOCUMENT
    start = text.index(data.draw(st.sampled_from(SIGNED_PARTS)))
    at = data.draw(st.integers(text.index(b">", start) + 1, text.index(b"</", start) - 1))
    other = data.draw(st.integers(0x30, 0x7A).filter(lambda value: value != text[at]))
    changed = text[:at] + bytes((other,)) + text[at + 1 :]
    parts = kz_egov_cases.parts(kz_egov_cases.archive(changed.decode("utf-8", "replace")))
    for seal in check([code(raw) for raw in parts], trust_of(case), case.at, [kz_egov]):
        assert seal.status is not SealStatus.TRUSTED


@settings(max_examples=100, deadline=None)
@given(inner=st.text(max_size=200))
def test_any_text_in_the_archive_raises_only_declared_errors(inner):
    parts = kz_egov_cases.parts(kz_egov_cases.archive(inner))
    for seal in check([code(raw) for raw in parts], TrustStore(), NOW, [kz_egov]):
        assert seal.status is not SealStatus.TRUSTED


@given(data=st.binary(max_size=200))
def test_an_archive_of_any_bytes_raises_only_declared_errors(data):
    part = (
        b"<BarcodeElement><elementData>"
        + base64.b64encode(b"PK\x03\x04" + data)
        + b"</elementData>"
        b"<elementNumber>1</elementNumber><elementsAmount>1</elementsAmount>"
        b"<FavorID>1</FavorID></BarcodeElement>"
    )
    (seal,) = check([code(part)], TrustStore(), NOW, [kz_egov])
    assert seal.status is SealStatus.MALFORMED


@given(raw=st.binary(max_size=80), der=st.booleans())
def test_elements_and_text_raise_only_declared_errors(raw, der):
    for read in (lambda: tlv.split(raw, der=der), lambda: c40.decode(raw)):
        try:
            read()
        except CannotParse:
            continue


@given(raw=st.binary(min_size=4, max_size=4))
def test_dates_raise_only_declared_errors(raw):
    for read in (lambda: sealed_date.packed(raw[1:]), lambda: sealed_date.masked(raw)):
        try:
            read()
        except CannotParse:
            continue


@given(text=st.text(max_size=95), layout=st.sampled_from([zone.TD1, zone.TD2, zone.TD3]))
def test_a_zone_of_any_text_is_read_or_left(text, layout):
    assert all(zone.fields(text, layout, NOW.date()).values())
