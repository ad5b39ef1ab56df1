"""Arbitrary bytes raise only declared errors; a code changed anywhere is never trusted."""

from __future__ import annotations

import contextlib
import zlib
from datetime import UTC, datetime

import base45
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fixtures.codes import (
    aadhaar_cases,
    claim_169_cases,
    hc1_cases,
    icao_vds_nc_cases,
    smart_health_card_cases,
)
from verifier.model.seal import Code, SealStatus
from verifier.model.trust import Anchor, AnchorKind, TrustStore
from verifier.seal.check import check
from verifier.seal.crypto.x509 import BadCertificate, read
from verifier.seal.errors import CannotParse
from verifier.seal.formats import base_45, cbor, cose, dates, inflate, json_text
from verifier.seal.schemes import (
    SCHEMES,
    aadhaar_secure_qr,
    claim_169,
    hc1,
    icao_vds_nc,
    smart_health_card,
)

NOW = datetime(2026, 11, 22, tzinfo=UTC)
SIGNED = {
    hc1: hc1_cases.cases()[0],
    claim_169: claim_169_cases.cases()[0],
    smart_health_card: smart_health_card_cases.cases()[0],
    aadhaar_secure_qr: aadhaar_cases.cases()[0],
    icao_vds_nc: icao_vds_nc_cases.cases()[0],
}
STARTS = (
    b"HC1:",
    b"HC1:NCF",
    b"shc:/",
    b"shc:/1/2/",
    b'{"data":{"hdr":{"t":"icao.vacc","v":1,"is":"UTO"},"msg":{}},"sig":',
    b"1" * 100,
    b"@\n\x1e\rANSI 636000080002DL00410278DLDAQ",
    b"\x00" * 24 + b"PubDSK_1" + b"\x00" * 140,
    b'<PrintLetterBarcodeData uid="',
    b"001095000001||A|01011990|",
    b"00123456789@A@B@F@30000001@A@",
    b"@30000001@A@1@A@B@",
)


def code(raw: bytes) -> Code:
    return Code(raw=raw, text=None, symbology="payload", input=0)


def trust_of(case) -> TrustStore:
    certificates = tuple(
        Anchor(kind=AnchorKind.CERTIFICATE, data=der, source="fixture") for der, _ in case.trust
    )
    directories = tuple(
        Anchor(kind=AnchorKind.JWK_DIRECTORY, data=data, source="fixture")
        for data in case.directories
    )
    return TrustStore(anchors=certificates + directories)


def never_trusted(raw: bytes) -> None:
    for scheme in SCHEMES:
        scheme.claims(raw)
    for seal in check([code(raw)], TrustStore(), NOW):
        assert seal.status is not SealStatus.TRUSTED


def parses_or_declines(scheme, raw: bytes) -> None:
    try:
        parsed = scheme.parse(scheme.group([code(raw)])[0])
    except CannotParse:
        return
    assert scheme.verify(parsed, TrustStore(), NOW).status is not SealStatus.TRUSTED


@settings(max_examples=300, deadline=None)
@given(start=st.sampled_from((b"", *STARTS)), rest=st.binary(max_size=300))
def test_arbitrary_bytes_raise_only_declared_errors(start, rest):
    never_trusted(start + rest)


@settings(max_examples=300, deadline=None)
@given(start=st.sampled_from(STARTS), rest=st.text('0123456789ABCDEF@|:/{}"[],. ', max_size=200))
def test_arbitrary_text_raises_only_declared_errors(start, rest):
    never_trusted(start + rest.encode())


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.ID)
@settings(max_examples=60, deadline=None)
@given(raw=st.binary(max_size=200))
def test_a_scheme_handed_bytes_it_never_claimed_raises_only_declared_errors(scheme, raw):
    parses_or_declines(scheme, raw)


@pytest.mark.all
@pytest.mark.parametrize("start", [b"", *STARTS], ids=lambda start: start[:12].decode("latin-1"))
@settings(max_examples=10_000, deadline=None)
@given(rest=st.binary(max_size=600))
def test_ten_thousand_arbitrary_codes_raise_only_declared_errors(start, rest):
    never_trusted(start + rest)


def message_with(content: bytes) -> bytes:
    packed = base45.b45encode(zlib.compress(content))
    return packed if isinstance(packed, bytes) else packed.encode()


@settings(max_examples=300, deadline=None)
@given(
    content=st.binary(max_size=200), tag=st.sampled_from([b"", b"\xd2\x84", b"\xd8\x3d\xd2\x84"])
)
def test_any_compressed_content_raises_only_declared_errors(content, tag):
    text = message_with(tag + content)
    never_trusted(b"HC1:" + text)
    parses_or_declines(claim_169, text)


ITEMS = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.text(max_size=5) | st.floats(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(payload=ITEMS)
def test_any_card_content_raises_only_declared_errors(payload):
    import json

    body = json.dumps(payload, allow_nan=True).encode()
    never_trusted(smart_health_card_cases.numeric(smart_health_card_cases.token(body=body)))
    never_trusted(b'{"data":{"hdr":{"t":"x","v":1,"is":"UTO"},"msg":{"pid":' + body + b"}}}")


@settings(max_examples=200, deadline=None)
@given(claims=st.dictionaries(st.sampled_from([1, 4, 5, 6, 169, -260]), ITEMS))
def test_any_claims_raise_only_declared_errors(claims):
    import cbor2

    message = cbor2.dumps(cbor2.CBORTag(18, [b"\xa1\x01\x26", {}, cbor2.dumps(claims), b"x" * 64]))
    never_trusted(b"HC1:" + message_with(message))
    parses_or_declines(claim_169, message_with(message))


@pytest.mark.parametrize("scheme", SIGNED, ids=lambda scheme: scheme.ID)
def test_no_single_changed_byte_of_a_code_is_trusted(scheme):
    case = SIGNED[scheme]
    changed_bytes_are_not_trusted(scheme, case, step=9)


@pytest.mark.all
@pytest.mark.parametrize("scheme", SIGNED, ids=lambda scheme: scheme.ID)
def test_no_single_changed_byte_anywhere_is_trusted(scheme):
    changed_bytes_are_not_trusted(scheme, SIGNED[scheme], step=1)


def changed_bytes_are_not_trusted(scheme, case, step: int) -> None:
    trust = trust_of(case)
    (raw,) = case.payloads
    (whole,) = check([code(raw)], trust, case.at)
    assert whole.status is SealStatus.TRUSTED
    for at in range(0, len(raw), step):
        for flip in (0x01, 0x04, 0x20):
            changed = raw[:at] + bytes((raw[at] ^ flip,)) + raw[at + 1 :]
            for seal in check([code(changed)], trust, case.at, [scheme]):
                assert seal.status is not SealStatus.TRUSTED, at


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_no_changed_byte_inside_the_compression_is_trusted(data):
    for scheme, start in ((hc1, b"HC1:"), (claim_169, b"")):
        case = SIGNED[scheme]
        inner = zlib.decompress(base_45.decode(case.payloads[0][len(start) :]))
        at = data.draw(st.integers(0, len(inner) - 1))
        value = data.draw(st.integers(0, 255).filter(lambda v, at=at, i=inner: v != i[at]))
        changed = start + message_with(inner[:at] + bytes((value,)) + inner[at + 1 :])
        for seal in check([code(changed)], trust_of(case), case.at, [scheme]):
            assert seal.status is not SealStatus.TRUSTED


@given(raw=st.binary(max_size=120))
def test_codecs_raise_only_declared_errors(raw):
    for decode in (
        cbor.loads,
        json_text.loads,
        base_45.decode,
        cose.sign1,
        lambda data: inflate.inflate(data, "zlib"),
        lambda data: inflate.inflate(data, "gzip or zlib"),
    ):
        try:
            decode(raw)
        except CannotParse:
            continue
    with contextlib.suppress(BadCertificate):
        read(raw)


@given(text=st.text(max_size=20))
def test_a_date_of_any_text_is_iso_or_none(text):
    for found in (dates.iso_date(text), dates.day_first(text)):
        assert found is None or len(found) in (4, 7, 10)
