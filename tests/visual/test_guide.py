from __future__ import annotations

import pytest

from verifier.visual.guide import Guide
from verifier.visual.value import Value

_EXPIRES_2008 = Guide(expected={"expiry_date": "080727", "birth_date": "610404"})


def _date(iso: str) -> Value:
    return Value(value=iso, start=0, end=len(iso))


def test_the_zones_date_is_recognised_with_one_digit_misread() -> None:
    assert _EXPIRES_2008.likeness("expiry_date", _date("2008-07-27")) == 1
    assert _EXPIRES_2008.likeness("expiry_date", _date("2008-07-21")) > 0.8


@pytest.mark.parametrize("issued", ["1998-07-27", "2003-07-27"])
def test_a_day_of_issue_years_before_is_not_taken_for_the_expiry(issued: str) -> None:
    assert _EXPIRES_2008.likeness("expiry_date", _date(issued)) == 0


def test_a_birth_date_may_differ_in_its_year() -> None:
    assert _EXPIRES_2008.likeness("birth_date", _date("1964-04-04")) > 0.8


def test_a_zone_hints_nothing_for_fields_it_does_not_have() -> None:
    assert _EXPIRES_2008.likeness("surname", Value(value="NOVAK", start=0, end=5)) == 0
