"""What the characters of a zone say: field spans, names, and dates.

Source: ICAO Doc 9303-3, 8th edition, 4.6 to 4.8 (names), 4.7 (dates).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from verifier.mrz.alphabet import FILLER
from verifier.mrz.formats import Format, overflow_number

_NAME_SEPARATOR: Final = FILLER * 2
_CENTURY: Final = 100


def raw_fields(layout: Format, lines: Sequence[str]) -> dict[str, str]:
    """Return every field's characters as printed, fillers included, by field name.

    `surname` and `given_names` are the two parts of `name`; a long document number is joined.
    """
    fields = {name: span.of(lines) for name, span in layout.fields.items()}
    surname, _, given = fields["name"].partition(_NAME_SEPARATOR)
    fields["surname"], fields["given_names"] = surname, given
    long_number = overflow_number(layout, lines)
    if long_number is not None:
        fields["document_number"] += long_number[0]
    return fields


def name_words(raw: str) -> str:
    """Return a name part with fillers as blanks: `VAN<DER<MUELLEN` is `VAN DER MUELLEN`."""
    return " ".join(part for part in raw.split(FILLER) if part)


def may_be_truncated(name: str) -> bool:
    """Say whether the name field ends in a letter, so that more may have been cut off.

    Doc 9303-4, 4.2.3: a letter in the last position means the name may be truncated.
    """
    return bool(name) and name[-1] != FILLER


def _parts(raw: str) -> tuple[str, str, str] | None:
    if len(raw) != 6:
        return None
    parts = (raw[0:2], raw[2:4], raw[4:6])
    for part in parts:
        if not part.isdigit() and part.strip("<X"):
            return None
    return parts


def read_date(raw: str, *, latest: date) -> str | None:
    """Return a zone date as ISO 8601, partial where parts are unknown, or None if it is none.

    The century is the latest that does not put the date after `latest` (Doc 9303-3, 4.8: the
    zone has two digits of the year).
    """
    parts = _parts(raw)
    if parts is None or not parts[0].isdigit():
        return None
    year = latest.year - latest.year % _CENTURY + int(parts[0])
    month = int(parts[1]) if parts[1].isdigit() else 0
    day = int(parts[2]) if parts[2].isdigit() else 0
    if (year, month, day) > (latest.year, latest.month, latest.day):
        year -= _CENTURY
    if month == 0:
        return f"{year:04}" if not parts[1].isdigit() else None
    if not 1 <= month <= 12:
        return None
    if day == 0:
        return f"{year:04}-{month:02}" if not parts[2].isdigit() else None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
