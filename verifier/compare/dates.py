"""Two dates beside each other: equal, compatible because one is partial, or differing and how.

Dates are ISO 8601, partial allowed (`1980`, `1980-05`; `1980--` and fillers count as unknown).
Sources: ICAO Doc 9303-3 4.8 (two-digit years, unknown parts as fillers or X), Doc 9303-4 4.2.2.2.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from verifier.compare.numbers import confusable

DateStatus = Literal["same", "same_by_rule", "likely", "different", "not_comparable"]

_PARTIAL = re.compile(r"^(\d{4})(?:-(\d{2}|-|XX|<<))?(?:-(\d{2}|-|XX|<<))?$", re.ASCII)
_CENTURY = 100
OLDEST_HOLDER_YEARS = 120  # no verified human age is much above it
LONGEST_VALIDITY_YEARS = 50  # lifelong cards apart, no document is issued for longer


@dataclass(frozen=True, slots=True, kw_only=True)
class DateComparison:
    """How two dates stand to each other; `rule` names why, `positions` the characters that differ.

    Rules: `identical`, `date.partial` (one is less exact and agrees), `date.day_month_swapped`,
    `misreading`, `date.century`, `differs.date`, `date.unreadable`.
    """

    status: DateStatus
    rule: str
    positions: tuple[int, ...] = ()


def compare_dates(a: str, b: str) -> DateComparison:
    """Compare two ISO dates, partial or whole. Never raises; what is no date is not comparable."""
    left, right = _parts(a), _parts(b)
    if left is None or right is None:
        return DateComparison(status="not_comparable", rule="date.unreadable")
    if left == right:
        return DateComparison(status="same", rule="identical")
    known = [(x, y) for x, y in zip(left, right, strict=True) if x and y]
    if all(x == y for x, y in known):
        return DateComparison(status="same_by_rule", rule="date.partial")
    return DateComparison(
        status="likely" if (rule := _slip(left, right)) else "different",
        rule=rule or "differs.date",
        positions=tuple(i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y),
    )


def other_meaning(one: str, other: str) -> str:
    """Return the rule by which one print may mean both dates, empty when none does.

    A year printed with two digits leaves its century open, a date of numbers its order.
    """
    left, right = _parts(one), _parts(other)
    slip = _slip(left, right) if left and right else ""
    return {"date.century": "date.two_digit_year", "date.day_month_swapped": "date.order"}.get(
        slip, ""
    )


def _slip(left: tuple[str, str, str], right: tuple[str, str, str]) -> str:
    """Return the slip that would explain the difference, empty when none does."""
    if left[0] == right[0] and left[1:] == right[:0:-1] and all(left) and all(right):
        return "date.day_month_swapped"
    if left[1:] == right[1:] and abs(int(left[0]) - int(right[0])) == _CENTURY:
        return "date.century"
    one, two = "".join(left), "".join(right)
    if len(one) == len(two):
        odd = [(x, y) for x, y in zip(one, two, strict=True) if x != y]
        if len(odd) == 1 and confusable(*odd[0]):
            return "misreading"
    return ""


def _parts(text: str) -> tuple[str, str, str] | None:
    """Return year, month, day; an unknown part is empty. None when it is not a date."""
    found = _PARTIAL.match(text.strip())
    if not found:
        return None
    year, month, day = (part if part and part.isdigit() else "" for part in found.groups())
    if (month and not 1 <= int(month) <= 12) or (day and not 1 <= int(day) <= 31):
        return None
    if month and day and not _exists(int(year), int(month), int(day)):
        return None
    return year, month, day


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def birth_year(two_digits: int, at: date) -> int:
    """Return the full year of birth for a zone's two digits: the latest not after `at`.

    A person older than a hundred is read a century too young; compare with print before judging.
    """
    year = at.year - at.year % _CENTURY + two_digits
    return year if year <= at.year else year - _CENTURY


def birth_years(two_digits: int, at: date) -> tuple[int, ...]:
    """Return every year of birth the two digits may mean for someone alive at `at`."""
    latest = birth_year(two_digits, at)
    oldest = at.year - OLDEST_HOLDER_YEARS
    return tuple(year for year in (latest, latest - _CENTURY) if year >= oldest)


def expiry_year(two_digits: int, at: date) -> int:
    """Return the full year of expiry: the one nearest to `at` that a validity period can reach."""
    year = at.year - at.year % _CENTURY + two_digits
    if year > at.year + LONGEST_VALIDITY_YEARS:
        return year - _CENTURY
    return year + _CENTURY if year <= at.year + LONGEST_VALIDITY_YEARS - _CENTURY else year
