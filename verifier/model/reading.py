"""One value read from one place, whatever read it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from verifier.model.geometry import Region


class Source(StrEnum):
    """Where a value comes from, weakest to strongest witness being decided elsewhere."""

    MRZ = "mrz"
    PRINT = "print"
    BARCODE = "barcode"  # an unsigned code
    SIGNED = "signed"  # a code or file whose signature and trust both hold
    PDF_TEXT = "pdf_text"
    CLAIM = "claim"


# The report contract's field names (ICAO 9303 / ISO terms).
FIELDS = (
    "surname",
    "given_names",
    "full_name",
    "document_number",
    "document_code",
    "issuing_state",
    "nationality",
    "birth_date",
    "sex",
    "expiry_date",
    "issue_date",
    "personal_number",
    "patronymic",
    "birth_place",
    "address",
    "authority",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A field's value from one source.

    `raw` is as printed or encoded; `value` is normalised (ISO 8601 dates, alpha-3 countries,
    names with single spaces). `language` marks a script or tongue where a field stands twice.
    `uncertain` names the characters of `raw` the reader would not swear to, by position.
    """

    field: str
    source: Source
    raw: str
    value: str
    confidence: float
    page: int | None = None
    region: Region | None = None
    language: str | None = None
    alternatives: tuple[str, ...] = ()
    uncertain: tuple[int, ...] = ()
