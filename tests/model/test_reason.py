"""A reason is withheld only with two approvers, a ground, somewhere to complain, and an end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from verifier.model.reason import Tier, Withholding
from verifier.model.reason_code import ReasonCode
from verifier.reasons.catalogue import catalogue

GIVEN = {
    "legal_ground": "Act on payments, section 3",
    "approved_by": ("A. First", "B. Second"),
    "expires": date(2027, 2, 1),
    "authority": "the regulator",
}


@pytest.mark.parametrize(
    "lacking",
    [
        {"approved_by": ("A. First", "A. First")},
        {"approved_by": ("A. First", " A. First ")},
        {"approved_by": ("A. First", "")},
        {"legal_ground": " "},
        {"authority": ""},
    ],
)
def test_a_withholding_that_lacks_something_cannot_be_built(lacking):
    with pytest.raises(TypeError):
        Withholding(**{**GIVEN, **lacking})


@pytest.mark.parametrize("name", GIVEN)
def test_nothing_of_a_withholding_can_be_left_out(name):
    with pytest.raises(TypeError):
        Withholding(**{key: value for key, value in GIVEN.items() if key != name})


def test_no_reason_is_withheld_without_its_withholding():
    expired = catalogue()[ReasonCode.VALIDITY_EXPIRED].example_reason()
    with pytest.raises(TypeError):
        replace(expired, tier=Tier.T4)
    assert replace(expired, tier=Tier.T4, withholding=Withholding(**GIVEN))


def test_what_is_told_is_not_withheld_at_the_same_time():
    expired = catalogue()[ReasonCode.VALIDITY_EXPIRED].example_reason()
    with pytest.raises(TypeError):
        replace(expired, withholding=Withholding(**GIVEN))


def test_a_withholding_ends_on_its_day():
    held = Withholding(**GIVEN)
    assert held.in_force(date(2027, 1, 31))
    assert not held.in_force(date(2027, 2, 1))
