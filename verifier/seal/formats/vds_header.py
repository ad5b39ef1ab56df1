"""The header of a visible digital seal, in all the forms issuers write it.

Sources: ICAO Doc 9303-13, 2.2 and table 1: version byte 0x02 (version 3) has a certificate
reference of five characters, 0x03 (version 4) two hexadecimal digits for its length and then the
reference. Two departures are real: German administrative seals (signer DEZV, BSI TR-03171) write
that length in decimal, and some seals use the form of the other version.
`candidates` gives every reading whose dates exist; the caller takes the one that also leaves a
well-formed message.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from verifier.seal.errors import Malformed
from verifier.seal.formats import c40
from verifier.seal.formats.sealed_date import packed

MAGIC = 0xDC
NEWEST = 3  # Doc 9303-13, 2.2: version byte 0x03 is version 4
SIGNER_AT = 4  # bytes: magic, version, issuing country
SIGNER = 4  # characters: country and signer
FIXED_DIGITS = 5  # characters of a reference without a length
FIXED_REFERENCE = 6  # bytes: signer and five characters of reference
VARIABLE_START = 4  # bytes: signer and two digits
TAIL = 8  # bytes: two dates, feature definition, document type


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """One reading of the header; the message starts at `size`.

    `references` are the certificate references it may mean: three characters behind a length and
    five without one are the same bytes, and issuers use either under any version byte.
    """

    version: int
    country: str
    signer: str
    references: tuple[str, ...]
    issued: date
    signed: date
    kind: int
    size: int


def candidates(raw: bytes) -> Iterator[Header]:
    """Yield the readings of the header, the standard's own first."""
    forms = (_fixed, _variable) if raw[1] < NEWEST else (_variable, _fixed)
    for form in forms:
        yield from form(raw, SIGNER_AT)


def _variable(raw: bytes, start: int) -> Iterator[Header]:
    head = _text(raw[start : start + VARIABLE_START])
    signer, digits = head[:SIGNER], head[SIGNER : SIGNER + 2]
    for base in (16, 10):
        try:
            length = int(digits, base)
        except ValueError:
            continue
        at = start + VARIABLE_START
        end = at + (length + 2) // 3 * 2  # three characters in two bytes
        reference = _text(raw[at:end])[:length]
        if length and len(reference) == length:
            yield from _rest(raw, signer, _either(reference, digits), end)


def _fixed(raw: bytes, start: int) -> Iterator[Header]:
    end = start + FIXED_REFERENCE
    whole = _text(raw[start:end])
    signer, reference = whole[:SIGNER], whole[SIGNER:].rstrip()
    if not reference:
        return
    length, rest = reference[:2], reference[2:]
    references = (reference, rest) if length == f"{len(rest):02d}" else (reference,)
    yield from _rest(raw, signer, references, end)


def _either(reference: str, digits: str) -> tuple[str, ...]:
    whole = digits + reference
    return (reference, whole) if len(whole) == FIXED_DIGITS else (reference,)


def _rest(raw: bytes, signer: str, references: tuple[str, ...], at: int) -> Iterator[Header]:
    tail = raw[at : at + TAIL]
    if len(tail) < TAIL or not signer.strip():
        return
    try:
        issued, signed = packed(tail[:3]), packed(tail[3:6])
    except Malformed:
        return
    yield Header(
        version=raw[1],
        country=_text(raw[2:4]).strip(),
        signer=signer,
        references=references,
        issued=issued,
        signed=signed,
        kind=int.from_bytes(tail[6:], "big"),
        size=at + TAIL,
    )


def _text(raw: bytes) -> str:
    try:
        return c40.decode(raw)
    except Malformed:
        return ""
