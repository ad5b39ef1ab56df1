"""Two texts beside each other: nothing is lost, and confusions are told from differences."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from verifier.compare.characters import differing, only_alike, stretches, where
from verifier.compare.numbers import confusable


@given(st.text(max_size=20), st.text(max_size=20))
def test_the_stretches_joined_are_the_texts(a, b):
    found = stretches(a, b, confusable)
    assert "".join(one for one, _, _ in found) == a
    assert "".join(two for _, two, _ in found) == b
    assert bool(differing(found)) == (a != b)


def test_confusions_are_told_from_differences():
    assert only_alike(stretches("A0123", "AO123", confusable))
    assert not only_alike(stretches("A0123", "AX123", confusable))
    assert not only_alike(stretches("A0123", "A0123", confusable))


def test_places_are_counted_from_one():
    assert where(stretches("KOVALCHUK", "KOVALENKO", confusable)).startswith("character")
    assert where(stretches("L898902C3", "L898902C8", confusable)) == "character 9: 3 / 8"
    assert where(stretches("AB", "AB", confusable)) == ""


def test_dates_keep_their_places():
    found = differing(stretches("1974-08-12", "1979-03-21", confusable))
    assert found == (("4", "9"), ("8", "3"), ("12", "21"))
