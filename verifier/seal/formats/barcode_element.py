"""The parts of an eGov.kz document: several QR codes, one archive, one XML.

Source: the public decoders of the portal's `BarcodeElement` (namespace
http://barcodes.pdf.shep.nitec.kz/): each code carries its number, the amount of codes, the
document's `FavorID` and a piece of a ZIP archive in Base64; the archive has one entry.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from verifier.seal.errors import Incomplete, Malformed
from verifier.seal.formats import plain_xml
from verifier.seal.formats.plain_xml import Element

MARK = b"BarcodeElement"
MARK_WITHIN = 512  # bytes: declaration and start tag
MAX_PARTS = 64
MAX_PART = 16 * 1024  # bytes; one QR code holds 2953
# A statement has 7 kB. The hash of 1995 takes 0.1 ms for 32 bytes in plain Python, so this is also
# what can be judged in about a second.
MAX_DOCUMENT = 160 * 1024
ARCHIVE = b"PK\x03\x04"
FAVOR = re.compile(rb"<(?:\w+:)?FavorID>\s*(\w{1,64})\s*<")
AMOUNT = re.compile(rb"<(?:\w+:)?elementsAmount>\s*(\d{1,4})\s*<")
NUMBER = re.compile(rb"<(?:\w+:)?elementNumber>\s*(\d{1,4})\s*<")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One code's piece of the archive."""

    number: int
    amount: int
    document: str
    data: bytes


def looks_like_part(raw: bytes) -> bool:
    """Say whether `raw` starts like a part; cheap, never raises."""
    head = raw[:MARK_WITHIN]
    return MARK in head and head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def stands_alone(raws: Sequence[bytes]) -> bool:
    """Say at a glance whether the codes, all of one document, are all there."""
    amounts = {found[1] for raw in raws if (found := AMOUNT.search(raw))}
    numbers = {found[1] for raw in raws if (found := NUMBER.search(raw))}
    return len(amounts) == 1 and len(numbers) == int(next(iter(amounts)))


def document_of(raw: bytes) -> bytes:
    """Return the document's identifier at a glance, b"" when there is none."""
    found = FAVOR.search(raw)
    return found[1] if found else b""


def read(raw: bytes) -> Part:
    """Take one code apart; raises Malformed."""
    root = plain_xml.read(raw, MAX_PART)
    if plain_xml.local_name(root) != MARK.decode():
        raise Malformed("not a part of a document")
    children: dict[str, list[Element]] = {}
    for child in root:
        children.setdefault(plain_xml.local_name(child), []).append(child)
    if any(len(children.get(name, ())) != 1 for name in _NEEDED):
        raise Malformed("a part lacks its number, amount, document or data")
    number, amount, document, data = (children[name][0] for name in _NEEDED)
    return Part(
        number=_count(number),
        amount=_count(amount),
        document=plain_xml.content(document),
        data=plain_xml.base64_content(data),
    )


_NEEDED = ("elementNumber", "elementsAmount", "FavorID", "elementData")


def join(parts: Sequence[Part]) -> bytes:
    """Return the archive in the order of the numbers; raises Malformed or Incomplete."""
    amount = parts[0].amount
    if len({(part.document, part.amount) for part in parts}) != 1:
        raise Malformed("parts of different documents")
    if not 1 <= amount <= MAX_PARTS:
        raise Malformed("more parts than any document has")
    pieces: dict[int, bytes] = {}
    for part in parts:
        if not 1 <= part.number <= amount or pieces.setdefault(part.number, part.data) != part.data:
            raise Malformed("a part's number does not fit")
    missing = tuple(number for number in range(1, amount + 1) if number not in pieces)
    if missing:
        detail = f"{len(pieces)} of {amount} codes are there"
        raise Incomplete(detail, missing=missing, total=amount)
    return b"".join(pieces[number] for number in sorted(pieces))


def unpack(archive: bytes) -> bytes:
    """Return the archive's one entry; raises Malformed."""
    if not archive.startswith(ARCHIVE):
        raise Malformed("the parts are no archive")
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            entries = opened.infolist()
            if len(entries) != 1 or entries[0].header_offset != 0:
                raise Malformed("not exactly one entry in the archive")
            if entries[0].compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise Malformed("an unusual compression")
            with opened.open(entries[0]) as entry:
                found = entry.read(MAX_DOCUMENT + 1)
    except _ARCHIVE_ERRORS:
        raise Malformed("the archive is damaged") from None
    if len(found) > MAX_DOCUMENT:
        raise Malformed("the content expands beyond any document")
    return found


_ARCHIVE_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,  # encrypted
    NotImplementedError,
    ValueError,
    OverflowError,
)


def _count(element: Element) -> int:
    text = plain_xml.content(element)
    if not (text.isascii() and text.isdecimal() and len(text) <= 4):
        raise Malformed("a part's number is no number")
    return int(text)
