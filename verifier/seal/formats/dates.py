"""Dates as codes write them, to ISO 8601, partial ones kept partial (`1980`, `1980-05`)."""

from __future__ import annotations

import re
from datetime import date

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?=$|[TZ+ ]|-(?![0-9]))")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})$")
_DAY_FIRST = re.compile(r"(\d{2})[-/.]?(\d{2})[-/.]?(\d{4})$")
_NOT_KNOWN = ("00", "99")  # how issuers write an unknown month or day


def iso_date(text: str) -> str | None:
    """Return `YYYY[-MM[-DD]]` from an ISO date (a time or zone after it is dropped) or YYYYMMDD."""
    stripped = text.strip()
    found = _ISO.match(stripped) or _COMPACT.match(stripped)
    return None if found is None else _checked(*found.groups())


def day_first(text: str) -> str | None:
    """Return the ISO date of `DD-MM-YYYY`, `DD/MM/YYYY` or `DDMMYYYY`."""
    found = _DAY_FIRST.match(text.strip())
    return None if found is None else _checked(*found.groups()[::-1])


def _checked(year: str, month: str | None, day: str | None) -> str | None:
    if month is None or month in _NOT_KNOWN:
        return year
    if not 1 <= int(month) <= 12:
        return None
    if day is None or day in _NOT_KNOWN:
        return f"{year}-{month}"
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
