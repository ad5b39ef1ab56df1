"""Dates of other calendars as Gregorian ones, by day number.

Bikram Sambat month lengths are published year by year and come from the `nepali-datetime` package
where it is installed; without it a date is known to the year only. The Hijri calendar is the
tabular one (30-year cycle, civil epoch), a day or two off an observed month, so its results are
approximate. Solar Hijri follows the 33-year cycle, exact for 1799-2256; Ethiopian is Julian.
Sources: Reingold and Dershowitz, Calendrical Calculations, chapters 4, 7 and 15.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from importlib import import_module

Ymd = tuple[int, int, int]

_HIJRI_EPOCH = date(622, 7, 19).toordinal()  # 1 Muharram 1, civil, proleptic Gregorian
_ETHIOPIAN_EPOCH = date(8, 8, 27).toordinal()  # 1 Mäskäräm 1
_NOWRUZ_1300 = date(1921, 3, 21).toordinal()  # 1 Farvardin 1300, the civil calendar's adoption
_SOLAR_LEAPS = frozenset((1, 5, 9, 13, 17, 22, 26, 30))  # years of the 33-year cycle
# Bikram Sambat 1 Baisakh falls in April of the year 57 before it.
_BIKRAM_YEARS_AHEAD = 57
_BUDDHIST_YEARS_AHEAD = 543  # Thailand


def hijri(year: int, month: int, day: int) -> date | None:
    """Return the tabular Hijri date, at most two days off; None when it does not exist."""
    if not (1 <= month <= 12 and 1 <= day <= 30 and year >= 1):
        return None
    days = (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day - 1
    return _from_ordinal(_HIJRI_EPOCH + days)


def solar_hijri(year: int, month: int, day: int) -> date | None:
    """Return the Iranian or Afghan solar date; None when it does not exist."""
    longest = 31 if month <= 6 else 30
    if not (1 <= month <= 12 and 1 <= day <= longest and year >= 1):
        return None
    leap = year % 33 in _SOLAR_LEAPS
    if month == 12 and day == 30 and not leap:
        return None
    leaps = sum(y % 33 in _SOLAR_LEAPS for y in range(min(year, 1300), max(year, 1300)))
    years = (year - 1300) * 365 + (leaps if year >= 1300 else -leaps)
    before = 31 * (month - 1) if month <= 7 else 186 + 30 * (month - 7)
    return _from_ordinal(_NOWRUZ_1300 + years + before + day - 1)


def ethiopian(year: int, month: int, day: int) -> date | None:
    """Return the Ethiopian date; None when it does not exist."""
    longest = 30 if month <= 12 else 5 + (year % 4 == 3)
    if not (1 <= month <= 13 and 1 <= day <= longest and year >= 1):
        return None
    return _from_ordinal(
        _ETHIOPIAN_EPOCH + 365 * (year - 1) + year // 4 + 30 * (month - 1) + day - 1
    )


def buddhist(year: int, month: int, day: int) -> date | None:
    """Return the Thai date: the Gregorian day and month, years counted 543 ahead."""
    try:
        return date(year - _BUDDHIST_YEARS_AHEAD, month, day)
    except ValueError:
        return None


def bikram_sambat(year: int, month: int, day: int) -> date | None:
    """Return the Nepali date; None when it does not exist or no table of months is installed."""
    try:
        table = import_module("nepali_datetime")
    except ImportError:
        return None
    try:
        converted: date = table.date(year, month, day).to_datetime_date()
    except (ValueError, KeyError, IndexError, OverflowError):
        return None
    return converted


def gregorian(year: int, month: int, day: int) -> date | None:
    """Return the date itself; None when it does not exist."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _from_ordinal(day: int) -> date | None:
    try:
        return date.fromordinal(1) + timedelta(days=day - 1)
    except OverflowError:
        return None


CALENDARS: Mapping[str, Callable[[int, int, int], date | None]] = {
    "gregorian": gregorian,
    "bikram_sambat": bikram_sambat,
    "buddhist": buddhist,
    "hijri": hijri,
    "solar_hijri": solar_hijri,
    "ethiopian": ethiopian,
}

# Calendars whose conversion may be a day or two off.
APPROXIMATE = frozenset(("hijri",))

# Years each calendar is ahead of (or, below zero, behind) the Gregorian at its new year.
YEARS_AHEAD = {
    "gregorian": 0,
    "bikram_sambat": _BIKRAM_YEARS_AHEAD,
    "buddhist": _BUDDHIST_YEARS_AHEAD,
    "solar_hijri": -621,
    "ethiopian": -8,
}


def calendar_named(text: str) -> str:
    """Return the id of the calendar a profile's words mean; Gregorian when none is named first."""
    words = text.casefold().replace("-", " ").replace("_", " ")
    for name, marks in _MARKS:
        if any(mark in words for mark in marks):
            return name
    return "gregorian"


_MARKS = (
    ("bikram_sambat", ("bikram", "nepali")),
    ("buddhist", ("buddhist", "thai")),
    ("solar_hijri", ("solar", "persian", "jalali", "shamsi")),
    ("ethiopian", ("ethiop",)),
    ("hijri", ("hijri", "islamic", "umalqura")),
)
