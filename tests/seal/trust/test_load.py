"""Files of trust become anchors, and files that are none say what would be right."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
from pathlib import Path

import pytest
from asn1crypto import pem
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fixtures.codes import claim_169_cases, hc1_cases, issuers, smart_health_card_cases
from verifier.errors import TrustStoreError
from verifier.model.seal import Code, SealStatus
from verifier.model.trust import AnchorKind, TrustStore
from verifier.seal.check import check
from verifier.seal.trust.load import load_anchor, load_revocation

SIGNER = issuers.HEALTH_SIGNER.certificate
KEY_ID = hashlib.sha256(SIGNER).digest()[:8]
SHARED = Path(__file__).resolve().parents[3] / ".." / "shared" / "trust_lists"


@pytest.fixture
def put(tmp_path):
    def put(data: bytes | str | dict | list) -> Path:
        path = tmp_path / "trust.file"
        text = json.dumps(data) if isinstance(data, dict | list) else data
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return put


def test_a_certificate_is_read_from_der_and_pem(put):
    for data in (SIGNER, pem.armor("CERTIFICATE", SIGNER)):
        (anchor,) = load_anchor(put(data))
        assert (anchor.kind, anchor.data) == (AnchorKind.CERTIFICATE, SIGNER)


def test_a_pem_file_with_several_certificates_gives_them_all(put):
    both = [pem.armor("CERTIFICATE", one.certificate) for one in (issuers.HEALTH, issuers.UTOPIA)]
    assert len(load_anchor(put(b"".join(both)))) == 2


def test_a_public_key_keeps_the_identifier_it_is_given(put):
    (anchor,) = load_anchor(put(claim_169_cases.EDWARDS_PUBLIC), "key-1")
    assert (anchor.kind, anchor.key_id) == (AnchorKind.PUBLIC_KEY, "key-1")


def test_a_key_set_gives_its_keys(put):
    cards = smart_health_card_cases
    directory = json.loads(cards.directory(cards.ADDRESS, cards.SIGNER))
    keys = directory["issuerInfo"][0]["keys"]
    whole, single = load_anchor(put({"keys": keys}))
    assert whole.kind is AnchorKind.JWK_DIRECTORY
    assert single.kind is AnchorKind.PUBLIC_KEY
    assert single.key_id == keys[0]["kid"]


def test_an_issuer_directory_stays_whole(put):
    cards = smart_health_card_cases
    (anchor,) = load_anchor(put(cards.directory(cards.ADDRESS, cards.SIGNER)))
    assert anchor.kind is AnchorKind.JWK_DIRECTORY


KID = base64.b64encode(KEY_ID).decode()
RAW = base64.b64encode(SIGNER).decode()
SPKI = base64.b64encode(
    issuers.HEALTH_SIGNER.key.public_key().public_bytes(
        claim_169_cases.serialization.Encoding.DER,
        claim_169_cases.serialization.PublicFormat.SubjectPublicKeyInfo,
    )
).decode()


@pytest.mark.parametrize(
    "listed",
    [
        [{"kid": KID, "rawData": RAW, "country": "UT"}],
        {"certificates": [{"kid": KID, "rawData": RAW}]},
        {KID: RAW},
        {KID: [RAW]},
        {"eu_keys": {KID: [{"subjectPk": SPKI, "keyUsage": ["v"]}]}},
    ],
    ids=["gateway", "certificates", "map", "map of lists", "keys by use"],
)
def test_a_signer_list_of_any_published_shape_verifies_a_certificate(put, listed):
    anchors = load_anchor(put(listed))
    case = hc1_cases.cases()[0]
    code = Code(raw=case.payloads[0], text=None, symbology="x", input=0)
    (seal,) = check([code], TrustStore(anchors=anchors), case.at)
    assert seal.status is SealStatus.TRUSTED


def test_a_list_behind_a_detached_signature_is_read(put):
    data = b"c2lnbmF0dXJl\n" + json.dumps({"certificates": [{"kid": KID, "rawData": RAW}]}).encode()
    assert len(load_anchor(put(data))) == 1


def test_revocation_lists_are_told_apart(put):
    crl = issuers.HEALTH.revoking(1)
    assert load_revocation(put(crl)).crls == (crl,)
    assert load_revocation(put(pem.armor("X509 CRL", crl))).crls == (crl,)
    cards = smart_health_card_cases.card_list("a")
    assert load_revocation(put(cards)).card_lists == (cards,)


@pytest.mark.parametrize(
    "data", [b"", b"hello", b"{}", b"[]", b"[1]", b"{", b"\x30\x03\x02\x01\x00"]
)
def test_what_is_no_trust_file_is_refused_by_name(put, data):
    with pytest.raises(TrustStoreError, match=r"trust\.file"):
        load_anchor(put(data))
    with pytest.raises(TrustStoreError, match=r"trust\.file"):
        load_revocation(put(data))


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(TrustStoreError, match="absent"):
        load_anchor(tmp_path / "absent.der")


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    data=st.sampled_from([b"", b"{", b"-----BEGIN ", b"\x30\x82", b"<?xml"]).flatmap(
        lambda start: st.binary(max_size=80).map(lambda rest: start + rest)
    )
)
def test_any_file_is_loaded_or_refused_in_words(put, data):
    for load in (load_anchor, load_revocation):
        with contextlib.suppress(TrustStoreError):
            assert load(put(data))


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the shared trust lists")
@pytest.mark.parametrize(
    ("path", "count"),
    [("icao/csca_jpn_e3.der", 1), ("icao/csca_aus_16f2.der", 1), ("uidai/uidai_2021-2024.cer", 1)],
)
def test_real_certificates_that_strict_parsers_refuse_are_read(path, count):
    assert len(load_anchor(SHARED / path)) == count
