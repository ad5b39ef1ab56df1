"""Each status gives the finding and reason that its meaning deserves."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from verifier.model.finding import Status
from verifier.model.geometry import Region
from verifier.model.reason_code import ReasonCode
from verifier.model.seal import SealCheck, SealStatus
from verifier.seal.findings import seal_findings

REGION = Region(0.1, 0.1, 0.2, 0.2)


def seal(status: SealStatus, **more) -> SealCheck:
    return SealCheck(scheme="hc1", status=status, inputs=(0,), page=0, region=REGION, **more)


@pytest.mark.parametrize(
    ("status", "finding", "reason"),
    [
        (SealStatus.TRUSTED, Status.PASSED, None),
        (SealStatus.UNSIGNED, Status.SKIPPED, None),
        (SealStatus.MALFORMED, Status.UNSURE, ReasonCode.READ_CODE_NOT_READABLE),
        (SealStatus.INCOMPLETE, Status.FAILED, ReasonCode.SIGNATURE_PART_MISSING),
        (SealStatus.UNSUPPORTED, Status.UNSURE, ReasonCode.SIGNATURE_NO_VERIFIER),
        (SealStatus.INVALID_SIGNATURE, Status.FAILED, ReasonCode.SIGNATURE_INVALID),
        (SealStatus.UNKNOWN_ISSUER, Status.UNSURE, ReasonCode.SIGNATURE_ISSUER_KEY_UNKNOWN),
        (SealStatus.REVOKED, Status.FAILED, ReasonCode.SIGNATURE_REVOKED),
        (SealStatus.OUT_OF_PERIOD, Status.FAILED, ReasonCode.SIGNATURE_CERTIFICATE_NOT_VALID),
    ],
)
def test_a_status_gives_its_reason(status, finding, reason):
    (found,) = seal_findings([seal(status)])
    assert (found.check, found.status, found.reason) == ("seal.hc1", finding, reason)
    assert found.places[0].region == REGION


def test_an_unknown_issuer_is_unsure_not_failed():
    (found,) = seal_findings([seal(SealStatus.UNKNOWN_ISSUER, issuer="UT", key_id="0a0b")])
    assert found.status is Status.UNSURE
    assert found.seen["issuer"] == "UT"
    assert found.evidence["key_id"] == "0a0b"


def test_the_signing_day_is_shown_when_the_certificate_was_not_valid():
    signed = datetime(2024, 2, 3, 22, tzinfo=UTC)
    (found,) = seal_findings([seal(SealStatus.OUT_OF_PERIOD, signed_at=signed)])
    assert found.seen["date"] == "2024-02-03"


def test_missing_parts_are_named():
    facts = (("structure", False, "x"), ("missing", None, "2, 3"), ("parts", None, "5"))
    (found,) = seal_findings([seal(SealStatus.INCOMPLETE, facts=facts)])
    assert (found.seen["part"], found.seen["parts"]) == ("2, 3", 5)


def test_a_file_changed_after_signing_is_told_from_a_bad_signature():
    facts = (("covers_whole_file", False, "two pages were added"),)
    (found,) = seal_findings([seal(SealStatus.INVALID_SIGNATURE, facts=facts)])
    assert found.reason is ReasonCode.SIGNATURE_CHANGED_AFTER_SIGNING
