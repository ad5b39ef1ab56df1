"""The language a person gets, which way it runs, and how values sit in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifier.reasons.language import LANGUAGES, direction, isolate, negotiate

FSI, PDI = "\u2068", "\u2069"


@pytest.mark.parametrize(
    ("wanted", "given_"),
    [
        ("uk", "uk"),
        ("uk-UA,uk;q=0.9,en;q=0.8", "uk"),
        ("sr", "sr-Cyrl"),
        ("sr-Latn-RS", "sr-Latn"),
        ("sr_Latn", "sr-Latn"),
        ("tl", "fil"),
        ("de;q=0.1, fr;q=0.9", "fr"),
        ("xx, pl;q=0.5", "pl"),
        ("fr;q=0", "en"),
        ("*", "en"),
        ("", "en"),
        (None, "en"),
    ],
)
def test_the_best_language_is_chosen(wanted, given_):
    assert negotiate(wanted) == given_


@given(st.text(max_size=700))
def test_any_header_gives_some_language(header):
    assert negotiate(header) in LANGUAGES


def test_two_languages_run_right_to_left():
    assert {tag for tag in LANGUAGES if direction(tag) == "rtl"} == {"ar", "ur"}


@pytest.mark.parametrize("tag", ["ar", "ur"])
def test_values_are_isolated_in_right_to_left_text(tag):
    assert isolate("AB123456", tag) == f"{FSI}AB123456{PDI}"


def test_only_right_to_left_values_are_isolated_in_left_to_right_text():
    assert isolate("AB123456", "en") == "AB123456"
    assert isolate("محمد", "en") == f"{FSI}محمد{PDI}"
