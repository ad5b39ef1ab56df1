"""Every made-up code of the French, ICAO and Kazakh schemes gets the status it was made for."""

from __future__ import annotations

import time

import pytest

from fixtures.codes import icao_idb_cases, icao_vds_cases, kz_egov_cases, two_d_doc_cases
from fixtures.codes.signed_case import SignedCase
from verifier.model.seal import Code, SealCheck, SealStatus
from verifier.model.trust import Anchor, AnchorKind, Revocations, TrustStore
from verifier.seal.check import check
from verifier.seal.schemes import icao_idb, icao_vds, kz_egov, two_d_doc

MODULES = {"2d-doc": two_d_doc, "icao-vds": icao_vds, "icao-idb": icao_idb, "kz-egov": kz_egov}
CASES = [
    case
    for module in (two_d_doc_cases, icao_vds_cases, icao_idb_cases, kz_egov_cases)
    for case in module.cases()
]
LIMIT = 2.0  # seconds, for anything hostile


def trust_of(case: SignedCase) -> TrustStore:
    return TrustStore(
        anchors=tuple(
            Anchor(kind=AnchorKind.CERTIFICATE, data=der, source="fixture", key_id=key_id)
            for der, key_id in case.trust
        ),
        revocations=Revocations(crls=case.crls),
    )


def judge(case: SignedCase, payloads: tuple[bytes, ...] | None = None) -> tuple[SealCheck, ...]:
    codes = [
        Code(raw=raw, text=None, symbology="payload", input=number)
        for number, raw in enumerate(payloads or case.payloads)
    ]
    return check(codes, trust_of(case), case.at, [MODULES[case.scheme]])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_made_code_has_the_status_it_was_made_for(case):
    started = time.perf_counter()
    (seal,) = judge(case)
    assert time.perf_counter() - started < LIMIT
    assert seal.status == case.status, (seal.detail, seal.facts)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_values_are_readings_only_when_trusted(case):
    (seal,) = judge(case)
    if seal.status is SealStatus.TRUSTED:
        assert not seal.claimed
        assert {name: seal.readings.get(name) for name in case.fields} == case.fields
    else:
        assert not seal.readings
        assert not seal.native
        assert {name: seal.claimed.get(name) for name in case.fields} == case.fields


def test_without_any_anchor_nothing_is_trusted():
    for case in CASES:
        codes = [Code(raw=raw, text=None, symbology="x", input=0) for raw in case.payloads]
        for seal in check(codes, TrustStore(), case.at, [MODULES[case.scheme]]):
            assert seal.status is not SealStatus.TRUSTED


def test_an_anchor_for_another_scheme_does_not_count():
    case = next(c for c in CASES if c.name == "icao-vds-version-4")
    (der, _), *_ = case.trust
    anchor = Anchor(kind=AnchorKind.CERTIFICATE, data=der, source="fixture", purposes=("icao-idb",))
    code = Code(raw=case.payloads[0], text=None, symbology="x", input=0)
    (seal,) = check([code], TrustStore(anchors=(anchor,)), case.at, [icao_vds])
    assert seal.status is SealStatus.UNKNOWN_ISSUER


def test_two_whole_documents_in_one_upload_are_two_checks():
    case = next(c for c in CASES if c.name == "kz-egov-valid")
    other = kz_egov_cases.parts(
        kz_egov_cases.archive(kz_egov_cases.document()), favor="20000000000002"
    )
    seals = judge(case, (*other, *case.payloads))
    assert [seal.status for seal in seals] == [SealStatus.TRUSTED] * 2


def test_the_same_part_photographed_twice_is_one_part():
    case = next(c for c in CASES if c.name == "kz-egov-valid")
    (seal,) = judge(case, (*case.payloads, case.payloads[0]))
    assert seal.status is SealStatus.TRUSTED


def test_more_than_sixty_four_parts_are_refused():
    case = next(c for c in CASES if c.name == "kz-egov-many-parts")
    assert len(case.payloads) > 64
    (seal,) = judge(case)
    assert seal.status is SealStatus.MALFORMED
