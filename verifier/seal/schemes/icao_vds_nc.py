"""ICAO VDS-NC: a JSON seal for non-constrained environments, with its signer certificate inside.

The certificate counts only when a country CA that the operator trusts issued it.
Sources: ICAO Technical Report "VDS-NC: Visible Digital Seal for non-constrained environments" 1.1
to 1.3; RFC 8785 (the canonical JSON that is signed); ICAO Doc 9303-12, 7.1 (seal signer profile).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import rfc8785

from verifier.model.seal import Code, SealCheck
from verifier.model.trust import TrustStore
from verifier.seal.crypto.chain import issued_by
from verifier.seal.crypto.signature import ecdsa_raw
from verifier.seal.crypto.x509 import BadCertificate, Certificate, read_base64
from verifier.seal.errors import Malformed, Unsupported
from verifier.seal.formats import base_64url, json_text
from verifier.seal.formats.dates import iso_date
from verifier.seal.scheme import each as group
from verifier.seal.trust.anchors import TrustedKey, trusted_keys
from verifier.seal.trust.revocation import not_revoked
from verifier.seal.verdict import Content, Verdict, seal_check

__all__ = ["ID", "claims", "group", "parse", "verify"]

ID = "icao-vds-nc"
VERSION = 1
HASHES = {"ES256": "sha256", "ES384": "sha384", "ES512": "sha512"}
SEAL_SIGNER = "2.23.136.1.1.14.2"  # extended key usage of VDS-NC signers, where there is one
# Document types a signer may be limited to (Doc 9303-12, 7.1.1.3), by the header's type.
DOCUMENT_TYPES = {"icao.vacc": "NV", "icao.test": "NT"}
_HEAD = 4096  # bytes in which the first names of the seal stand, white space and all
_SEX = frozenset(("M", "F", "X"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """One parsed seal, nothing believed; `signer` is None when it carries no signature."""

    kind: str
    issuer: str
    digest: str
    signed: bytes
    signature: bytes
    signer: Certificate | None
    values: Mapping[str, str]


def claims(raw: bytes) -> bool:
    """Say whether this starts like a JSON object with `data` or `sig`, and a seal's header."""
    head = raw[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head[:1] != b"{":
        return False
    first = head[1:].lstrip()
    named = first.startswith((b'"data"', b'"sig"'))
    return named and (b'"hdr"' in raw or b'"sigvl"' in raw or b'"cer"' in raw)


def parse(codes: tuple[Code, ...]) -> Seal:
    """Take one code apart.

    Raises Malformed, and Unsupported for other versions and algorithms.
    """
    whole = json_text.loads(codes[0].raw)
    data = whole.get("data") if isinstance(whole, dict) else None
    header = data.get("hdr") if isinstance(data, dict) else None
    message = data.get("msg") if isinstance(data, dict) else None
    if not isinstance(header, dict) or not isinstance(message, dict):
        raise Malformed("no header or message inside")
    kind, issuer = header.get("t"), header.get("is")
    if not isinstance(kind, str) or not isinstance(issuer, str):
        raise Malformed("the header names no type or issuer")
    if header.get("v") != VERSION:
        raise Unsupported("another version of the seal")
    digest, signer, value = _signature(whole.get("sig") if isinstance(whole, dict) else None)
    return Seal(
        kind=kind,
        issuer=issuer,
        digest=digest,
        signed=_canonical(data),
        signature=value,
        signer=signer,
        values=_values(message),
    )


def verify(parsed: Seal, trust: TrustStore, at: datetime) -> SealCheck:
    """Judge by the country CAs; clock against signer and CA."""
    signer = parsed.signer
    content = Content(
        values=parsed.values,
        issuer=parsed.issuer,
        key_id=None if signer is None else f"{signer.serial:x}",
    )
    if signer is None:
        return seal_check(ID, Verdict(signed=False), content)
    if not ecdsa_raw(signer.spki, parsed.digest, parsed.signed, parsed.signature):
        return seal_check(ID, Verdict(holds=False), content, signer_valid=signer.period)
    authority = _authority(signer, trust, at)
    if authority is None or not _entitled(signer, parsed.kind):
        return seal_check(
            ID, Verdict(holds=True, entitled=False), content, signer_valid=signer.period
        )
    verdict = Verdict(
        holds=True,
        entitled=True,
        clean=not_revoked(signer, trust, ID),
        in_period=signer.valid_at(at) and _covers(authority, at),
        period_detail="signer and country CA against the clock",
    )
    return seal_check(ID, verdict, content, authority, signer.period)


def _authority(signer: Certificate, trust: TrustStore, at: datetime) -> TrustedKey | None:
    """Return the trusted CA that issued the signer, one that covers the clock first.

    A signer that the operator trusts by itself needs no CA.
    """
    found = [
        key
        for key in trusted_keys(trust, ID)
        if key.certificate is not None
        and (issued_by(signer, key.certificate) or key.certificate.der == signer.der)
    ]
    return next((key for key in found if _covers(key, at)), found[0] if found else None)


def _covers(authority: TrustedKey, at: datetime) -> bool:
    return authority.certificate is not None and authority.certificate.valid_at(at)


def _entitled(signer: Certificate, kind: str) -> bool:
    usages = signer.extended_key_usage
    if not signer.may("digital_signature") or (usages and SEAL_SIGNER not in usages):
        return False
    limited = set(signer.document_types).intersection(DOCUMENT_TYPES.values())
    return not limited or DOCUMENT_TYPES.get(kind, "") in limited or kind not in DOCUMENT_TYPES


def _signature(block: object) -> tuple[str, Certificate | None, bytes]:
    if block is None:
        return "", None, b""
    if not isinstance(block, dict):
        raise Malformed("the signature block is of the wrong kind")
    algorithm, certificate, value = (block.get(name) for name in ("alg", "cer", "sigvl"))
    if not (isinstance(certificate, str) and isinstance(value, str) and isinstance(algorithm, str)):
        raise Malformed("the signature block lacks a part")
    if not value:
        return "", None, b""
    if algorithm not in HASHES:
        raise Unsupported("a signature algorithm that the scheme does not use")
    try:
        signer = read_base64(certificate)
    except BadCertificate as why:
        raise Malformed("the signer certificate is damaged") from why
    return HASHES[algorithm], signer, base_64url.decode(value, padded=True)


def _canonical(data: object) -> bytes:
    try:
        return rfc8785.dumps(data)  # type: ignore[arg-type]
    except (rfc8785.CanonicalizationError, ValueError, RecursionError) as why:
        raise Malformed("the data have no canonical form") from why


def _values(message: Mapping[str, object]) -> dict[str, str]:
    person = message.get("pid")
    person = person if isinstance(person, dict) else {}
    born, sex = person.get("dob"), person.get("sex")
    found = {
        "full_name": person.get("n"),
        "birth_date": iso_date(born) if isinstance(born, str) else None,
        "sex": sex if sex in _SEX else None,
        # Proof of vaccination has `i`; proof of testing `dn` with its type in `dt`.
        "document_number": person.get("i") or person.get("dn"),
    }
    return {name: value for name, value in found.items() if isinstance(value, str) and value}
