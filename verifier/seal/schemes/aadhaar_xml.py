"""India's older Aadhaar letters: an unsigned QR with one XML element of attributes.

Several printings are not well-formed (`</?xml`), so only the attributes are looked for; no XML
parser, no entities. Source: letters as read by public parsers (signed-codes.md, 8).
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from datetime import datetime

from verifier.model.seal import Code, SealCheck
from verifier.model.trust import TrustStore
from verifier.seal.errors import Malformed
from verifier.seal.formats.dates import day_first, iso_date
from verifier.seal.scheme import each as group
from verifier.seal.verdict import unsigned

__all__ = ["ID", "claims", "group", "parse", "verify"]

ID = "aadhaar-xml"
ELEMENT = b"PrintLetterBarcodeData"
MAX_BYTES = 4096
_ATTRIBUTE = re.compile(r"\b([a-z]{2,9})=\"([^\"<>]{0,300})\"")
_ADDRESS = ("house", "street", "lm", "loc", "vtc", "po", "subdist", "dist", "state", "pc")
_SEX = {"M": "M", "F": "F", "T": "X", "MALE": "M", "FEMALE": "F"}


def claims(raw: bytes) -> bool:
    """Say whether the element's name is there."""
    return ELEMENT in raw[:200]


def parse(codes: tuple[Code, ...]) -> Mapping[str, str]:
    """Return the fields. Raises Malformed."""
    text = codes[0].raw[:MAX_BYTES].decode("utf-8", errors="replace")
    said = {name: html.unescape(value).strip() for name, value in _ATTRIBUTE.findall(text)}
    if not said.get("name") or not re.fullmatch(r"[0-9Xx ]{12,14}", said.get("uid", "")):
        raise Malformed("no name or number inside")
    born = said.get("dob", "")
    found = {
        "personal_number": said["uid"].replace(" ", ""),
        "full_name": said["name"],
        "sex": _SEX.get(said.get("gender", "").upper()),
        "birth_date": iso_date(born) or day_first(born) or iso_date(said.get("yob", "")),
        "address": ", ".join(said[name] for name in _ADDRESS if said.get(name)),
    }
    return {field: value for field, value in found.items() if value}


def verify(parsed: Mapping[str, str], trust: TrustStore, at: datetime) -> SealCheck:
    """Return `unsigned`, always."""
    return unsigned(ID, parsed, "IND")
