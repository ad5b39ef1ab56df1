"""What is said to change the result does change it: shown by making that change."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.corpus import drawn
from verifier.compare.claim import against_claim
from verifier.decide.decide import Outcome, decide
from verifier.decide.policy import load_policy, names
from verifier.model.claim import Claim
from verifier.model.decision import Counterfactual, Verdict
from verifier.model.finding import Finding, Status, passed, skipped
from verifier.model.policy import Policy
from verifier.model.reason import Tier
from verifier.model.reason_code import ReasonCode
from verifier.pipeline import verify
from verifier.reasons.catalogue import catalogue

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
GIVEN_BY_CHECKS = [c for c in ReasonCode if catalogue()[c].tier is not Tier.T4]
CHECKS = sorted(
    {
        one.replace("*", "x")
        for policy in map(load_policy, names())
        for wanted in policy.required
        for one in wanted.split("|")
    }
)

KEEP_FROM_READING = ("file", "capture", "document", "read")


def against(check: str, code: ReasonCode, status: Status, field: str) -> Finding:
    return Finding(check=check, status=status, reason=code, fields=(field,))


found = st.lists(
    st.one_of(
        st.builds(
            against,
            st.sampled_from([*CHECKS, "other.check"]),
            st.sampled_from(GIVEN_BY_CHECKS),
            st.sampled_from([Status.FAILED, Status.UNSURE]),
            st.sampled_from(["surname", "birth_date", "document_number"]),
        ),
        st.builds(passed, st.sampled_from(CHECKS)),
        st.builds(skipped, st.sampled_from(CHECKS), st.sampled_from(["not read", "not claimed"])),
    ),
    max_size=10,
)


def settled(
    findings: list[Finding], change: Counterfactual, outcome: Outcome
) -> tuple[Finding, ...]:
    """Make the change: what it settles passes, what that explained too, what never ran now runs.

    A check skipped because the document was not read runs too, once that is settled.
    """
    left = {r.code for r in outcome.reasons} - set(change.settled)
    against_it = (Status.FAILED, Status.UNSURE)
    made = [
        f if f.status not in against_it or f.reason in left else passed(f.check) for f in findings
    ]
    unread = any(r.code.split(".")[0] in KEEP_FROM_READING for r in outcome.reasons)
    brought = unread and not left
    made = [
        passed(f.check) if brought and f.status is Status.SKIPPED and f.note == "not read" else f
        for f in made
    ]
    ran = {f.check for f in findings}
    return (*made, *(passed(check) for check in CHECKS if check not in ran))


@settings(deadline=None)
@given(found, st.sampled_from(names()))
def test_making_the_change_gives_the_verdict_that_was_said(findings, name):
    policy: Policy = load_policy(name)
    outcome = decide(findings, policy, NOW)
    for change in outcome.would_change_it:
        if outcome.reasons[0].code is ReasonCode.PROCESS_REQUIRED_CHECK_NOT_DONE:
            continue  # settled by a person who does the checks, not by other findings
        after = decide(settled(findings, change, outcome), policy, NOW)
        assert after.verdict is change.verdict


def test_no_acceptance_is_promised_where_a_needed_check_was_skipped():
    strict = load_policy("strict")
    nothing_claimed = skipped("compare.claim.name", "not claimed")
    blurred = Finding(
        check="quality.sharpness", status=Status.FAILED, reason=ReasonCode.CAPTURE_BLURRED
    )
    outcome = decide((nothing_claimed, blurred), strict, NOW)
    assert outcome.verdict is Verdict.RETRY
    assert outcome.would_change_it[-1].verdict is Verdict.REVIEW


def test_what_is_skipped_for_want_of_a_claim_says_so():
    findings, _ = against_claim(Claim(), (), "UTO")
    assert all("claimed" in f.note for f in findings if f.status is Status.SKIPPED)


DEFECTS = (
    "uto-passport-expired",
    "uto-passport-wrong-check-digit",
    "uto-passport-blurred",
    "uto-passport-glare",
)


@pytest.mark.all
@pytest.mark.parametrize("name", DEFECTS)
def test_the_same_document_without_its_defect_gets_the_verdict_that_was_said(name, ctx):
    demo = load_policy("demo")
    said = verify(drawn(name), Claim(), ctx, demo).would_change_it[-1]
    assert said.verdict is verify(drawn("uto-passport"), Claim(), ctx, demo).verdict


@pytest.mark.all
def test_a_strict_acceptance_can_be_reached(ctx):
    strict = load_policy("strict")
    policy = replace(strict, tolerated=("document.specimen",))
    claim = Claim(surname="Eriksson", given_names="Anna Maria", birth_date="1974-08-12")
    assert verify(drawn("uto-passport"), claim, ctx, policy).verdict is Verdict.ACCEPT
