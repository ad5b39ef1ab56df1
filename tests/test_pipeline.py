"""The whole verification on drawn documents: the right verdict, the right reason first."""

from __future__ import annotations

import json

import pytest

from fixtures.bad.files import BAD, bad_file
from tests.corpus import drawn
from verifier.decide.policy import load_policy
from verifier.model.claim import Claim
from verifier.model.decision import Decision, Verdict
from verifier.model.page import Input
from verifier.model.reason_code import ReasonCode
from verifier.pipeline import verify
from verifier.report.applicant import applicant_report
from verifier.report.reviewer import reviewer_report
from verifier.report.schema import problems


def decide(ctx, *specimens: str, policy: str = "demo", **claim: str) -> Decision:
    inputs = [item for name in specimens for item in drawn(name)]
    decision = verify(inputs, Claim(**claim), ctx, load_policy(policy))
    for report in (reviewer_report(decision), applicant_report(decision, "uk")):
        assert problems(json.loads(json.dumps(report))) == []
    return decision


def codes(decision: Decision) -> list[str]:
    return [str(reason.code) for reason in decision.reasons]


CLEAN = ["uto-passport", "uto-id-card", "ukr-passport", "kaz-id-card", "pol-passport"]


@pytest.mark.parametrize("name", CLEAN)
def test_a_genuine_document_is_accepted(ctx, name):
    assert codes(decide(ctx, name)) == []


@pytest.mark.parametrize("turn", ["rotated-90", "rotated-180", "rotated-270", "rotated-7"])
def test_a_turned_document_is_accepted(ctx, turn):
    assert codes(decide(ctx, f"uto-passport-{turn}")) == []


DEFECTS = {
    "uto-passport-expired": ReasonCode.VALIDITY_EXPIRED,
    "uto-passport-not-yet-valid": ReasonCode.VALIDITY_NOT_YET_VALID,
    "uto-passport-wrong-check-digit": ReasonCode.READ_MRZ_CHECK_DIGIT,
    "uto-passport-blurred": ReasonCode.CAPTURE_BLURRED,
    "uto-passport-motion-blurred": ReasonCode.CAPTURE_BLURRED,
    "uto-passport-name-differs": ReasonCode.CONSISTENCY_PRINT_VS_CODE,
    "uto-passport-number-differs": ReasonCode.CONSISTENCY_PRINT_VS_CODE,
    "uto-id-card-front-only": ReasonCode.CAPTURE_SIDE_MISSING,
    "uto-id-card-back-only": ReasonCode.CAPTURE_SIDE_MISSING,
}


@pytest.mark.parametrize("name", DEFECTS)
def test_the_defect_is_the_first_reason_and_none_is_false(ctx, name):
    decision = decide(ctx, name)
    assert set(codes(decision)) == {str(DEFECTS[name])}


def test_an_expired_document_names_the_day_and_is_fine_before_it(ctx, on):
    reason = decide(ctx, "uto-passport-expired").reasons[0]
    assert reason.seen["date"] == "2022-02-28"
    assert reason.expected["on_or_after"] == "2026-11-22"
    assert codes(decide(on(2021, 5, 1), "uto-passport-expired")) == []


def test_a_wrong_digit_names_its_field_and_both_digits(ctx):
    reason = decide(ctx, "uto-passport-wrong-check-digit").reasons[0]
    assert reason.seen["field"] == "document_number"
    assert reason.seen["printed"] != reason.expected["computed"]
    assert reason.places


@pytest.mark.parametrize(
    "name", ["Anna Maria Eriksson", "ERIKSSON ANNA MARIA", "Eriksson, Anna Maria"]
)
def test_the_right_name_passes_in_any_order(ctx, name):
    assert codes(decide(ctx, "uto-passport", full_name=name, birth_date="1974-08-12")) == []


def test_another_name_is_refused_with_both_names_and_the_parts_that_differ(ctx):
    decision = decide(ctx, "uto-passport", full_name="Johan Lindqvist")
    reason = decision.reasons[0]
    assert reason.code is ReasonCode.MATCH_NAME
    assert reason.expected["claimed"] == "Johan Lindqvist"
    assert "ERIKSSON" in str(reason.seen["document"])
    assert reason.seen["parts"]


def test_every_mismatch_is_told_at_once(ctx):
    decision = decide(
        ctx,
        "uto-passport-expired",
        full_name="Johan Lindqvist",
        birth_date="1990-01-01",
        document_number="X1234567",
    )
    assert set(codes(decision)) == {
        "validity.expired",
        "match.name",
        "match.birth_date",
        "match.number",
    }
    assert decision.reasons[0].code is ReasonCode.VALIDITY_EXPIRED
    assert decision.would_change_it[-1].verdict is Verdict.ACCEPT


def test_a_native_name_is_accepted_for_its_lawful_latin_form(ctx):
    truth = {r.field: r.value for r in decide(ctx, "ukr-passport").readings if r.source == "mrz"}
    printed = [
        r
        for r in decide(ctx, "ukr-passport").readings
        if r.source == "print" and r.language == "Cyrl" and r.field == "surname"
    ]
    assert printed, "the Ukrainian spelling was not read"
    claim = {"surname": printed[0].value, "given_names": truth["given_names"]}
    assert codes(decide(ctx, "ukr-passport", **claim)) == []


def test_the_chosen_type_must_be_the_one_sent(ctx):
    decision = decide(ctx, "uto-passport", kind="national_id", country="UTO")
    assert codes(decision) == [str(ReasonCode.DOCUMENT_NOT_THE_SELECTED_TYPE)]


def test_the_specimen_state_is_refused_by_every_other_policy(ctx):
    for policy in ("default", "strict", "lenient"):
        decision = decide(ctx, "uto-passport", policy=policy)
        assert str(ReasonCode.DOCUMENT_SPECIMEN) in codes(decision)


def test_a_strict_policy_asks_for_the_claim(ctx):
    decision = decide(ctx, "ukr-passport", policy="strict")
    assert decision.verdict is Verdict.REVIEW
    assert codes(decision) == [str(ReasonCode.PROCESS_REQUIRED_CHECK_NOT_DONE)]


def test_a_kind_the_policy_does_not_take_is_told(ctx):
    from dataclasses import replace

    policy = replace(load_policy("demo"), accepted_kinds=("driving_licence",))
    decision = verify(drawn("uto-passport"), Claim(), ctx, policy)
    assert codes(decision) == [str(ReasonCode.DOCUMENT_TYPE_NOT_ACCEPTED)]
    refused = replace(load_policy("demo"), refused_countries=("UTO",))
    decision = verify(drawn("uto-passport"), Claim(), ctx, refused)
    assert codes(decision) == [str(ReasonCode.DOCUMENT_COUNTRY_NOT_ACCEPTED)]


@pytest.mark.parametrize("name", BAD)
def test_bad_input_ends_in_a_reason_not_in_an_error(ctx, name):
    inputs = [Input(name=name, data=bad_file(name))]
    decision = verify(inputs, Claim(), ctx, load_policy())
    assert decision.verdict in (Verdict.RETRY, Verdict.REVIEW)
    assert decision.reasons


def test_a_scene_without_a_document_is_told_so(ctx):
    inputs = [Input(name="landscape.jpg", data=bad_file("landscape.jpg"))]
    decision = verify(inputs, Claim(), ctx, load_policy())
    assert codes(decision) == [str(ReasonCode.FILE_NO_DOCUMENT)]


def test_no_engine_means_a_person_looks_and_nobody_is_refused(ctx):
    from dataclasses import replace

    from verifier.model.engine import Engines

    blind = replace(ctx, engines=Engines())
    decision = verify(drawn("uto-passport"), Claim(), blind, load_policy("demo"))
    assert decision.verdict is not Verdict.REJECT
    assert decision.verdict is not Verdict.ACCEPT


def test_the_same_arguments_give_the_same_decision(ctx):
    assert decide(ctx, "uto-passport-expired") == decide(ctx, "uto-passport-expired")
