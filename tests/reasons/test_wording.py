"""Values in the words of a language: numbers with their nouns, dates, countries, kinds."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from verifier.model.finding import Status
from verifier.model.reading import FIELDS, Source
from verifier.model.reason import Fault, Reason, Settles, Tier
from verifier.model.reason_code import ReasonCode
from verifier.reasons.catalogue import catalogue
from verifier.reasons.definition import ValueKind
from verifier.reasons.language import LANGUAGES, direction, locale_of
from verifier.reasons.render import render_applicant
from verifier.reasons.translation import LOCALE, po_path
from verifier.reasons.wording import clean, counted, phrase, word

ROOT = Path(__file__).resolve().parents[2]
COUNTS = (0, 1, 2, 3, 5, 11, 21, 100)
DAYS = {
    "en": "0 days/1 day/2 days/3 days/5 days/11 days/21 days/100 days",
    "uk": "0 днів/1 день/2 дні/3 дні/5 днів/11 днів/21 день/100 днів",
    "ru": "0 дней/1 день/2 дня/3 дня/5 дней/11 дней/21 день/100 дней",
    "pl": "0 dni/1 dzień/2 dni/3 dni/5 dni/11 dni/21 dni/100 dni",
    "ro": "0 zile/1 zi/2 zile/3 zile/5 zile/11 zile/21 de zile/100 de zile",
    "sr-Latn": "0 dana/1 dan/2 dana/3 dana/5 dana/11 dana/21 dan/100 dana",
    "fr": "0 jour/1 jour/2 jours/3 jours/5 jours/11 jours/21 jours/100 jours",
    "tr": "0 gün/1 gün/2 gün/3 gün/5 gün/11 gün/21 gün/100 gün",
    "vi": "0 ngày/1 ngày/2 ngày/3 ngày/5 ngày/11 ngày/21 ngày/100 ngày",
}


@pytest.mark.parametrize("tag", DAYS)
def test_days_take_the_right_plural_form(tag):
    assert "/".join(counted("days", n, tag) for n in COUNTS) == DAYS[tag]


def test_arabic_counts_in_six_forms():
    forms = [re.sub(r"[\d٠-٩٬٫,.\s\u200f\u200e]+", "", counted("days", n, "ar")) for n in COUNTS]
    assert forms == ["يوم", "يومواحد", "يومان", "أيام", "أيام", "يومًا", "يومًا", "يوم"]


@pytest.mark.parametrize("tag", [t for t in LANGUAGES if t != "en"])
def test_every_language_counts_as_cldr_does(tag):
    """Two numbers of one CLDR category take one form, and no form is English."""
    category = locale_of(tag).plural_form
    for n in COUNTS:
        same = [m for m in COUNTS if category(m) == category(n)]
        shapes = {re.sub(r"\d+", "#", _western(counted("years", m, tag))) for m in same}
        assert len(shapes) == 1, n
        assert not any("year" in shape for shape in shapes), n


def _western(text: str) -> str:
    return "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in text)


@pytest.mark.parametrize("tag", [t for t in LANGUAGES if t != "en"])
def test_every_header_names_its_plural_forms(tag):
    path = po_path(LOCALE, tag)
    text = path.read_text(encoding="utf-8")
    assert re.search(r"Plural-Forms: nplurals=\d; plural=", text)
    with path.open("rb") as stream:
        assert read_po(stream, locale=tag.replace("-", "_"))


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_field_source_and_kind_has_a_word(tag):
    for field in FIELDS:
        assert field in catalogue().words["field"]
        assert word("field", field, tag)
    for source in Source:
        assert source.value in catalogue().words["source"]
    for definition in catalogue().definitions.values():
        assert definition.fix_verb in catalogue().words["fix_verb"], definition.code
        assert word("fix_verb", definition.fix_verb, tag)


def test_every_kind_a_profile_may_have_has_a_word():
    kinds = {
        tomllib.loads(path.read_text(encoding="utf-8")).get("kind")
        for path in (ROOT / "country_profiles").glob("*/*-*.toml")
    }
    assert kinds - {None} <= set(catalogue().words["kind"])


def test_countries_are_named_in_the_readers_language():
    assert phrase(ValueKind.COUNTRY, "UKR", "pl") == "Ukraina"
    assert phrase(ValueKind.COUNTRY, "RKS", "en") == "Kosovo"
    assert phrase(ValueKind.COUNTRY, "UTO", "en") == "UTO"


@pytest.mark.parametrize(
    ("value", "shown"),
    [("2026-11-22", "22 November 2026"), ("2026-11", "November 2026"), ("2026", "2026")],
)
def test_partial_dates_are_written_as_far_as_they_are_known(value, shown):
    assert phrase(ValueKind.DATE, value, "en") == shown


def test_an_impossible_date_is_shown_as_it_was_read():
    assert phrase(ValueKind.DATE, "2026-13-45", "en") == "2026-13-45"


@given(st.text(max_size=300))
def test_untrusted_text_loses_braces_and_controls(text):
    shown = clean(text)
    assert not set("{}\u202e\u2066\u2067\u2068\u2069\u200f\x00\n") & set(shown)
    assert len(shown) <= 121


@pytest.mark.parametrize("tag", ["ar", "ur"])
def test_a_left_to_right_value_is_isolated_inside_right_to_left_text(tag):
    reason = Reason(
        code=ReasonCode.MATCH_NAME,
        fault=Fault.USER,
        settles=Settles.FIX,
        tier=Tier.T1,
        status=Status.FAILED,
        check="compare.claim.name",
        seen={"document": "KOVALENKO"},
        expected={"claimed": "Kovalenko-Shevchenko"},
    )
    title = render_applicant(reason, tag).title
    assert "\u2068KOVALENKO\u2069" in title
    assert "\u2068Kovalenko-Shevchenko\u2069" in title


@pytest.mark.parametrize("tag", [t for t in LANGUAGES if direction(t) == "rtl"])
def test_the_filler_sign_keeps_its_shape_in_right_to_left_text(tag):
    for definition in catalogue().definitions.values():
        told = render_applicant(definition.example_reason(), tag)
        assert "<" not in f"{told.title}{told.fix}".replace("\u2066<\u2069", ""), definition.code


def test_locale_folder_holds_only_known_languages():
    folders = {path.name for path in Path(LOCALE).iterdir() if path.is_dir()}
    assert folders == {tag.replace("-", "_") for tag in LANGUAGES if tag != "en"}
