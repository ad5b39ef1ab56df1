import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifier.mrz.alphabet import ALPHABET
from verifier.mrz.checkdigits import check_digit, holds


@pytest.mark.parametrize(
    ("text", "digit"),
    # ICAO Doc 9303-3, Appendix A
    [("520727", "3"), ("AB2134<<<", "5"), ("L898902C3", "6"), ("ZE184226B<<<<<", "1")],
)
def test_icao_s_own_examples_hold(text, digit):
    assert check_digit(text) == digit


@given(st.text(ALPHABET, max_size=44))
def test_a_check_digit_is_one_digit(text):
    assert check_digit(text) in "0123456789"


@given(st.text(ALPHABET, min_size=1, max_size=30), st.data())
def test_one_misread_digit_is_noticed(text, data):
    places = [n for n, c in enumerate(text) if c.isdigit()]
    if not places:
        return
    place = data.draw(st.sampled_from(places))
    other = data.draw(st.sampled_from([d for d in "0123456789" if d != text[place]]))
    changed = text[:place] + other + text[place + 1 :]
    # Weights 7, 3 and 1 have no factor in common with 10, so no single digit slips through.
    assert check_digit(changed) != check_digit(text)


def test_a_filler_is_right_only_over_an_empty_field():
    assert holds("<<<<<", "<", filler_when_empty=True)
    assert holds("<<<<<", "0", filler_when_empty=True)
    assert not holds("12<<<", "<", filler_when_empty=True)
    assert not holds("<<<<<", "<")
