"""India's Aadhaar Secure QR: a decimal number whose bytes are compressed, delimited, RSA-signed.

Only the last four digits of the Aadhaar number are inside. The code names no key.
Sources: UIDAI, User manual for QR code reading software (Secure QR code specification, versions 1
and 2); later versions (V3 to V5) are read in the layout of V2, which their fields begin with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from verifier.model.seal import Code, SealCheck
from verifier.model.trust import TrustStore
from verifier.seal.crypto.keys import kind
from verifier.seal.crypto.signature import rsa_pkcs1
from verifier.seal.errors import Malformed
from verifier.seal.formats.dates import day_first, iso_date
from verifier.seal.formats.inflate import inflate
from verifier.seal.scheme import each as group
from verifier.seal.trust.anchors import TrustedKey, trusted_keys
from verifier.seal.trust.revocation import not_revoked
from verifier.seal.verdict import Content, Verdict, seal_check

__all__ = ["ID", "claims", "group", "parse", "verify"]

ID = "aadhaar-secure-qr"
SIGNATURE_BYTES = 256  # RSA-2048
DELIMITER = b"\xff"  # also occurs in the photograph behind the fields: split a fixed number
MIN_DIGITS, MAX_DIGITS = 100, 7089  # the most one QR code holds (ISO/IEC 18004, table 7)
CHUNK = 4000  # digits; CPython converts at most 4,300 at a time
FIELDS = (
    "contact_flag",
    "reference",
    "name",
    "born",
    "gender",
    "care_of",
    "district",
    "landmark",
    "house",
    "location",
    "pin_code",
    "post_office",
    "state",
    "street",
    "sub_district",
    "town",
)
VERSIONS = (b"V2", b"V3", b"V4", b"V5")
_ADDRESS = (
    "house",
    "street",
    "landmark",
    "location",
    "town",
    "post_office",
    "sub_district",
    "district",
    "state",
    "pin_code",
)
_INDIA = timezone(timedelta(hours=5, minutes=30))  # the reference's time stamp is Indian time
_SEX = {"M": "M", "F": "F", "T": "X", "MALE": "M", "FEMALE": "F", "TRANSGENDER": "X"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One parsed code, nothing believed. `signed_at` is the time stamp in the reference id."""

    version: str
    signed: bytes
    signature: bytes
    signed_at: datetime
    values: Mapping[str, str]


def claims(raw: bytes) -> bool:
    """Say whether this is one long decimal number."""
    return len(raw) >= MIN_DIGITS and raw.isdigit()


def parse(codes: tuple[Code, ...]) -> Letter:
    """Take one code apart.

    Raises Malformed.
    """
    content = inflate(_bytes(codes[0].raw), "gzip or zlib")
    if len(content) <= SIGNATURE_BYTES:
        raise Malformed("no room for fields and signature")
    signed, signature = content[:-SIGNATURE_BYTES], content[-SIGNATURE_BYTES:]
    version, rest = "V1", signed
    if signed[:2] in VERSIONS and signed[2:3] == DELIMITER:
        version, rest = signed[:2].decode("ascii"), signed[3:]
    parts = rest.split(DELIMITER, len(FIELDS))
    if len(parts) <= len(FIELDS):
        raise Malformed("fields are missing")
    texts = dict(zip(FIELDS, map(_text, parts), strict=False))
    return Letter(
        version=version,
        signed=signed,
        signature=signature,
        signed_at=_time_stamp(texts["reference"]),
        values=_values(texts),
    )


def verify(parsed: Letter, trust: TrustStore, at: datetime) -> SealCheck:
    """Judge by any trusted RSA key; the time stamp inside, not the clock, against its period."""
    content = Content(values=parsed.values, issuer="UIDAI", signed_at=parsed.signed_at)
    keys = [key for key in trusted_keys(trust, ID) if kind(key.spki) == "rsa"]
    signers = [k for k in keys if rsa_pkcs1(k.spki, "sha256", parsed.signed, parsed.signature)]
    if not signers:
        return seal_check(ID, Verdict(holds=False if keys else None), content)
    signer = next((k for k in signers if _covers(k, parsed.signed_at)), signers[0])
    entitled = signer.certificate is None or signer.certificate.may("digital_signature")
    verdict = Verdict(
        holds=True,
        entitled=entitled,
        entitled_detail="" if entitled else "the certificate is not for signing",
        clean=not_revoked(signer.certificate, trust, ID),
        in_period=_covers(signer, parsed.signed_at),
        period_detail="time stamp of the reference id against the signer's period",
    )
    return seal_check(ID, verdict, content, signer)


def _covers(key: TrustedKey, when: datetime) -> bool:
    return key.certificate is None or key.certificate.valid_at(when)


def _bytes(digits: bytes) -> bytes:
    if len(digits) > MAX_DIGITS:
        raise Malformed("longer than any code")
    if not digits.isdigit():
        raise Malformed("not a decimal number")
    number = 0
    for start in range(0, len(digits), CHUNK):
        piece = digits[start : start + CHUNK]
        number = number * 10 ** len(piece) + int(piece)
    return number.to_bytes((number.bit_length() + 7) // 8, "big")


def _text(octets: bytes) -> str:
    try:
        return octets.decode("utf-8")
    except UnicodeDecodeError:
        return octets.decode("latin-1")  # the specification's own encoding


def _time_stamp(reference: str) -> datetime:
    try:  # last four digits of the number, then YYYYMMDDHHMMSSmmm
        return datetime.strptime(reference[4:18], "%Y%m%d%H%M%S").replace(tzinfo=_INDIA)
    except ValueError as why:
        raise Malformed("no time stamp in the reference") from why


def _values(texts: Mapping[str, str]) -> dict[str, str]:
    found = {
        "full_name": texts["name"].strip(),
        "birth_date": day_first(texts["born"]) or iso_date(texts["born"]),
        "sex": _SEX.get(texts["gender"].strip().upper()),
        "address": ", ".join(t for name in _ADDRESS if (t := texts[name].strip())),
    }
    return {name: value for name, value in found.items() if value}
