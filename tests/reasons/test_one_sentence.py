"""In every language what happened is one sentence, and what to do is one sentence."""

from __future__ import annotations

import re
from datetime import date

import pytest

from verifier.reasons.catalogue import catalogue
from verifier.reasons.language import LANGUAGES
from verifier.reasons.reading_level import grade
from verifier.reasons.render import render_applicant
from verifier.reasons.translation import translation

END = re.compile(r"[.!?।۔։]\u2069?$")
# A full stop after a number is an ordinal's (German, Serbian); Armenian's mid-sentence dot is a
# colon's (Unicode 16, 7.6).
BREAK = re.compile(r"(?<![\d(])[.!?।۔](?!\))\s+\w")
LONGEST = 230  # characters: the longest language needs some 40 % more than English's 160


def texts(lang: str) -> list[tuple[str, str]]:
    found = []
    for code, definition in catalogue().definitions.items():
        for part, variants in definition.applicant.parts():
            context = f"{code.value}.applicant.{part}"
            for english in variants:
                told = english if lang == "en" else translation(lang).text(context, english)
                found.append((context, told or ""))
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_text_is_one_finished_sentence(lang):
    for context, told in texts(lang):
        assert END.search(told), context
        assert not BREAK.search(told) or lang == "hy", context
        assert len(told) <= LONGEST, context
        assert "  " not in told, context


@pytest.mark.parametrize("lang", ["uk", "ru", "kk"])
def test_a_date_at_the_end_does_not_end_the_sentence_twice(lang):
    for definition in catalogue().definitions.values():
        told = render_applicant(definition.example_reason(), lang, date(2026, 11, 25))
        assert ".." not in f"{told.title} {told.fix}"


def test_harder_words_ask_for_more_schooling():
    assert grade("Send a new photo.") < grade(
        "Transmit contemporaneous photographic documentation."
    )
    assert grade("") == 0
