"""Findings and policy to a decision: never silent, never against someone for a fault of ours."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifier.decide.decide import decide, missing_checks, not_decided
from verifier.decide.policy import KINDS, PolicyError, build, file_problems, load_policy, names
from verifier.model.decision import Verdict
from verifier.model.finding import Finding, Status, passed
from verifier.model.policy import Policy
from verifier.model.reason import Fault, Tier
from verifier.model.reason_code import ReasonCode
from verifier.reasons.catalogue import catalogue

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DEFAULT = load_policy()
ENOUGH = tuple(passed(wanted.split("|")[0]) for wanted in DEFAULT.required)


def finding(code: ReasonCode, status: Status = Status.FAILED, *fields: str) -> Finding:
    return Finding(check="test", status=status, reason=code, fields=fields)


def test_everything_required_and_nothing_against_is_accepted():
    assert decide(ENOUGH, DEFAULT, NOW).verdict is Verdict.ACCEPT


@pytest.mark.parametrize("left_out", range(len(ENOUGH)))
def test_a_required_check_that_did_not_pass_goes_to_a_person(left_out):
    some = ENOUGH[:left_out] + ENOUGH[left_out + 1 :]
    outcome = decide(some, DEFAULT, NOW)
    assert outcome.verdict is Verdict.REVIEW
    assert outcome.reasons[0].code is ReasonCode.PROCESS_REQUIRED_CHECK_NOT_DONE
    assert missing_checks(some, DEFAULT)


# A reason withheld by law is given by two people, never by a check.
GIVEN_BY_CHECKS = [c for c in ReasonCode if catalogue()[c].tier is not Tier.T4]
findings = st.lists(
    st.builds(
        finding,
        st.sampled_from(GIVEN_BY_CHECKS),
        st.sampled_from([Status.FAILED, Status.UNSURE]),
        st.sampled_from(["surname", "birth_date", "document_number"]),
    ),
    max_size=8,
)


@given(findings, st.sampled_from(names()))
def test_any_findings_give_a_lawful_decision(some, policy):
    outcome = decide((*ENOUGH, *some), load_policy(policy), NOW)
    if outcome.verdict is not Verdict.ACCEPT:
        assert outcome.reasons
    if outcome.verdict is Verdict.REJECT:
        assert any(r.fault not in (Fault.SYSTEM, Fault.RISK) for r in outcome.reasons)
    if outcome.verdict is Verdict.REVIEW:
        assert outcome.due
    assert len({(r.code, r.fields) for r in outcome.reasons}) == len(outcome.reasons)


@given(st.sampled_from([c for c in ReasonCode if catalogue()[c].fault is Fault.SYSTEM]))
def test_a_limit_of_ours_is_reviewed_never_refused(code):
    assert decide((*ENOUGH, finding(code)), DEFAULT, NOW).verdict is Verdict.REVIEW


def test_half_a_zone_differs_from_nothing():
    differs = finding(ReasonCode.CONSISTENCY_PRINT_VS_CODE, Status.FAILED, "issuing_state")
    unknown = finding(ReasonCode.DOCUMENT_NOT_RECOGNISED, Status.UNSURE)
    cropped = replace(finding(ReasonCode.CAPTURE_CROPPED), evidence={"within": "mrz"})
    outcome = decide((differs, unknown, cropped), DEFAULT, NOW)
    assert [r.code for r in outcome.reasons] == [ReasonCode.CAPTURE_CROPPED]
    whole = decide((differs, finding(ReasonCode.CAPTURE_CROPPED)), DEFAULT, NOW)
    assert ReasonCode.CONSISTENCY_PRINT_VS_CODE in [r.code for r in whole.reasons]


def test_a_reflection_explains_what_it_hides():
    hidden = finding(ReasonCode.READ_FIELD, Status.FAILED, "birth_date")
    glare = finding(ReasonCode.CAPTURE_GLARE, Status.FAILED, "birth_date", "expiry_date")
    elsewhere = finding(ReasonCode.READ_FIELD, Status.FAILED, "surname")
    codes = [(r.code, r.fields) for r in decide((hidden, glare, elsewhere), DEFAULT, NOW).reasons]
    assert (ReasonCode.READ_FIELD, ("birth_date",)) not in codes
    assert (ReasonCode.READ_FIELD, ("surname",)) in codes


def test_a_missing_side_explains_the_zone_it_carries():
    zone = finding(ReasonCode.READ_MRZ_NOT_READABLE, Status.FAILED, "document_number")
    side = finding(ReasonCode.CAPTURE_SIDE_MISSING, Status.FAILED, "document_number")
    assert [r.code for r in decide((zone, side), DEFAULT, NOW).reasons] == [
        ReasonCode.CAPTURE_SIDE_MISSING
    ]


def test_our_failure_is_a_review_that_counts_against_nobody():
    outcome = not_decided(NOW, DEFAULT, "RuntimeError")
    assert outcome.verdict is Verdict.REVIEW
    assert outcome.reasons[0].code is ReasonCode.PROCESS_INTERNAL_ERROR
    assert outcome.due


@pytest.mark.parametrize("policy", names())
def test_the_policies_that_come_with_candor_are_lawful(policy):
    assert load_policy(policy).rationale


LAWFUL = {"rationale": "x", "required": ["mrz.check_digits"]}


def test_the_least_a_policy_can_be_is_lawful():
    assert build("test", LAWFUL, where="test.toml").required == ("mrz.check_digits",)


@pytest.mark.parametrize(
    "table",
    [
        {"rationale": "x"},
        {"rationale": "x", "required": []},
        {"required": ["mrz.check_digits"]},
        {**LAWFUL, "review_days": 0},
        {**LAWFUL, "overrides": {"match.name": "final"}},
        {**LAWFUL, "nonsense": 1},
        {**LAWFUL, "overrides": {"document.not_recognised": "reject"}},
        {**LAWFUL, "overrides": {"integrity.content_changed": "reject"}},
        {**LAWFUL, "overrides": {"validity.under_age": "reject"}},
        {**LAWFUL, "overrides": {"no.such_reason": "retry"}},
        {**LAWFUL, "tolerated": ["integrity.content_changed"]},
        {**LAWFUL, "tolerated": ["process.required_check_not_done"]},
        {**LAWFUL, "tolerated": ["no.such_reason"]},
        {**LAWFUL, "minimum_assurance": "perfect"},
        {"rationale": "x", "required": ["intake.open", "validity.expiry"]},
    ],
)
def test_an_unlawful_policy_is_refused_by_name(table):
    with pytest.raises(PolicyError, match=r"test\.toml"):
        build("test", table, where="test.toml")


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({**LAWFUL, "review_days": "3"}, "review_days is a whole number"),
        ({**LAWFUL, "review_days": True}, "review_days is a whole number"),
        ({**LAWFUL, "required": "mrz.check_digits"}, "required is a list"),
        ({**LAWFUL, "overrides": ["match.name"]}, "overrides is a table"),
        ({**LAWFUL, "zone_confidence": "high"}, "zone_confidence is a number"),
    ],
)
def test_a_value_of_the_wrong_kind_is_named(table, said):
    with pytest.raises(PolicyError, match=said):
        build("test", table, where="test.toml")


def test_every_key_of_a_policy_has_its_kind():
    assert set(KINDS) == set(Policy.__dataclass_fields__) - {"name"}


def test_a_check_says_everything_at_once(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text('review_days = 0\n[overrides]\n"match.name" = "final"\n', encoding="utf-8")
    told = file_problems(str(path))
    assert len(told) == 4
    assert any("nothing is final by itself" in line for line in told)
    assert file_problems("default") == ()
