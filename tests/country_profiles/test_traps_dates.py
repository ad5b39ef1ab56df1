"""Traps of the reference in dates, calendars and ends of validity."""

from __future__ import annotations

import pytest

from tests.country_profiles.trap import ZONES, faults, judge, on, profile
from verifier.model.finding import Status

NO_EXPIRY = [
    ("idn/id-card", "SEUMUR HIDUP"),
    ("esp/id-card", "01 01 9999"),
    ("esp/id-card", "01-01-9999"),
    ("pak/id-card", "LIFETIME"),
    ("pak/id-card", "تاحیات"),
    ("vnm/id-card-2021", "Không thời hạn"),
    ("vnm/id-card-2024", "KHÔNG THỜI HẠN"),
    ("bgr/id-card-2010", "БЕЗСРОЧНА"),
    ("hrv/id-card", "TRAJNO"),
    ("srb/id-card", "TRAJNO"),
    ("srb/id-card", "ТРАЈНО"),
    ("bra/id-card-2022", "INDETERMINADA"),
]


@pytest.mark.parametrize(("name", "phrase"), NO_EXPIRY)
def test_trap_no_expiry_phrases(name, phrase):
    found = judge(name, {"birth_date": "1950-01-01"}, text=[f"Valid {phrase}"])
    if phrase[0].isdigit():
        found = judge(name, {"birth_date": "1950-01-01", "expiry_date": phrase})
    assert found["validity.expiry"].status is Status.PASSED


@pytest.mark.parametrize(
    "name",
    [
        *("ukr/internal-passport-1994", "rus/internal-passport", "tur/id-card-nufus"),
        *("zaf/id-card-smart", "zaf/id-card-green-book", "ind/id-card-aadhaar", "ind/other-pan"),
        *("phl/id-card-philsys", "lka/id-card-laminated", "npl/id-card-citizenship"),
        *("bra/id-card-rg", "ken/id-card", "nga/id-card-nin-slip", "bgd/id-card-2008"),
    ],
)
def test_trap_no_expiry_documents_without_a_date(name):
    assert judge(name, {"birth_date": "1980-01-01"})["validity.expiry"].status is Status.PASSED


@pytest.mark.parametrize("expiry", ["<<<<<<0", "9912315"])
@pytest.mark.parametrize("name", ["srb_id", "rou_ci_td2", "esp_dni_support"])
def test_trap_no_expiry_sentinels_in_the_zone(see, name, expiry):
    lines = list(ZONES[name])
    at = 21 if len(lines) == 2 else 8
    lines[1] = lines[1][:at] + expiry + lines[1][at + 7 :]
    assert see(*lines).finding("validity.expiry").status is Status.PASSED


def test_trap_no_expiry_a_date_before_the_series_began_is_of_the_next_century(see):
    lines = list(ZONES["rou_ci_td2"])
    lines[1] = lines[1].replace("3108033", "8109138")
    seen = see(*lines)
    assert seen.value("expiry_date") == "2081-09-13"
    assert seen.finding("validity.expiry").status is Status.PASSED
    assert seen.faults == {}


def test_an_expired_document_of_an_earlier_series_does_not_come_back_to_life(see):
    old_passport = list(ZONES["ind_no_surname"])
    old_passport[0] = "P<UKRSAMPLE<<PERSON" + "<" * 25
    old_passport[1] = "EK000000<8UKR9001011F1201019<<<<<<<<<<<<<<<0"
    old_card = ("IDBGR0000000011<<<<<<<<<<<<<<<", "9001011M0901019BGR<<<<<<<<<<<0")
    for lines in (old_passport, (*old_card, "SAMPLE<<PERSON<<<<<<<<<<<<<<<<")):
        ended = see(*lines).finding("validity.expiry")
        assert ended.reason == "validity.expired"
        assert ended.seen["date"] in ("2012-01-01", "2009-01-01")


def test_trap_eu_cutoff_2031():
    card, text = {"birth_date": "1950-01-01"}, ["БЕЗСРОЧНА"]
    before = judge("bgr/id-card-2010", card, text=text, now=on(2031, 8, 2))
    after = judge("bgr/id-card-2010", card, text=text, now=on(2031, 8, 3))
    assert before["validity.expiry"].status is Status.PASSED
    assert after["validity.expiry"].status is Status.FAILED
    assert after["validity.expiry"].seen["date"] == "2031-08-02"
    romanian = judge("rou/id-card-1997", {"expiry_date": "2040-01-01"}, now=on(2032, 1, 1))
    assert romanian["validity.expiry"].status is Status.UNSURE


def test_trap_printed_expiry_superseded():
    card = {"birth_date": "1970-01-01", "issue_date": "2012-05-02", "expiry_date": "2022-05-01"}
    extended = judge("fra/id-card-1988", card, now=on(2026, 11, 22))
    assert extended["validity.expiry"].status is Status.UNSURE
    over = judge("fra/id-card-1988", card, now=on(2028, 1, 1))
    assert over["validity.expiry"].status is Status.FAILED
    child = judge("fra/id-card-1988", card | {"birth_date": "2000-01-01"})
    assert child["validity.expiry"].status is Status.FAILED
    for_life = judge("idn/id-card", {"birth_date": "1970-01-01", "expiry_date": "2016-01-01"})
    assert for_life["validity.expiry"].status is Status.UNSURE


def test_trap_expiry_is_year():
    assert (
        judge("mex/id-card-ine", {"expiry_date": "2026"})["validity.expiry"].status is Status.PASSED
    )
    assert (
        judge("mex/id-card-ine", {"expiry_date": "2025"})["validity.expiry"].status is Status.FAILED
    )


def test_trap_validity_range_is_told_to_the_reader():
    assert "DD.MM.YY-DD.MM.YYYY" in profile("rou/id-card-1997").date_formats


@pytest.mark.parametrize("name", ["egy/id-card", "vnm/id-card-2024"])
def test_trap_expiry_on_back(name):
    card = profile(name)
    assert card.sides == ("front", "back")
    assert next(f for f in card.fields if f.name == "expiry_date").side == "back"
    assert any("both sides" in advice for advice in card.guide)


def test_trap_calendars():
    found = judge(
        "npl/id-card-citizenship", {"birth_date": "2045-01-15", "issue_date": "2066-03-03"}
    )
    assert faults(found) == {}


def test_trap_native_digits():
    found = judge(
        "egy/id-card",
        {"personal_number": "٢٩٠٠١٠١٠١٠٠٠١٧", "birth_date": "1990-01-01"},
    )
    assert found["rules.pattern.personal_number"].status is Status.PASSED
    assert found["rules.number_encodes.personal_number"].status is Status.PASSED
    assert faults(found) == {}


@pytest.mark.parametrize(
    ("name", "order"),
    [
        ("usa/driving-licence", "MM/DD/YYYY"),
        ("ltu/id-card", "YYYY MM DD"),
        ("hun/id-card", "YYYY.MM.DD"),
        ("zaf/id-card-green-book", "YYYY-MM-DD"),
        ("can/driving-licence", "YYYY/MM/DD"),
        ("lka/id-card-2017", "YYYY/MM/DD"),
        ("egy/id-card", "YYYY/MM/DD"),
    ],
)
def test_trap_date_order(name, order):
    assert profile(name).date_formats[0] == order


def test_trap_birth_year_only(see):
    assert faults(judge("ind/id-card-aadhaar", {"birth_date": "1980"})) == {}
    unknown_day = see(*ZONES["unknown_birth_day"])
    assert unknown_day.value("birth_date") == "1980"
    assert unknown_day.finding("validity.birth").status is Status.PASSED


@pytest.mark.parametrize(
    "name",
    [
        *("tur/id-card-nufus", "ukr/internal-passport-1994", "rou/id-card-1997", "pol/id-card"),
        *("bgr/id-card-2010", "zaf/id-card-green-book", "bra/id-card-rg", "fra/id-card-1988"),
    ],
)
def test_trap_old_series_valid(name):
    assert profile(name).status != "ended"
    found = faults(judge(name, {"birth_date": "1970-01-01"}))
    assert "rules.withdrawn" not in found


def test_trap_cannot_renew():
    assert any("residence permit" in advice for advice in profile("blr/passport").guide)


def test_trap_validity_range_is_read_as_its_end():
    card = {"birth_date": "1990-01-01", "issue_date": "2019-03-08", "expiry_date": "2029-08-03"}
    found = judge("rou/id-card-1997", card)
    assert found["validity.expiry"].status is Status.PASSED
    assert faults(found) == {}
