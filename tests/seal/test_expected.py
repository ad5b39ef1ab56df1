"""A document that must carry a code is asked for it in the form that can be checked."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from tests.rules.built import PROFILE
from verifier.model.finding import Status
from verifier.model.page import MediaType, Page
from verifier.model.profile import SealSpec
from verifier.model.reason_code import ReasonCode
from verifier.model.seal import SealCheck, SealStatus
from verifier.seal.expected import expected_seals

PHOTO = Page(index=0, input=0, pixels=np.zeros((4, 4, 3), np.uint8), media_type=MediaType.JPEG)
PAPER = replace(PROFILE, zone=None)


def asked(seal: SealSpec, *found: SealCheck):
    return expected_seals(replace(PAPER, seals=(seal,)), found, [PHOTO])


def test_a_required_code_that_is_not_there_is_asked_for():
    finding = asked(SealSpec(scheme="kz-egov", required=True, checker="sigex.kz"))
    assert finding.reason is ReasonCode.SIGNATURE_CODE_MISSING
    assert finding.seen["issuer"] == "sigex.kz"


def test_a_photo_of_a_signed_file_is_asked_for_as_a_file():
    finding = asked(SealSpec(scheme="signed-pdf"))
    assert finding.reason is ReasonCode.DOCUMENT_SIGNED_ORIGINAL_NEEDED


def test_a_photo_of_a_share_code_asks_for_a_new_one():
    finding = asked(SealSpec(scheme="share-code", checker="Diia"))
    assert finding.reason is ReasonCode.SIGNATURE_SHARE_CODE_EXPIRED


def test_a_code_that_was_found_is_enough():
    found = SealCheck(scheme="kz-egov", status=SealStatus.TRUSTED, inputs=(0,))
    assert asked(SealSpec(scheme="kz-egov", required=True), found).status is Status.PASSED


def test_an_optional_code_is_not_missed():
    assert asked(SealSpec(scheme="2d-doc")).status is Status.SKIPPED
