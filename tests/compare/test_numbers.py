"""Numbers beside each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifier.compare.numbers import compare_numbers


@pytest.mark.parametrize(
    ("a", "b", "status", "rule"),
    [
        ("FA123456", "FA123456", "same", "identical"),
        ("FA 123456", "FA123456<", "same_by_rule", "number.separators"),
        ("МЕ123456", "ME123456", "same_by_rule", "number.lookalike_letters"),
        ("C01X00T47", "CO1X00T47", "likely", "misreading"),
        ("XXXX XXXX 1234", "5555 6666 1234", "same_by_rule", "number.masked"),
        ("XXXX XXXX 1235", "5555 6666 1234", "different", "differs.number"),
        ("01001012345", "1001012345", "likely", "number.leading_zero"),
        ("123456789", "987654321", "different", "differs.number"),
        ("", "1", "not_comparable", "number.empty"),
    ],
)
def test_numbers_compare_by_rule(a, b, status, rule):
    outcome = compare_numbers(a, b)
    assert (outcome.status, outcome.rule) == (status, rule)
    assert compare_numbers(b, a).status == status


def test_differing_characters_are_pointed_at_in_the_text_as_given():
    outcome = compare_numbers("FA 123450", "FA12345O")
    assert (outcome.a_positions, outcome.b_positions) == ((8,), (7,))


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_text_gets_a_status(a, b):
    assert compare_numbers(a, b).status == compare_numbers(b, a).status
