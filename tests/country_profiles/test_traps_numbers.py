"""Traps of the reference in personal and document numbers."""

from __future__ import annotations

import pytest

from tests.country_profiles.trap import faults, judge
from verifier.model.finding import Status
from verifier.profiles.forms import reads_as


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("lva/id-card", "321234-56789"),
        ("geo/id-card", "01001000001"),
        ("tur/id-card-2017", "10000000146"),
        ("hrv/id-card", "12345678903"),
    ],
)
def test_trap_personal_number_dob_mismatch_where_numbers_tell_no_date(name, number):
    found = judge(name, {"personal_number": number, "birth_date": "1980-05-05", "sex": "F"})
    assert faults(found) == {}


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("srb/id-card", "0101990710009"),
        ("pol/id-card", "90010112345"),
        ("cze/passport", "9001011238"),
        ("svk/id-card", "9001011238"),
        ("rou/id-card-1997", "1900101123456"),
        ("mkd/id-card", "0101990410009"),
    ],
)
def test_trap_personal_number_bad_check(name, number):
    found = judge(name, {"personal_number": number})
    check = found["rules.number_check.personal_number"]
    assert check.status is Status.SKIPPED
    assert "noted only" in check.note or "differs from" in check.note
    assert faults(found) == {}


def test_trap_leading_zero():
    found = judge("geo/id-card", {"personal_number": "01001000001"})
    assert found["rules.pattern.personal_number"].status is Status.PASSED
    born_2003 = judge("pol/id-card", {"personal_number": "03220100009", "birth_date": "2003-02-01"})
    assert born_2003["rules.number_encodes.personal_number"].status is Status.PASSED


def test_trap_lookalike_series():
    for number in ("АВ123456", "AB123456", "AB 123456"):
        found = judge("ukr/internal-passport-1994", {"document_number": number})
        assert found["rules.pattern.document_number"].status is Status.PASSED


def test_trap_o_zero():
    found = judge("deu/id-card", {"document_number": "LO1X00T47"})
    assert found["rules.pattern.document_number"].status is Status.PASSED
    assert reads_as(r"^[A-Z]{3}\d{6}$", "AB0123456") == "ABO123456"


def test_trap_masked_number():
    found = judge("ind/id-card-aadhaar", {"document_number": "XXXX XXXX 1234"})
    assert found["rules.pattern.document_number"].status is Status.PASSED
    assert faults(found) == {}


@pytest.mark.parametrize(
    ("name", "value", "check"),
    [
        ("kaz/passport", {"document_number": "N12345678"}, "rules.pattern.document_number"),
        ("idn/passport", {"document_number": "E1234567"}, "rules.pattern.document_number"),
        ("svk/passport", {"document_number": "BA1234567"}, "rules.pattern.document_number"),
        ("pak/id-card", {"document_number": "82101-1234567-1"}, "rules.pattern.document_number"),
    ],
)
def test_numbers_that_common_libraries_refuse_are_fine(name, value, check):
    found = judge(name, value)
    assert found[check].status is Status.PASSED
    assert faults(found) == {}


def test_an_indonesian_woman_is_told_by_forty_added_to_the_day():
    found = judge(
        "idn/id-card",
        {"document_number": "3171234101900001", "birth_date": "1990-01-01", "sex": "F"},
    )
    assert found["rules.number_encodes.document_number"].status is Status.PASSED
