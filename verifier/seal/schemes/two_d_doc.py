"""France's 2D-Doc, versions 1 to 4: tax notices, proofs of address, titles, pay slips.

Source: ANTS, "Specifications techniques des codes a barres 2D-Doc" 3.2.6: chapter 3.3 (headers),
3.4 (message), 3.5 (signature), 5.1 (how to verify). The certificate is chosen by the CA's and its
own identifier; the signature date, not the clock, must lie in its period (5.1, step 6), and a
revoked certificate is refused whatever the date (step 5).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from verifier.model.seal import Code, SealCheck
from verifier.model.trust import TrustStore
from verifier.seal.crypto import signature
from verifier.seal.errors import Malformed, Unsupported
from verifier.seal.formats import two_d_doc_fields
from verifier.seal.formats.sealed_date import start_of
from verifier.seal.formats.two_d_doc_frame import Frame, Header, binary, text
from verifier.seal.scheme import Groups, each
from verifier.seal.trust.anchors import TrustedKey, trusted_keys
from verifier.seal.trust.revocation import not_revoked
from verifier.seal.verdict import Content, Verdict, seal_check

ID = "2d-doc"
MAGIC = b"DC"
BINARY_MAGIC = b"\xdc\x04"  # 3.3.2; other version bytes behind 0xDC are ICAO's seals
MAX_BYTES = 4096  # a DataMatrix holds at most 2335 characters

# 3.5: the hash is as long as the curve
DIGESTS = {32: "sha256", 48: "sha384", 66: "sha512"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A 2D-Doc taken apart; nothing in it is believed yet."""

    frame: Frame
    fields: dict[str, str]


def claims(raw: bytes) -> bool:
    """Say whether the code starts like a 2D-Doc."""
    return (raw.startswith(MAGIC) and raw[2:4].isdigit()) or raw.startswith(BINARY_MAGIC)


def group(codes: Sequence[Code]) -> Groups:
    """Return every code as its own document."""
    return each(codes)


def parse(codes: tuple[Code, ...]) -> Parsed:
    """Take one code apart; raises Malformed or Unsupported."""
    raw = codes[0].raw
    if len(raw) > MAX_BYTES:
        raise Malformed("longer than any barcode")
    if raw.startswith(BINARY_MAGIC):
        frame = binary(raw)
    elif raw.startswith(MAGIC):
        frame = text(raw)
    else:
        raise Unsupported("no known 2D-Doc form")
    born_by = frame.header.issued or frame.header.signed
    return Parsed(
        frame=frame,
        fields=two_d_doc_fields.named(frame.values, born_by) if born_by else {},
    )


def verify(parsed: Parsed, trust: TrustStore, at: datetime) -> SealCheck:
    """Judge the code against the trusted certificates of the CA it names."""
    frame, header = parsed.frame, parsed.frame.header
    content = Content(
        values=parsed.fields,
        issuer=header.ca,
        signed_at=start_of(header.signed) if header.signed else None,
        key_id=header.ca + header.certificate,
    )
    named = [key for key in trusted_keys(trust, ID) if _is_named(key, header)]
    key = next((key for key in named if _holds(key, frame)), None)
    if key is None:
        return seal_check(ID, Verdict(holds=False if named else None), content)
    day = header.signed or at.date()
    verdict = Verdict(
        holds=True,
        entitled=True,
        clean=not_revoked(key.certificate, trust, ID),
        in_period=None if key.certificate is None else _covers(key.certificate.period, day),
        period_detail=f"signature dated {day} against the certificate's period",
    )
    return seal_check(ID, verdict, content, key)


def _is_named(key: TrustedKey, header: Header) -> bool:
    """Say whether the key is the one the header names by CA and certificate identifier."""
    if key.anchor.key_id is not None:
        return key.anchor.key_id.replace("/", "") == header.ca + header.certificate
    certificate = key.certificate
    if certificate is None or certificate.common_name != header.certificate:
        return False
    return certificate.issuer_common_name == header.ca


def _holds(key: TrustedKey, frame: Frame) -> bool:
    digest = DIGESTS.get(signature.order_bytes(key.spki))
    return digest is not None and signature.ecdsa_raw(
        key.spki, digest, frame.signed_bytes, frame.signature
    )


def _covers(period: tuple[datetime, datetime], day: date) -> bool:
    return period[0].date() <= day <= period[1].date()
