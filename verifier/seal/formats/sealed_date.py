"""Dates as visible seals and barcodes pack them.

Sources: ICAO Doc 9303-13, 2.2.1 (MMDDYYYY as a three-byte number); ICAO TR "Datastructure for
Barcode" (the same behind a byte that masks unknown digits); 2D-Doc 3.2.6, 3.3 (days since 2000).
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from verifier.seal.errors import Malformed

DAY_ZERO = date(2000, 1, 1)  # 2D-Doc 3.2.6, 3.3
NO_DATE = 0xFFFF  # 2D-Doc 3.2.6, 3.3


def packed(raw: bytes) -> date:
    """Return the date in three bytes; raises Malformed when there is no such day."""
    month_day, year = divmod(int.from_bytes(raw, "big"), 10_000)
    try:
        return date(year, month_day // 100, month_day % 100)
    except ValueError:
        raise Malformed("a date does not exist") from None


def masked(raw: bytes) -> str:
    """Return four bytes as `YYYY-MM-DD`, cut before the first unknown part ("" for none known).

    Raises Malformed when the known parts are no date.
    """
    digits = f"{int.from_bytes(raw[1:], 'big'):08d}"
    shown = "".join("x" if raw[0] >> 7 - i & 1 else d for i, d in enumerate(digits[:8]))
    month, day, year = shown[:2], shown[2:4], shown[4:]
    parts = []
    for part in (year, month, day):
        if "x" in part:
            break
        parts.append(part)
    if len(parts) == 3:
        packed(raw[1:])
    return "-".join(parts)


def days_since_2000(text: str) -> date | None:
    """Return the date of four hexadecimal digits, None for `FFFF`; raises Malformed."""
    try:
        days = int(text, 16) if len(text) == 4 and text.isalnum() else -1
    except ValueError:
        days = -1
    if days < 0:
        raise Malformed("a date is not hexadecimal")
    return None if days == NO_DATE else DAY_ZERO + timedelta(days=days)


def start_of(day: date) -> datetime:
    """Return midnight UTC at the start of `day`."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
