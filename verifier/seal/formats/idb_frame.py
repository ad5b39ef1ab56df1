"""The frame of an ICAO Datastructure for Barcode: Base32, optional zlib, header, three elements.

Source: ICAO Technical Report "Datastructure for Barcode", version 1: the prefix `RDB1` and a flag
(A plain, B signed, C compressed, D both), country, and for signed ones the algorithm, the
certificate reference (last five bytes of its SHA-1) and a masked date; then the message group
(61), the signer's certificate (7E, optional) and the signature (7F).
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass

from verifier.seal.errors import Malformed, Unsupported
from verifier.seal.formats import c40, tlv
from verifier.seal.formats.inflate import inflate
from verifier.seal.formats.sealed_date import masked

PREFIX = b"RDB1"
SIGNED, COMPRESSED = (b"B", b"D"), (b"C", b"D")
FLAGS = (b"A", b"B", b"C", b"D")
COUNTRY, SIGNED_HEADER = 2, 12  # bytes
MESSAGE_GROUP, CERTIFICATE, SIGNATURE = 0x61, 0x7E, 0x7F
DIGESTS = {1: "sha256", 2: "sha384", 3: "sha512"}
# One QR code holds 4296 letters and digits, so 2.7 kB; faces are compressed already and gain
# nothing, so a message far beyond this is no document.
MAX_EXPANDED = 256 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A barcode cut into its parts; the signature's parts are empty when it is not signed."""

    country: str
    message: tuple[tlv.Element, ...]
    signed: bool
    digest: str = ""
    reference: bytes = b""
    signing_date: str = ""
    signed_bytes: bytes = b""
    signature: bytes = b""
    certificate: bytes | None = None


def cut(raw: bytes) -> Frame:
    """Cut a barcode into its parts; raises Malformed or Unsupported."""
    flag = raw[len(PREFIX) : len(PREFIX) + 1]
    if flag not in FLAGS:
        raise Unsupported("no known form of the barcode")
    body = _base32(raw[len(PREFIX) + 1 :])
    if flag in COMPRESSED:
        body = inflate(body, "zlib", MAX_EXPANDED)
    size = SIGNED_HEADER if flag in SIGNED else COUNTRY
    if len(body) < size:
        raise Malformed("shorter than its header")
    parts = tlv.split(body[size:], der=True)
    by_tag = {tag: value for tag, _, value in parts}
    if len(by_tag) != len(parts) or not parts or parts[0][0] != MESSAGE_GROUP:
        raise Malformed("no single message group")
    country = c40.decode(body[:COUNTRY]).strip()
    message = tlv.split(by_tag[MESSAGE_GROUP], der=True)
    if flag not in SIGNED:
        return Frame(country=country, message=message, signed=False)
    if SIGNATURE not in by_tag:
        raise Malformed("the signature is missing")
    if body[COUNTRY] not in DIGESTS:
        raise Unsupported("no known signature algorithm")
    return Frame(
        country=country,
        message=message,
        signed=True,
        digest=DIGESTS[body[COUNTRY]],
        reference=body[3:8],
        signing_date=masked(body[8:SIGNED_HEADER]),
        signed_bytes=body[: size + (parts[1][1] if len(parts) > 1 else len(body))],
        signature=by_tag[SIGNATURE],
        certificate=by_tag.get(CERTIFICATE),
    )


def _base32(text: bytes) -> bytes:
    """Return the bytes; only the one canonical spelling counts (RFC 4648, 3.5)."""
    try:
        value = base64.b32decode(text + b"=" * (-len(text) % 8))
    except binascii.Error:
        raise Malformed("the content is not Base32") from None
    if base64.b32encode(value).rstrip(b"=") != text:
        raise Malformed("the content is not written canonically")
    return value
