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
from verifier.seal.judgement import Judgement, seal_check
from verifier.seal.scheme import Groups, each
from verifier.seal.trust.anchors import TrustedKey, trusted_certificates, trusted_keys

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
    keys = trusted_keys(trust, ID)
    named = [key for key in keys if _is_named(key, frame.reference)]
    key = next((key for key in named if _holds(key.spki, frame)), None)
    chosen = key or (named[0] if named else None)
    certificate = chosen.certificate if chosen else None
    signed = None if chosen is None else key is not None
    anchor = chosen.name if chosen else None
    if chosen is None and (brought := _brought(frame)) is not None:
        signed = _holds(brought.spki, frame)
        issuer = next((k for k in keys if k.certificate and _issued(brought, k.certificate)), None)
        certificate, anchor = brought, issuer.name if issuer else None
    trusted = trusted_certificates(trust, ID)
    return seal_check(
        ID,
        Judgement(
            unsigned=not frame.signed,
            signed=signed,
            issuer_trusted=anchor is not None,
            revoked=certificate is not None
            and chain.revoked(certificate, trust.revocations.crls, trusted),
            in_period=certificate is None or certificate.valid_at(at),
            period_note="the clock against the signer's certificate",
            signer=certificate,
            anchor=anchor,
            signed_at=start_of(parsed.signed_on) if parsed.signed_on else None,
            issuer=None if certificate else frame.country,
            key_id=frame.reference.hex().upper() or None,
            fields=parsed.fields,
        ),
    )


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


def _issued(certificate: Certificate, authority: Certificate) -> bool:
    return chain.issued_by(certificate, authority)


def _holds(spki: bytes, frame: Frame) -> bool:
    return frame.signed and signature.ecdsa_raw(
        spki, frame.digest, frame.signed_bytes, frame.signature
    )
