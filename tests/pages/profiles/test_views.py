"""A profile's page shows what its files say, with sources, and never more certainty than theirs."""

from __future__ import annotations

import pytest

from api.pages.profiles.coverage import cases_of, covered
from api.pages.profiles.profile import profile_view
from verifier.profiles.load import load_profiles

PROFILES = load_profiles()


def test_every_country_and_document_is_covered():
    found = covered(PROFILES)
    assert {one.code for one in found} == set(PROFILES.countries)
    assert sum(len(one.documents) for one in found) == len(PROFILES.profiles())


@pytest.mark.parametrize("words", ["Ukraine", "UKR", "ukr/passport", "закорд", "україна"])
def test_a_country_is_found_by_name_code_or_document(words):
    codes = {one.code for one in covered(PROFILES, words)}
    assert "UKR" in codes or words == "закорд"


@pytest.mark.parametrize("profile", PROFILES.profiles(), ids=lambda profile: profile.id)
def test_every_profile_has_a_page(profile):
    view = profile_view(profile, PROFILES.countries[profile.country], "uk")
    assert view.name
    assert len(view.fields) == len(profile.fields)
    for rule in view.rules:
        assert rule.judges == (rule.judges and rule.confidence == "checked")
        assert rule.reference <= len(view.references)


def test_the_reasons_are_told_in_the_language_asked_for():
    profile = PROFILES.get("ukr/passport-2015")
    country = PROFILES.countries["UKR"]
    english, ukrainian = (profile_view(profile, country, tag).reasons for tag in ("en", "uk"))
    assert [one.code for one in english] == [one.code for one in ukrainian]
    assert all(a.title != b.title for a, b in zip(english, ukrainian, strict=True))


def test_a_profiles_cases_are_its_own():
    profile = PROFILES.get("ukr/passport-2015")
    assert {case.document for case in cases_of(profile)} <= {"ukr/passport-2015"}
