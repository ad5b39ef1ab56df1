"""ICAO Datastructure for Barcode ("RDB1"), the successor of the visible digital seals.

Source: ICAO Technical Report "Datastructure for Barcode", version 1. The signer is found by the
certificate reference, the last five bytes of the certificate's SHA-1. A certificate inside the
code counts only when a trusted authority issued it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from verifier.model.seal import Code, SealCheck
from verifier.model.trust import TrustStore
from verifier.seal.crypto import chain, signature
from verifier.seal.crypto.x509 import BadCertificate, Certificate, read
from verifier.seal.errors import Malformed
from verifier.seal.formats import idb_fields
from verifier.seal.formats.idb_frame import PREFIX, Frame, cut
from verifier.seal.formats.sealed_date import start_of
from verifier.seal.scheme import Groups, each
from verifier.seal.trust.anchors import TrustedKey, trusted_keys
from verifier.seal.trust.revocation import not_revoked
from verifier.seal.verdict import Content, Verdict, seal_check

ID = "icao-idb"
MAX_BYTES = 16 * 1024  # the largest 2D symbol holds 7089 characters
REFERENCE = 5  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A barcode taken apart; nothing in it is believed yet."""

    frame: Frame
    signed_on: date | None
    fields: dict[str, str]


def claims(raw: bytes) -> bool:
    """Say whether the code starts like a Datastructure for Barcode."""
    return raw.startswith(PREFIX)


def group(codes: Sequence[Code]) -> Groups:
    """Return every code as its own document."""
    return each(codes)


def parse(codes: tuple[Code, ...]) -> Parsed:
    """Take one code apart; raises Malformed or Unsupported."""
    if len(codes[0].raw) > MAX_BYTES:
        raise Malformed("longer than any barcode")
    frame = cut(codes[0].raw)
    try:
        signed_on = date.fromisoformat(frame.signing_date)
    except ValueError:
        signed_on = None  # masked in part
    fields = idb_fields.named(frame.message, signed_on)
    return Parsed(frame=frame, signed_on=signed_on, fields=fields)


def verify(parsed: Parsed, trust: TrustStore, at: datetime) -> SealCheck:
    """Judge the code against the certificate it names; the clock lies in its period."""
    frame = parsed.frame
    content = Content(
        values=parsed.fields,
        issuer=frame.country,
        signed_at=start_of(parsed.signed_on) if parsed.signed_on else None,
        key_id=frame.reference.hex().upper() or None,
    )
    if not frame.signed:
        return seal_check(ID, Verdict(signed=False), content)
    named = [key for key in trusted_keys(trust, ID) if _is_named(key, frame.reference)]
    key = next((key for key in named if _holds(key.spki, frame)), None)
    if key is not None:
        return _judged(content, key, key.certificate, trust, at)
    if named:
        return seal_check(ID, Verdict(holds=False), content)
    return _judged_by_authority(frame, content, trust, at)


def _judged_by_authority(
    frame: Frame, content: Content, trust: TrustStore, at: datetime
) -> SealCheck:
    """Judge by the certificate in the code, which a trusted authority must have issued."""
    brought = _brought(frame)
    if brought is None:
        return seal_check(ID, Verdict(), content)
    if not _holds(brought.spki, frame):
        return seal_check(ID, Verdict(holds=False), content)
    for key in trusted_keys(trust, ID):
        if key.certificate is not None and chain.issued_by(brought, key.certificate):
            return _judged(content, key, brought, trust, at)
    return seal_check(ID, Verdict(holds=True, entitled=False), content)


def _judged(
    content: Content,
    key: TrustedKey,
    signer: Certificate | None,
    trust: TrustStore,
    at: datetime,
) -> SealCheck:
    verdict = Verdict(
        holds=True,
        entitled=True,
        clean=not_revoked(signer, trust, ID),
        in_period=None if signer is None else signer.valid_at(at),
        period_detail="the clock against the signer's certificate",
    )
    return seal_check(ID, verdict, content, key, None if signer is None else signer.period)


def _is_named(key: TrustedKey, reference: bytes) -> bool:
    if not reference:
        return False
    if key.anchor.key_id is not None:
        return key.anchor.key_id.upper() == reference.hex().upper()
    certificate = key.certificate
    return certificate is not None and certificate.fingerprint("sha1")[-REFERENCE:] == reference


def _brought(frame: Frame) -> Certificate | None:
    """Return the certificate in the code when it is the one the header names."""
    if frame.certificate is None:
        return None
    try:
        certificate = read(frame.certificate)
    except BadCertificate:
        return None
    named = certificate.fingerprint("sha1")[-REFERENCE:] == frame.reference
    return certificate if named else None


def _holds(spki: bytes, frame: Frame) -> bool:
    return frame.signed and signature.ecdsa_raw(
        spki, frame.digest, frame.signed_bytes, frame.signature
    )
