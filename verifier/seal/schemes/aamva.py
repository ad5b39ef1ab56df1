"""Driving licences and cards of North America: the unsigned PDF417 of AAMVA.

A header, then three-letter elements, one per line. Source: AAMVA DL/ID Card Design Standard,
annex D (2000 to 2020; dates month first in the United States since version 2, year first in
version 1 and in Canada).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from verifier.model.seal import Code, SealCheck
from verifier.model.trust import TrustStore
from verifier.seal.errors import Malformed
from verifier.seal.formats.dates import iso_date
from verifier.seal.scheme import each as group
from verifier.seal.verdict import unsigned

__all__ = ["ID", "claims", "group", "parse", "verify"]

ID = "aamva"
_HEADER = re.compile(r"@\s*\x1e?\x1c?\s*(?:ANSI ?|AAMVA)\d{6}")
_FIRST = re.compile(r"(?:DL|ID|EN)(D[A-D][A-Z].*)$")  # the first element follows the header
_ELEMENT = re.compile(r"(D[A-D][A-Z])(.*)$")
_SEX = {"1": "M", "2": "F", "9": "X", "M": "M", "F": "F", "X": "X"}


def claims(raw: bytes) -> bool:
    """Say whether the text starts with the compliance indicator and file type."""
    return _HEADER.match(raw[:40].decode("latin-1")) is not None


def parse(codes: tuple[Code, ...]) -> Mapping[str, str]:
    """Return the fields. Raises Malformed."""
    said = _elements(codes[0].raw.decode("latin-1"))
    if not said.get("DAQ"):
        raise Malformed("no licence number inside")
    whole = said.get("DAA", "").split(",")
    found = {
        "document_number": said["DAQ"],
        "surname": said.get("DCS") or said.get("DAB") or (whole[0] if whole else ""),
        "given_names": _given(said) or " ".join(part.strip() for part in whole[1:]),
        "birth_date": _date(said.get("DBB", "")),
        "expiry_date": _date(said.get("DBA", "")),
        "issue_date": _date(said.get("DBD", "")),
        "sex": _SEX.get(said.get("DBC", "")),
        "address": ", ".join(said[part] for part in ("DAG", "DAH", "DAI", "DAJ") if said.get(part)),
        "issuing_state": {"USA": "USA", "CAN": "CAN"}.get(said.get("DCG", "")),
    }
    return {field: value for field, value in found.items() if value}


def verify(parsed: Mapping[str, str], trust: TrustStore, at: datetime) -> SealCheck:
    """Return `unsigned`, always."""
    return unsigned(ID, parsed, parsed.get("issuing_state", "AAMVA"))


def _elements(text: str) -> dict[str, str]:
    said: dict[str, str] = {}
    for line in re.split(r"[\n\r\x1e]+", text):
        found = _ELEMENT.match(line) or _FIRST.search(line)
        if found is None:
            continue
        element = found if found.re is _ELEMENT else _ELEMENT.match(found[1])
        if element is not None:
            said.setdefault(element[1], element[2].strip())
    return said


def _given(said: Mapping[str, str]) -> str:
    first = said.get("DAC") or said.get("DCT", "").replace(",", " ")
    middle = said.get("DAD", "")
    return " ".join(part for part in (*first.split(), *middle.split()) if part not in ("NONE",))


def _date(digits: str) -> str | None:
    if not re.fullmatch(r"\d{8}", digits):
        return None
    if digits[:2] in ("19", "20"):  # no month starts so
        return iso_date(digits)
    return iso_date(digits[4:] + digits[:4])
