"""Viet Nam's citizen identity card: an unsigned QR of fields between bars.

Twelve digits, the old number, name, birth date, sex, residence, issue date; cards since July 2024
append the parents' names. Source: cards as read by several public parsers (signed-codes.md, 14).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from verifier.model.seal import Code, SealCheck
from verifier.model.trust import TrustStore
from verifier.seal.errors import Malformed
from verifier.seal.formats.dates import day_first
from verifier.seal.scheme import each as group
from verifier.seal.verdict import unsigned

__all__ = ["ID", "claims", "group", "parse", "verify"]

ID = "vietnam-cccd"
FIELDS = 7
_FORM = re.compile(rb"\d{12}\|(\d{9}|\d{12})?\|[^|]+\|\d{8}\|")
_SEX = {"nam": "M", "nữ": "F", "nu": "F"}


def claims(raw: bytes) -> bool:
    """Say whether the text starts with number, old number, name and birth date."""
    return _FORM.match(raw) is not None


def parse(codes: tuple[Code, ...]) -> Mapping[str, str]:
    """Return the fields. Raises Malformed."""
    try:
        parts = codes[0].raw.decode("utf-8").split("|")
    except UnicodeDecodeError as why:
        raise Malformed("not UTF-8") from why
    if len(parts) < FIELDS:
        raise Malformed("fields are missing")
    number, _, name, born, sex, address, issued = (part.strip() for part in parts[:FIELDS])
    found = {
        "personal_number": number,
        "document_number": number,
        "full_name": name,
        "birth_date": day_first(born),
        "sex": _SEX.get(sex.lower()),
        "address": address,
        "issue_date": day_first(issued),
    }
    return {field: value for field, value in found.items() if value}


def verify(parsed: Mapping[str, str], trust: TrustStore, at: datetime) -> SealCheck:
    """Return `unsigned`, always."""
    return unsigned(ID, parsed, "VNM")
