"""Signed lists of anchors: real ones where they are at hand, and made ones for every defect."""

from __future__ import annotations

from pathlib import Path

import pytest

from fixtures.codes import lists
from verifier.errors import TrustStoreError
from verifier.seal.crypto.x509 import read
from verifier.seal.trust.load import load_anchor, read_anchors
from verifier.seal.trust.master_list import read_master_list
from verifier.seal.trust.tsl import read_tsl

SHARED = Path(__file__).resolve().parents[3] / ".." / "shared" / "trust_lists"
real = pytest.mark.skipif(not SHARED.exists(), reason="the shared trust lists are absent")

# SHA-256 of csca-germany, published by BSI
CSCA_GERMANY = "2084aed7a991b3158e63ad750d3dc38bc6c9dcf5958f28d1162f49884e91ada8"


@real
def test_the_german_master_list_is_signed_by_its_own_country_authority():
    data = (SHARED / "icao" / "DE_ML_2025-08-14-07-41-09.ml").read_bytes()
    found = read_master_list(data, "de.ml")
    assert len(found.anchors) == 571
    assert found.authority_fingerprint == CSCA_GERMANY
    assert not found.authority_known


@real
def test_the_french_list_gives_each_authority_under_its_identifier():
    path = SHARED / "ants" / "ANTS_TSL_2025-08-25.xml"
    found = read_tsl(path.read_bytes(), "ants")
    assert [anchor.issuer for anchor in found.anchors] == [
        "FR01", "FR03", "FR04", "FR05", "FR06", "FR07",
    ]  # fmt: skip
    assert {anchor.purposes for anchor in found.anchors} == {("2d-doc",)}
    assert found.next_update is not None
    assert found.stale_at(found.next_update.replace(year=2027))
    assert load_anchor(path) == tuple(
        anchor.__class__(**{**_facts(anchor), "source": anchor.source.replace("ants", path.name)})
        for anchor in found.anchors
    )


def _facts(anchor):
    return {name: getattr(anchor, name) for name in anchor.__slots__}


def test_a_made_master_list_gives_its_anchors():
    found = read_master_list(lists.master_list(), "made.ml")
    assert len(found.anchors) == 2
    assert not found.authority_known
    known = read(lists.COUNTRY.certificate)
    assert read_master_list(lists.master_list(), "made.ml", [known]).authority_known
    assert len(read_anchors(lists.master_list(), "made.ml")) == 2


@pytest.mark.parametrize("defect", ["tampered", "wrong-usage", "stranger"])
def test_a_master_list_with_a_defect_is_refused(defect):
    with pytest.raises(TrustStoreError, match=r"made\.ml"):
        read_master_list(lists.master_list(defect), "made.ml")


def test_a_made_trusted_list_gives_services_in_force_only():
    found = read_tsl(lists.trusted_list(), "made.xml")
    assert [read(anchor.data).common_name for anchor in found.anchors] == ["FR9X"]
    assert [anchor.issuer for anchor in found.anchors] == ["FR9X"]
    assert not found.authority_known
    assert read_tsl(lists.trusted_list(), "x", [read(lists.OPERATOR.certificate)]).authority_known


@pytest.mark.parametrize("defect", ["tampered", "unsigned", "twice", "partial", "doctype"])
def test_a_trusted_list_with_a_defect_is_refused(defect):
    with pytest.raises(TrustStoreError, match=r"made\.xml"):
        read_tsl(lists.trusted_list(defect), "made.xml")
