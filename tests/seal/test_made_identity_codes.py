"""Made-up health, identity, travel and national codes get the status each was made for."""

from __future__ import annotations

import time

import pytest

from fixtures.codes import (
    aadhaar_cases,
    claim_169_cases,
    hc1_cases,
    icao_vds_nc_cases,
    plain_cases,
    smart_health_card_cases,
)
from fixtures.codes.signed_case import SignedCase
from verifier.model.seal import Code, SealCheck, SealStatus
from verifier.model.trust import Anchor, AnchorKind, Revocations, TrustStore
from verifier.seal.check import check
from verifier.seal.crypto.x509 import BadCertificate, read

CASES = [
    case
    for module in (
        hc1_cases,
        claim_169_cases,
        smart_health_card_cases,
        aadhaar_cases,
        icao_vds_nc_cases,
        plain_cases,
    )
    for case in module.cases()
]
LIMIT = 2.0  # seconds, for anything hostile


def anchor(der: bytes, key_id: str | None) -> Anchor:
    try:
        read(der)
    except BadCertificate:
        return Anchor(kind=AnchorKind.PUBLIC_KEY, data=der, source="fixture", key_id=key_id)
    return Anchor(kind=AnchorKind.CERTIFICATE, data=der, source="fixture", key_id=key_id)


def trust_of(case: SignedCase) -> TrustStore:
    directories = tuple(
        Anchor(kind=AnchorKind.JWK_DIRECTORY, data=data, source="fixture")
        for data in case.directories
    )
    return TrustStore(
        anchors=(*(anchor(der, key_id) for der, key_id in case.trust), *directories),
        revocations=Revocations(crls=case.crls, card_lists=case.card_lists),
    )


def judge(case: SignedCase) -> tuple[SealCheck, ...]:
    codes = [
        Code(raw=raw, text=None, symbology="payload", input=number)
        for number, raw in enumerate(case.payloads)
    ]
    return check(codes, trust_of(case), case.at)


def case_of(name: str) -> SignedCase:
    return next(case for case in CASES if case.name == name)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_made_code_has_the_status_it_was_made_for(case):
    started = time.perf_counter()
    (seal,) = judge(case)
    assert time.perf_counter() - started < LIMIT
    assert seal.scheme == case.scheme
    assert seal.status == case.status, (seal.detail, seal.facts)
    values = seal.readings if seal.status is SealStatus.TRUSTED else seal.claimed
    assert {name: values.get(name) for name in case.fields} == case.fields
    if seal.status is not SealStatus.TRUSTED:
        assert not seal.readings
        assert not seal.native


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_without_any_anchor_nothing_is_trusted(case):
    codes = [Code(raw=raw, text=None, symbology="x", input=0) for raw in case.payloads]
    for seal in check(codes, TrustStore(), case.at):
        assert seal.status is not SealStatus.TRUSTED


def test_a_trusted_seal_names_its_anchor_issuer_and_clocks():
    (seal,) = judge(case_of("hc1-signed"))
    assert seal.anchor == "fixture"
    assert seal.issuer == "UT"
    assert seal.signed_at is not None
    assert seal.signer_valid is not None
    assert seal.signer_valid[0] < seal.signed_at < seal.signer_valid[1]
    assert seal.native == {"surname": "DIMOVA", "given_names": "NADIIA"}


def test_two_cards_in_one_upload_are_two_checks():
    good = case_of("smart-health-card-signed")
    other = case_of("smart-health-card-expired")
    codes = [
        Code(raw=raw, text=None, symbology="x", input=number)
        for number, raw in enumerate((*good.payloads, *other.payloads, *good.payloads))
    ]
    seals = check(codes, trust_of(good), good.at)
    assert [seal.status for seal in seals] == [SealStatus.TRUSTED, SealStatus.OUT_OF_PERIOD]
    assert seals[0].inputs == (0, 2)


def test_an_anchor_for_another_scheme_does_not_count():
    case = case_of("hc1-signed")
    (der, _), *_ = case.trust
    other = Anchor(kind=AnchorKind.CERTIFICATE, data=der, source="x", purposes=("claim-169",))
    code = Code(raw=case.payloads[0], text=None, symbology="x", input=0)
    (seal,) = check([code], TrustStore(anchors=(other,)), case.at)
    assert seal.status is SealStatus.UNKNOWN_ISSUER


def test_a_payload_of_no_known_scheme_is_unsupported():
    code = Code(raw=b"hello", text=None, symbology="payload", input=0)
    (seal,) = check([code], TrustStore(), CASES[0].at)
    assert (seal.scheme, seal.status) == ("unknown", SealStatus.MALFORMED)


def test_a_code_of_no_known_scheme_on_a_page_is_left_alone():
    code = Code(raw=b"hello", text=None, symbology="QR Code", input=0, page=0)
    assert check([code], TrustStore(), CASES[0].at) == ()


def test_a_code_that_was_seen_and_not_read_is_malformed():
    code = Code(raw=b"", text=None, symbology="QR Code", input=0, page=0)
    (seal,) = check([code], TrustStore(), CASES[0].at)
    assert seal.status is SealStatus.MALFORMED
