"""The frame of a 2D-Doc: header, message, signature, in its text and its binary form.

Source: ANTS 2D-Doc 3.2.6: 3.3.1 (text headers of versions 01 to 04), 3.3.2 (binary header),
3.4.2 (separators), 3.5 (signature). Versions 02 and up write the signature in Base32 behind US;
version 01 appends its 64 bytes raw, and they may hold any separator.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from datetime import date

from verifier.seal.errors import Malformed, Unsupported
from verifier.seal.formats import c40, tlv
from verifier.seal.formats.sealed_date import days_since_2000, packed
from verifier.seal.formats.two_d_doc_layout import FIXED_LENGTHS

GS, RS, US = b"\x1d", b"\x1e", b"\x1f"  # 3.4.2: end of value, end of a cut value, end of message
HEADER_LENGTHS = {1: 22, 2: 22, 3: 24, 4: 26}  # 3.3.1
BINARY_HEADER = 19  # 3.3.2
SIGNATURE_TAG = 0xFF  # 3.5.2
RAW_SIGNATURE = 64  # version 01 knows P-256 only
SIGNATURE_LENGTHS = (64, 96, 132)  # P-256, P-384, P-521
IDENTIFIER = re.compile(r"[0-9A-Z]{4}")

Values = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The header's fields; `ca` and `certificate` name the signer."""

    version: int
    ca: str
    certificate: str
    issued: date | None
    signed: date | None
    kind: str
    perimeter: str = "01"
    country: str = "FR"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A code cut into its parts; `values` are (field identifier, value) in their order."""

    header: Header
    values: Values
    signed_bytes: bytes
    signature: bytes


def text(raw: bytes) -> Frame:
    """Cut a text code; raises Malformed or Unsupported."""
    header, size = _text_header(raw)
    if header.version == 1:
        signed, value = raw[:-RAW_SIGNATURE], raw[-RAW_SIGNATURE:]
        if len(signed) < size:
            raise Malformed("shorter than header and signature")
        values = _values(signed[size:], strict=True)
        return Frame(header=header, values=values, signed_bytes=signed, signature=value)
    signed, separator, rest = raw.partition(US)
    if not separator or len(signed) < size:
        raise Malformed("no signature part")
    encoded, _, _annex = rest.partition(GS)  # 3.6: what follows is not signed and not read
    return Frame(
        header=header,
        values=_values(signed[size:], strict=False),
        signed_bytes=signed,
        signature=_base32(encoded),
    )


def binary(raw: bytes) -> Frame:
    """Cut a binary code of version 04; raises Malformed."""
    if len(raw) < BINARY_HEADER:
        raise Malformed("shorter than its header")
    names = c40.decode(raw[4:10])
    header = Header(
        version=raw[1],
        country=c40.decode(raw[2:4]).strip(),
        ca=names[:4],
        certificate=names[4:8],
        issued=_optional(raw[10:13]),
        signed=_optional(raw[13:16]),
        kind=f"{raw[16]:02X}",
        perimeter=raw[17:19].hex().upper(),
    )
    elements = tlv.split(raw[BINARY_HEADER:], der=True)
    if not elements or elements[-1][0] != SIGNATURE_TAG:
        raise Malformed("no signature part")
    _, at, value = elements[-1]
    if len(value) not in SIGNATURE_LENGTHS:
        raise Malformed("a signature of no known length")
    values = tuple((f"{tag:02X}", _decoded(body)) for tag, _, body in elements[:-1])
    return Frame(
        header=header, values=values, signed_bytes=raw[: BINARY_HEADER + at], signature=value
    )


def _text_header(raw: bytes) -> tuple[Header, int]:
    version = int(raw[2:4]) if raw[2:4].isdigit() else 0
    if version not in HEADER_LENGTHS:
        raise Unsupported("no known 2D-Doc version")
    size = HEADER_LENGTHS[version]
    if len(raw) < size or not raw[:size].isascii():
        raise Malformed("shorter than its header")
    header = raw[:size].decode("ascii")
    if not IDENTIFIER.fullmatch(header[4:8]) or not IDENTIFIER.fullmatch(header[8:12]):
        raise Malformed("the signer's identifiers are not letters and digits")
    found = Header(
        version=version,
        ca=header[4:8],
        certificate=header[8:12],
        issued=days_since_2000(header[12:16]),
        signed=days_since_2000(header[16:20]),
        kind=header[20:22],
        perimeter=header[22:24] or "01",
        country=header[24:26] or "FR",
    )
    return found, size


def _values(message: bytes, *, strict: bool) -> Values:
    """Return the message's fields; `strict` demands that a last open value is closed."""
    values = []
    at = 0
    while at < len(message):
        identifier, start = message[at : at + 2], at + 2
        fixed = FIXED_LENGTHS.get(identifier.decode("latin-1"))
        end = _end(message, start)
        if fixed is not None and start + fixed <= end:
            end = start + fixed
        elif strict and end == len(message):
            raise Malformed("the message is cut off")
        values.append((identifier.decode("latin-1"), _decoded(message[start:end])))
        at = end + 1 if message[end : end + 1] in (GS, RS) else end
    return tuple(values)


def _end(message: bytes, start: int) -> int:
    ends = [at for mark in (GS, RS) if (at := message.find(mark, start)) >= 0]
    return min(ends, default=len(message))


def _decoded(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _optional(raw: bytes) -> date | None:
    return None if raw in (b"\x00\x00\x00", b"\xff\xff\xff") else packed(raw)


def _base32(encoded: bytes) -> bytes:
    """Return the signature; only the one canonical spelling counts (RFC 4648, 3.5)."""
    try:
        value = base64.b32decode(encoded + b"=" * (-len(encoded) % 8))
    except binascii.Error:
        raise Malformed("the signature is not Base32") from None
    if len(value) not in SIGNATURE_LENGTHS:
        raise Malformed("a signature of no known length")
    if base64.b32encode(value).rstrip(b"=") != encoded:
        raise Malformed("the signature is not written canonically")
    return value
