from datetime import date

import pytest

from verifier.model.finding import Status
from verifier.mrz.plausible import plausibility
from verifier.mrz.second import zone_of

TODAY = date(2026, 11, 22)
SECOND = "L898902C36UTO7408122F1204159ZE184226B<<<<<10"


FIRST = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"


def findings(first=FIRST, second=SECOND):
    (zone,) = zone_of((first, second), 0, "test")
    return {finding.check: finding for finding in plausibility(zone, TODAY)}


def test_an_ordinary_zone_passes_every_check():
    assert {finding.status for finding in findings().values()} == {Status.PASSED}


def test_a_state_that_is_none_is_doubted_and_named():
    found = findings(second=SECOND.replace("UTO", "UT0"))["mrz.plausible.nationality"]
    assert found.status is Status.UNSURE
    assert found.seen["value"] == "UT0"


@pytest.mark.parametrize(
    "name", ["ER1KSSON<<ANNA", "<RIKSSON<<ANNA", "ERIKSSSSON<<ANNA", "ERIK<<<ANNA", ""]
)
def test_names_that_cannot_be_are_doubted(name):
    found = findings(first=("P<UTO" + name).ljust(44, "<"))["mrz.plausible.name"]
    assert found.status is Status.UNSURE


def test_a_name_that_fills_its_field_is_noted_as_perhaps_cut():
    found = findings(first="P<UTOPAPANDROPOULOUS<<JONATHON<WARREN<TREVOR")["mrz.plausible.name"]
    assert found.status is Status.PASSED
    assert "cut" in found.note


def test_a_thirteenth_month_is_doubted():
    found = findings(second=SECOND.replace("740812", "741312"))["mrz.plausible.birth_date"]
    assert found.status is Status.UNSURE


def test_a_card_for_life_has_no_expiry_to_doubt():
    found = findings(second=SECOND.replace("120415", "<<<<<<"))["mrz.plausible.expiry_date"]
    assert found.status is Status.SKIPPED
