"""Dates beside each other."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifier.compare.dates import birth_year, birth_years, compare_dates, expiry_year

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("a", "b", "status", "rule"),
    [
        ("1980-05-01", "1980-05-01", "same", "identical"),
        ("1980", "1980-05-01", "same_by_rule", "date.partial"),
        ("1980-05", "1980-05-01", "same_by_rule", "date.partial"),
        ("1980", "1981-05-01", "different", "differs.date"),
        ("1980-05-01", "1980-01-05", "likely", "date.day_month_swapped"),
        ("1980-05-01", "1980-05-07", "likely", "misreading"),
        ("1925-05-01", "2025-05-01", "likely", "date.century"),
        ("1980-05-01", "1979-12-24", "different", "differs.date"),
        ("1980-02-31", "1980-02-28", "not_comparable", "date.unreadable"),
        ("", "1980", "not_comparable", "date.unreadable"),
    ],
)
def test_dates_compare_by_rule(a, b, status, rule):
    outcome = compare_dates(a, b)
    assert (outcome.status, outcome.rule) == (status, rule)
    assert compare_dates(b, a).status == status


def test_two_digit_years_are_resolved_by_what_a_person_can_be():
    assert birth_year(80, TODAY) == 1980
    assert birth_year(26, TODAY) == 2026
    assert birth_year(27, TODAY) == 1927
    assert birth_years(20, TODAY) == (2020, 1920)
    assert birth_years(80, TODAY) == (1980,)
    assert expiry_year(31, TODAY) == 2031
    assert expiry_year(99, TODAY) == 1999


@given(st.text(max_size=12), st.text(max_size=12))
def test_any_text_gets_a_status(a, b):
    assert compare_dates(a, b).status == compare_dates(b, a).status
