"""Colombia's yellow cédula: an unsigned PDF417 of about 530 bytes at fixed places.

Text in Latin-1, padded with zero bytes; fingerprint templates follow and are not looked at.
Source: signed-codes.md, 14, and public parsers of the layout.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from verifier.model.seal import Code, SealCheck
from verifier.model.trust import TrustStore
from verifier.seal.errors import Malformed
from verifier.seal.formats.dates import iso_date
from verifier.seal.scheme import each as group
from verifier.seal.verdict import unsigned

__all__ = ["ID", "claims", "group", "parse", "verify"]

ID = "colombia-cedula"
MARK = b"PubDSK_"  # names the key of the (unpublished) fingerprint protection
MIN_BYTES, MAX_BYTES = 170, 700
NUMBER, SEX, BORN = slice(48, 58), slice(151, 152), slice(152, 160)
SURNAMES = (slice(58, 81), slice(81, 104))
GIVEN_NAMES = (slice(104, 127), slice(127, 150))


def claims(raw: bytes) -> bool:
    """Say whether the mark stands near the start of a code of the right size."""
    return MIN_BYTES <= len(raw) <= MAX_BYTES and MARK in raw[:48]


def parse(codes: tuple[Code, ...]) -> Mapping[str, str]:
    """Return the fields. Raises Malformed."""
    raw = codes[0].raw
    number = _text(raw[NUMBER]).lstrip("0")
    if not number.isdigit():
        raise Malformed("no number where it stands")
    sex = _text(raw[SEX])
    found = {
        "personal_number": number,
        "document_number": number,
        "surname": " ".join(filter(None, (_text(raw[part]) for part in SURNAMES))),
        "given_names": " ".join(filter(None, (_text(raw[part]) for part in GIVEN_NAMES))),
        "sex": sex if sex in ("M", "F") else None,
        "birth_date": iso_date(_text(raw[BORN])),
    }
    return {field: value for field, value in found.items() if value}


def verify(parsed: Mapping[str, str], trust: TrustStore, at: datetime) -> SealCheck:
    """Return `unsigned`, always."""
    return unsigned(ID, parsed, "COL")


def _text(octets: bytes) -> str:
    return octets.decode("latin-1").replace("\x00", " ").strip()
