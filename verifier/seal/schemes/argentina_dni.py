"""Argentina's DNI card: an unsigned PDF417 of fields between at signs, in two layouts.

Cards since 2012: procedure, surname, names, sex, number, copy, birth, issue [, CUIL parts]. Before:
a leading at sign, number, copy, ..., surname, names, nationality, birth, sex, issue.
Source: signed-codes.md, 14, and public parsers.
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

ID = "argentina-dni"
_NEW = re.compile(r"\d{11}@[^@]+@[^@]+@[MFX]@[MF]?\d{7,8}@[A-Z]@")
_OLD = re.compile(r"@[MF]?\d{7,8}\s*@[A-Z]@\d+@[^@]+@[^@]+@")
NEW_ORDER = {"surname": 1, "given_names": 2, "sex": 3, "number": 4, "born": 6, "issued": 7}
OLD_ORDER = {"surname": 4, "given_names": 5, "sex": 8, "number": 1, "born": 7, "issued": 9}


def claims(raw: bytes) -> bool:
    """Say whether the text has one of the two layouts."""
    text = raw[:400].decode("latin-1")
    return _NEW.match(text) is not None or _OLD.match(text) is not None


def parse(codes: tuple[Code, ...]) -> Mapping[str, str]:
    """Return the fields. Raises Malformed."""
    try:
        text = codes[0].raw.decode("utf-8")
    except UnicodeDecodeError:
        text = codes[0].raw.decode("latin-1")
    order = OLD_ORDER if text.startswith("@") else NEW_ORDER
    parts = [part.strip() for part in text.split("@")]
    if len(parts) <= max(order.values()):
        raise Malformed("fields are missing")
    said = {name: parts[place] for name, place in order.items()}
    number = said["number"].lstrip("MF")
    found = {
        "surname": said["surname"],
        "given_names": said["given_names"],
        "sex": said["sex"] if said["sex"] in ("M", "F", "X") else None,
        "document_number": number,
        "birth_date": day_first(said["born"]),
        "issue_date": day_first(said["issued"]),
    }
    return {field: value for field, value in found.items() if value}


def verify(parsed: Mapping[str, str], trust: TrustStore, at: datetime) -> SealCheck:
    """Return `unsigned`, always."""
    return unsigned(ID, parsed, "ARG")
