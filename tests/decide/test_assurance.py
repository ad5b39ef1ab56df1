"""How strong the evidence is follows from the checks that passed, and from nothing else."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verifier.decide.assurance import Level, assurance, required_for
from verifier.decide.decide import decide, missing_checks
from verifier.decide.policy import build
from verifier.model.decision import Verdict
from verifier.model.finding import passed
from verifier.model.reason_code import ReasonCode

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
FAIR = tuple(map(passed, ("intake.open", "mrz.check_digits", "validity.expiry")))
STRONG = (
    *FAIR,
    *map(passed, ("document.recognised", "mrz.confidence", "compare.mrz_print.name")),
)
SUPERIOR = (*STRONG, passed("seal.icao-vds"))


@pytest.mark.parametrize(
    ("findings", "level"),
    [
        ((), None),
        (FAIR[:2], None),
        (FAIR, Level.FAIR),
        (STRONG, Level.STRONG),
        (SUPERIOR, Level.SUPERIOR),
        ((*STRONG, passed("seal.expected")), Level.STRONG),
        ((*STRONG, passed("seal.link")), Level.STRONG),
        ((*FAIR, passed("seal.hc1")), Level.FAIR),  # signed, but of no document we recognise
    ],
)
def test_the_highest_level_whose_checks_all_passed(findings, level):
    assert assurance(findings) is level


@pytest.mark.parametrize("level", Level)
def test_each_level_needs_all_of_those_below(level):
    below = [lower for lower in Level if list(Level).index(lower) < list(Level).index(level)]
    assert all(set(required_for(lower)) <= set(required_for(level)) for lower in below)


@settings(deadline=None)
@given(st.permutations(SUPERIOR), st.integers(0, len(SUPERIOR)))
def test_one_more_check_never_makes_it_weaker(findings, cut):
    order = [None, *Level]
    fewer, more = assurance(findings[:cut]), assurance(findings[: cut + 1])
    assert order.index(more) >= order.index(fewer)


def test_a_policy_that_wants_a_level_accepts_nothing_below_it():
    policy = build(
        "test",
        {"rationale": "x", "required": ["mrz.check_digits"], "minimum_assurance": "strong"},
        where="test.toml",
    )
    outcome = decide(FAIR, policy, NOW)
    assert outcome.verdict is Verdict.REVIEW
    assert outcome.reasons[0].code is ReasonCode.PROCESS_REQUIRED_CHECK_NOT_DONE
    assert "document.recognised" in missing_checks(FAIR, policy)
    assert decide(STRONG, policy, NOW).verdict is Verdict.ACCEPT


def test_a_code_that_was_merely_found_satisfies_no_required_check():
    policy = build("test", {"rationale": "x", "required": ["mrz.x|seal.*"]}, where="test.toml")
    assert missing_checks((passed("seal.expected"), passed("seal.link")), policy)
    assert not missing_checks((passed("seal.hc1"),), policy)
