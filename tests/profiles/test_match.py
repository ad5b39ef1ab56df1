"""Which document is this, by what is printed: never by what the person chose alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verifier.profiles.load import load_profiles
from verifier.profiles.match import country_of_state, match
from verifier.profiles.printed import text_of

PROFILES = load_profiles()


def found(*text, **more):
    return match(PROFILES, text=text, **more)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (["BUNDESREPUBLIK DEUTSCHLAND", "PERSONALAUSWEIS"], "deu/id-card"),
        (["REPÚBLICA ARGENTINA", "PASAPORTE"], "arg/passport"),
        (["ҚАЗАҚСТАН РЕСПУБЛИКАСЫ", "ЖЕКЕ КУӘЛІК", "ЖСН"], "kaz/id-card-2014"),
        (["GOVERNMENT OF INDIA", "Aadhaar", "DOB 1990"], "ind/id-card-aadhaar"),
        (["INCOME TAX DEPARTMENT", "Permanent Account Number"], "ind/other-pan"),
        (["REPUBLIC OF KENYA", "PASSPORT"], "ken/passport"),
        (["T.C.", "NÜFUS CÜZDANI", "Türkiye Cumhuriyeti"], "tur/id-card-nufus"),
        (["საქართველო GEORGIA", "პირადობის მოწმობა"], "geo/id-card"),
    ],
)
def test_printed_words_tell_the_document(text, expected):
    answer = found(*text)
    assert answer.profile is not None, answer
    assert answer.profile.id == expected
    assert answer.why


def test_a_misread_letter_in_a_long_title_changes_nothing():
    assert found("BUNDESREPUBL1K DEUTSCHLAND", "PERS0NALAUSWEIS").profile.id == "deu/id-card"


@pytest.mark.parametrize(
    "text", [[], ["hello world"], ["Passport", "Surname"], ["DRIVING LICENCE"]]
)
def test_words_that_every_country_prints_tell_nothing(text):
    assert found(*text).profile is None


def test_a_claim_alone_recognises_nothing():
    answer = found("hello world", claim_country="UKR", claim_kind="passport")
    assert (answer.profile, answer.country) == (None, None)


def test_a_claim_does_not_outweigh_what_is_printed():
    answer = found(
        "BUNDESREPUBLIK DEUTSCHLAND", "PERSONALAUSWEIS", claim_country="UKR", claim_kind="passport"
    )
    assert answer.profile.id == "deu/id-card"


@pytest.mark.parametrize(("state", "code"), [("D", "DEU"), ("KYA", "KEN"), ("ROM", "ROU")])
def test_a_state_code_finds_its_country(state, code):
    assert country_of_state(PROFILES, state).alpha3 == code


def test_every_document_without_a_zone_is_recognised_by_its_own_words():
    lost = []
    for profile in PROFILES.profiles():
        country = PROFILES.countries[profile.country]
        if profile.zone is None:
            labels = [w for f in profile.fields for words in f.labels.values() for w in words[:1]]
            answer = match(PROFILES, text=[*country.marks, *profile.marks, *labels])
            if profile.id not in answer.candidates[:2] or answer.country != profile.country:
                lost.append((profile.id, answer.candidates[:3]))
    assert lost == []


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=40), max_size=8))
def test_any_text_is_answered(lines):
    match(PROFILES, text=lines)


def test_a_longer_name_of_one_document_is_no_mark_of_another():
    answer = found("ROMÂNIA", "CARTE DE IDENTITATE PROVIZORIE")
    assert answer.profile.id == "rou/id-card-provisional"
    plain_card = found("ROMÂNIA", "CARTE DE IDENTITATE", "IDENTITY CARD", "CARTE D'IDENTITE")
    assert plain_card.profile.id == "rou/id-card-1997"


def test_a_card_older_than_the_series_is_of_the_one_before():
    lines = ["ශ්‍රී ලංකා", "ජාතික හැඳුනුම්පත", "1992/03/15", "2011/03/01"]
    assert found(*lines).candidates[0] == "lka/id-card-laminated"
    assert found(*lines[:3], "2022/03/01").candidates[0] == "lka/id-card-2017"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("05.07.1990", {"1990-07-05", "1990-05-07"}),
        ("1990/07/31", {"1990-07-31"}),
        ("31 12 2030", {"2030-12-31"}),
        ("047-1829-33", set()),
        ("99.99.9999", set()),
    ],
)
def test_days_are_found_in_either_order(text, days):
    assert {d.isoformat() for d in text_of([text]).dates} == days
