"""Dates as documents have them: partial ones are spans of days.

ISO 8601 with missing parts: `1980`, `1980-05`. Doc 9303-3, 4.8 allows unknown parts of a birth
date; some cards print a year of expiry only.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta


def earliest(iso: str) -> date | None:
    """Return the first day a possibly partial date can mean, or None when it is no date."""
    parts = _parts(iso)
    return _date(parts, month=1, day=1) if parts else None


def latest(iso: str) -> date | None:
    """Return the last day a possibly partial date can mean, or None when it is no date."""
    parts = _parts(iso)
    if not parts:
        return None
    year = parts[0]
    month = parts[1] if len(parts) > 1 else 12
    if not (1 <= year <= 9999 and 1 <= month <= 12):
        return None
    return _date(parts, month=month, day=monthrange(year, month)[1])


def years_after(day: date, years: float) -> date:
    """Return the same day so many years later; 29 February becomes 1 March."""
    whole = int(years)
    extra = timedelta(days=round((years - whole) * 365))
    try:
        return day.replace(year=min(day.year + whole, 9999)) + extra
    except ValueError:
        return date(day.year + whole, 3, 1) + extra


def _parts(iso: str) -> list[int]:
    parts = iso.split("-")
    fits = 1 <= len(parts) <= 3 and all(p.isascii() and p.isdecimal() for p in parts)
    return [int(p) for p in parts] if fits else []


def _date(parts: list[int], *, month: int, day: int) -> date | None:
    year, rest = parts[0], parts[1:]
    try:
        return date(year, rest[0] if rest else month, rest[1] if len(rest) > 1 else day)
    except (ValueError, OverflowError):
        return None
