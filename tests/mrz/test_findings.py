"""What a zone's own digits and its place beside another zone say."""

from __future__ import annotations

from dataclasses import replace

from tests.rules.built import zone
from verifier.model.finding import Status
from verifier.model.reason_code import ReasonCode
from verifier.mrz.findings import no_zone, several_documents, zone_findings


def by_check(findings):
    return {f.check: f for f in findings}


def test_a_wrong_digit_over_clear_print_is_certain_and_named():
    wrong = replace(zone(), checks={"document_number": False, "birth_date": True})
    found = by_check(zone_findings(wrong, 0.9))["mrz.check_digit.document_number"]
    assert found.reason is ReasonCode.READ_MRZ_CHECK_DIGIT
    assert found.status is Status.FAILED
    assert found.seen["field"] == "document_number"


def test_a_wrong_digit_over_doubtful_print_is_unsure():
    wrong = replace(zone(confidence=0.5), checks={"document_number": False, "birth_date": True})
    found = by_check(zone_findings(wrong, 0.9))["mrz.check_digit.document_number"]
    assert found.status is Status.UNSURE


def test_a_repaired_zone_is_never_sure():
    found = by_check(zone_findings(replace(zone(), repaired=True), 0.9))["mrz.confidence"]
    assert found.reason is ReasonCode.READ_UNCERTAIN


def test_a_disputed_character_is_named_with_what_the_other_reader_saw():
    disputed = replace(zone(), disputed=((1, 0, "I"),))
    found = by_check(zone_findings(disputed, 0.9))["mrz.confidence"]
    assert found.status is Status.UNSURE
    assert "2:1 L/I" in str(found.evidence["characters"])


def test_two_documents_in_one_picture_are_told():
    found = several_documents([zone(), zone(number="X99999999")])
    assert found is not None
    assert found.reason is ReasonCode.FILE_SEVERAL_DOCUMENTS
    assert several_documents([zone(), zone()]) is None


def test_a_document_that_must_have_a_zone_and_shows_none_is_asked_again():
    assert no_zone(wanted=True).reason is ReasonCode.READ_MRZ_NOT_READABLE
    assert no_zone(wanted=False).status is Status.SKIPPED
