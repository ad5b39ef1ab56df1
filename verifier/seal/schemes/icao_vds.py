"""ICAO visible digital seals: visas, emergency travel documents, German residence documents.

Sources: ICAO Doc 9303-13, part 2 (header, message, signature) and 2.6 (verification); BSI
TR-03137-1 and TR-03171. The certificate is not in the seal: it is found by signer (country and
identifier) and reference, the certificate's serial number in hexadecimal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from verifier.model.seal import Code, SealCheck
from verifier.model.trust import TrustStore
from verifier.seal.crypto import signature
from verifier.seal.crypto.x509 import Certificate
from verifier.seal.errors import Malformed, Unsupported
from verifier.seal.formats import tlv, vds_fields
from verifier.seal.formats.sealed_date import start_of
from verifier.seal.formats.vds_header import MAGIC, NEWEST, Header, candidates
from verifier.seal.scheme import Groups, each
from verifier.seal.trust.anchors import TrustedKey, trusted_keys
from verifier.seal.trust.revocation import not_revoked
from verifier.seal.verdict import Content, Verdict, seal_check

ID = "icao-vds"
TWO_D_DOC_VERSION = 4  # ANTS 2D-Doc 3.2.6, 3.3.2: its binary form follows the same magic byte
SIGNATURE_TAG = 0xFF  # Doc 9303-13, 2.4
MAX_BYTES = 4096  # no symbol holds more
DATED_PART = 12  # bytes: the shortest header is longer

# Doc 9303-13, 2.4 and BSI TR-03116-2: the hash is as long as the curve
DIGESTS = {28: "sha224", 32: "sha256", 48: "sha384", 64: "sha512"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A seal taken apart; `signature` is None when it carries none."""

    header: Header
    fields: dict[str, str]
    signed_bytes: bytes
    signature: bytes | None


def claims(raw: bytes) -> bool:
    """Say whether the code starts like a visible digital seal."""
    return len(raw) > DATED_PART and raw[0] == MAGIC and raw[1] != TWO_D_DOC_VERSION


def group(codes: Sequence[Code]) -> Groups:
    """Return every code as its own document."""
    return each(codes)


def parse(codes: tuple[Code, ...]) -> Parsed:
    """Take one seal apart; raises Malformed or Unsupported."""
    raw = codes[0].raw
    if len(raw) > MAX_BYTES:
        raise Malformed("longer than any barcode")
    if not claims(raw):
        raise Malformed("shorter than a header")
    if raw[1] > NEWEST:
        raise Unsupported("no known version of the seal")
    for header in candidates(raw):
        elements = _elements(raw[header.size :], header.version)
        if elements:
            return _parsed(raw, header, elements)
    raise Malformed("no reading of the header leaves a whole message")


def verify(parsed: Parsed, trust: TrustStore, at: datetime) -> SealCheck:
    """Judge the seal: its signer's certificate covers the signing date and the clock."""
    header = parsed.header
    content = Content(
        values=parsed.fields,
        issuer=header.signer,
        signed_at=start_of(header.signed),
        key_id=_names(header)[0],
    )
    if parsed.signature is None:
        return seal_check(ID, Verdict(signed=False), content)
    named = [key for key in trusted_keys(trust, ID) if _is_named(key, header)]
    key = next((key for key in named if _holds(key, parsed)), None)
    if key is None:
        return seal_check(ID, Verdict(holds=False if named else None), content)
    verdict = Verdict(
        holds=True,
        entitled=True,
        clean=not_revoked(key.certificate, trust, ID),
        in_period=None if key.certificate is None else _covers(key.certificate, header, at),
        period_detail="the signing date and the clock against the signer's certificate",
    )
    return seal_check(ID, verdict, content, key)


def _names(header: Header) -> tuple[str, ...]:
    """Return how the seal may name its signer's certificate, leading zeros dropped."""
    return tuple(_plain(header.signer, one) for one in header.references)


def _plain(signer: str, number: str) -> str:
    return signer.upper() + (number.strip().lstrip("0") or "0").upper()


def _elements(message: bytes, version: int) -> tuple[tlv.Element, ...]:
    """Return the message's elements in the length form that fits it, () when neither does."""
    for der in (True, False) if version >= NEWEST else (False, True):
        try:
            elements = tlv.split(message, der=der)
        except Malformed:
            continue
        if SIGNATURE_TAG not in [tag for tag, _, _ in elements[:-1]]:
            return elements
    return ()


def _parsed(raw: bytes, header: Header, elements: tuple[tlv.Element, ...]) -> Parsed:
    signature_at = next((at for tag, at, _ in elements if tag == SIGNATURE_TAG), None)
    message = {tag: value for tag, _, value in elements if tag != SIGNATURE_TAG}
    whole = len(raw) if signature_at is None else header.size + signature_at
    return Parsed(
        header=header,
        fields=vds_fields.named(header.kind, message, header.issued),
        signed_bytes=raw[:whole],
        signature=None if signature_at is None else elements[-1][2],
    )


def _is_named(key: TrustedKey, header: Header) -> bool:
    if key.anchor.key_id is not None:
        given = key.anchor.key_id.strip()
        return _plain(given[:4], given[4:]) in _names(header)
    certificate = key.certificate
    if certificate is None or not certificate.country or not certificate.common_name:
        return False
    signer = certificate.country + certificate.common_name
    return _plain(signer, f"{certificate.serial:X}") in _names(header)


def _holds(key: TrustedKey, parsed: Parsed) -> bool:
    digest = DIGESTS.get(signature.order_bytes(key.spki))
    if digest is None or parsed.signature is None:
        return False
    return signature.ecdsa_raw(key.spki, digest, parsed.signed_bytes, parsed.signature)


def _covers(certificate: Certificate, header: Header, at: datetime) -> bool:
    first, last = certificate.not_before.date(), certificate.not_after.date()
    return first <= header.signed <= last and certificate.valid_at(at)
