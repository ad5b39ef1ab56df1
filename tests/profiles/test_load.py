"""Profiles load fast, whole, and refuse what does not fit with words one can act on."""

from __future__ import annotations

import pytest

from verifier.errors import ProfileError
from verifier.model.profile import Confidence, DocumentKind
from verifier.profiles.load import _load, load_profiles

COUNTRY = """
alpha2 = "XX"
alpha3 = "XXX"
zone_codes = ["XXX"]
name = "Nowhere"
marks = ["NOWHERE"]
languages = ["en"]
sources = ["a specimen"]
[labels.document_number]
en = ["Card No."]
[numbers.pin]
name = "PIN"
pattern = '^\\d{4}$'
"""
CARD = """
kind = "national_id"
marks = ["CARD OF NOWHERE"]
fields = ["document_number"]
[names]
en = "Card"
[field.document_number]
pattern = '^\\d{9}$'
confidence = "checked"
"""


@pytest.fixture
def folder(tmp_path):
    """Return a profile folder of one country, whose files can be given other text."""

    def folder(country=COUNTRY, card=CARD):
        home = tmp_path / "xxx"
        home.mkdir(exist_ok=True)
        (home / "country.toml").write_text(country, "utf-8")
        (home / "id-card.toml").write_text(card, "utf-8")
        _load.cache_clear()
        return tmp_path

    return folder


def test_all_forty_seven_countries_and_utopia_load():
    profiles = load_profiles()
    assert len(profiles.countries) == 48
    assert {p.country for p in profiles.profiles()} == set(profiles.countries)


def test_the_same_folder_is_loaded_once_and_the_version_follows_its_content(folder):
    first = load_profiles(folder())
    assert load_profiles(folder().parent / folder().name).version == first.version
    assert load_profiles(folder(card=CARD + "# a remark\n")).version != first.version


def test_a_document_inherits_labels_confidence_and_sources_from_its_country(folder):
    card = load_profiles(folder()).get("xxx/id-card")
    assert card.kind is DocumentKind.NATIONAL_ID
    assert card.fields[0].labels == {"en": ("Card No.",)}
    assert card.sources == ("a specimen",)
    assert card.fields[0].source == "a specimen"


def test_a_pattern_becomes_a_rule_as_sure_as_it_was_stated(folder):
    (rule,) = load_profiles(folder()).get("xxx/id-card").rules
    assert (rule.kind, rule.confidence) == ("pattern", Confidence.CHECKED)


def test_a_number_is_never_surer_than_the_field_that_shows_it(folder):
    card = CARD.replace("pattern = '^\\d{9}$'", 'numbers = ["pin"]')
    country = COUNTRY + 'confidence = "known"\n'
    (rule,) = load_profiles(folder(country, card)).get("xxx/id-card").rules
    assert rule.confidence is Confidence.KNOWN


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("kind = 'national-id'", "xxx/id-card.toml: kind: 'national-id' is none of"),
        ("kind = 'national-id'", "Did you mean 'national_id'"),
        ("knid = 'passport'", "knid: is not a known key. Did you mean 'kind'"),
        ("kind = 3", "kind: must be a one of the listed words"),
        ("kind = ", "is not TOML"),
    ],
)
def test_what_does_not_fit_is_named_with_file_key_and_nearest_word(folder, wrong, told):
    with pytest.raises(ProfileError) as refused:
        load_profiles(folder(card=CARD.replace('kind = "national_id"', wrong)))
    assert told in str(refused.value)


def test_a_missing_folder_is_our_fault_and_says_so(tmp_path):
    with pytest.raises(ProfileError, match="not a folder"):
        load_profiles(tmp_path / "absent")
