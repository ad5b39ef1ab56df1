from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verifier.visual.calendars import bikram_sambat, buddhist, ethiopian, hijri, solar_hijri
from verifier.visual.dates import find_dates, order_of, parse_date, western_digits

_ADULT_DAYS = st.dates(date(1930, 1, 1), date(2029, 12, 31))
_DIGITS = {
    "arabic": "٠١٢٣٤٥٦٧٨٩",
    "extended": "۰۱۲۳۴۵۶۷۸۹",
    "bengali": "০১২৩৪৫৬৭৮৯",
    "devanagari": "०१२३४५६७८९",
}


@pytest.mark.parametrize(
    ("text", "languages", "value"),
    [
        ("12 JAN/СІЧ 85", ("uk",), "1985-01-12"),
        ("24 СЕР/AUG 91", ("uk",), "1991-08-24"),
        ("19 OKT/OCT 1971", ("nl",), "1971-10-19"),
        ("16 MRT/MAR 2004", ("nl",), "2004-03-16"),
        ("09 août 1999", (), "1999-08-09"),
        ("03 sierpnia 1990", ("pl",), "1990-08-03"),
        ("31 DES/DEC 66", ("is",), "1966-12-31"),
        ("12 Οκτ 1990", ("el",), "1990-10-12"),
    ],
)
def test_a_month_named_in_the_documents_language_is_read(
    text: str, languages: tuple[str, ...], value: str
) -> None:
    found = parse_date(text, languages=languages)
    assert found is not None
    assert found.value == value


def test_a_thai_date_counts_buddhist_years() -> None:
    found = parse_date("15 ม.ค. 2533", languages=("th",), calendar="buddhist")
    assert found is not None
    assert found.value == "1990-01-15"


def test_two_languages_that_name_different_months_are_no_date() -> None:
    assert not [d for d in find_dates("12 JAN/FEB 1985") if d.complete]


@pytest.mark.parametrize(
    ("text", "written", "value"),
    [
        ("07/12/1988", "MM/DD/YYYY", "1988-07-12"),
        ("07/12/1988", "DD/MM/YYYY", "1988-12-07"),
        ("1990 05 12", "YYYY MM DD", "1990-05-12"),
        ("07.03.2031.", "DD.MM.YYYY.", "2031-03-07"),
        ("MARCH 05, 1990", "MONTH DD, YYYY", "1990-03-05"),
        ("JAKARTA, 01-02-1990", "DD-MM-YYYY", "1990-02-01"),
        ("21.121971", "DD.MM.YYYY", "1971-12-21"),
    ],
)
def test_numbers_follow_the_profiles_order(text: str, written: str, value: str) -> None:
    found = parse_date(text, formats=(written,))
    assert found is not None
    assert found.value == value


def test_without_a_profile_a_date_that_could_be_month_first_says_so() -> None:
    found = parse_date("05/03/1990")
    assert found is not None
    assert (found.value, found.other) == ("1990-03-05", ("1990-05-03",))


def test_with_a_profile_the_order_is_not_in_doubt() -> None:
    found = parse_date("05/03/1990", formats=("DD/MM/YYYY",))
    assert found is not None
    assert found.other == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [("XX.XX.1980", "1980"), ("00.05.1980", "1980-05"), ("1980", "1980"), ("05.1980", "1980-05")],
)
def test_unknown_parts_leave_a_partial_date(text: str, value: str) -> None:
    found = parse_date(text)
    assert found is not None
    assert found.value == value
    assert not found.complete


def test_two_digits_of_a_year_are_completed_by_the_kind_of_date() -> None:
    born = parse_date("01 MAR 31", field="birth_date")
    expires = parse_date("01 MAR 31", field="expiry_date")
    assert born is not None
    assert expires is not None
    assert born.value == "1931-03-01"
    assert "2031-03-01" in born.other
    assert expires.value == "2031-03-01"


def test_letters_are_taken_for_digits_only_where_asked() -> None:
    assert not [d for d in find_dates("O1.02.199O") if d.complete]
    mended = parse_date("O1.02.199O", mend=True)
    assert mended is not None
    assert mended.value == "1990-02-01"
    assert mended.mended


def test_impossible_days_are_not_dates() -> None:
    assert not [d for d in find_dates("31.02.1990") if d.complete]


@settings(deadline=None)
@given(_ADULT_DAYS, st.sampled_from(sorted(_DIGITS)), st.sampled_from("./- "))
def test_any_digits_read_as_western_ones(day: date, script: str, separator: str) -> None:
    text = day.strftime(f"%d{separator}%m{separator}%Y")
    native = text.translate(str.maketrans("0123456789", _DIGITS[script]))
    assert western_digits(native) == text
    found = parse_date(native, formats=("DD MM YYYY",))
    assert found is not None
    assert found.value == day.isoformat()


@settings(deadline=None)
@given(_ADULT_DAYS, st.sampled_from(("DD.MM.YYYY", "YYYY-MM-DD", "MM/DD/YYYY", "DD MON YYYY")))
def test_what_a_profile_writes_is_read_back(day: date, written: str) -> None:
    forms = {
        "DD.MM.YYYY": "%d.%m.%Y",
        "YYYY-MM-DD": "%Y-%m-%d",
        "MM/DD/YYYY": "%m/%d/%Y",
        "DD MON YYYY": "%d %b %Y",
    }
    found = parse_date(day.strftime(forms[written]).upper(), formats=(written,))
    assert found is not None
    assert found.value == day.isoformat()


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_searched_without_an_error(text: str) -> None:
    for found in find_dates(text, calendar="bikram_sambat", languages=("ne", "en")):
        assert 0 <= found.start < found.end <= len(text)
        assert len(found.value) in (4, 7, 10)


@given(st.sampled_from(("DD.MM.YYYY", "MONTH DD, YYYY", "YYYY-MM-DD BS", "DD МІС/MON YY", "?")))
def test_an_order_always_has_day_month_and_year(written: str) -> None:
    assert sorted(order_of(written)) == ["D", "M", "Y"]


def test_calendars_agree_with_published_days() -> None:
    # Reingold and Dershowitz's sample data, and the new years their countries announced.
    assert hijri(1445, 1, 1) == date(2023, 7, 19)
    assert solar_hijri(1403, 1, 1) == date(2024, 3, 20)
    assert solar_hijri(1399, 12, 30) == date(2021, 3, 20)
    assert ethiopian(2016, 1, 1) == date(2023, 9, 12)
    assert buddhist(2533, 1, 15) == date(1990, 1, 15)


def test_nepali_dates_are_converted_day_by_day() -> None:
    pytest.importorskip("nepali_datetime")
    assert bikram_sambat(2081, 1, 1) == date(2024, 4, 13)
    found = parse_date("२०४५/०२/१५", calendar="bikram_sambat", formats=("YYYY/MM/DD",))
    assert found is not None
    assert found.value == "1988-05-28"


def test_a_hijri_date_is_marked_approximate() -> None:
    found = parse_date("1410/05/12", calendar="hijri", formats=("YYYY/MM/DD",))
    assert found is not None
    assert found.approximate


@settings(deadline=None)
@given(st.integers(1300, 1480), st.integers(1, 12), st.integers(1, 28))
def test_each_hijri_day_is_followed_by_the_next(year: int, month: int, day: int) -> None:
    today, tomorrow = hijri(year, month, day), hijri(year, month, day + 1)
    assert today is not None
    assert tomorrow == today + timedelta(days=1)


@settings(deadline=None)
@given(st.integers(1280, 1460))
def test_solar_hijri_years_are_365_or_366_days_long(year: int) -> None:
    first, following = solar_hijri(year, 1, 1), solar_hijri(year + 1, 1, 1)
    assert first is not None
    assert following is not None
    assert (following - first).days in (365, 366)
    assert first.month == 3
