"""A value's honest forms: spaces, look-alike letters, O for zero, native digits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifier.profiles.forms import compact, matches, reads_as


@pytest.mark.parametrize("value", ["AB 123456", "ab123456", "АВ123456", "А В-123 456", "AB١٢٣٤٥٦"])
def test_a_latin_series_is_recognised_however_it_is_typed(value):
    assert matches(r"^[A-Z]{2}\d{6}$", value)


def test_a_cyrillic_series_typed_in_latin_letters_is_the_same():
    assert matches(r"^[А-ЯІЇЄҐ]{2}\d{6}$", "AB123456")


def test_letters_with_no_look_alike_are_not_taken_for_one():
    assert not matches(r"^[А-ЯІЇЄҐ]{2}\d{6}$", "QW123456")


def test_position_decides_between_o_and_zero():
    assert reads_as(r"^[A-Z]{2}\d{4}$", "0O1234") == "OO1234"
    assert reads_as(r"^[A-Z]{2}\d{4}$", "ABCDEF") is None


@given(st.text(max_size=30))
def test_no_value_breaks_the_comparison(value):
    for pattern in (r"^[A-Z]{2}\d{6}$", r"^\d{11}$"):
        matches(pattern, value)
        reads_as(pattern, value)
    assert compact(compact(value)) == compact(value)
