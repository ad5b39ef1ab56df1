"""Signatures in CMS SignedData: attached content or detached, with or without signed attributes.

Sources: RFC 5652, 5.3 to 5.6; RFC 5035 and ETSI EN 319 122-1 (the signing certificate attribute);
RFC 4490 style identifiers of Kazakhstan's authority. Only integrity is decided here: whether the
signer may be believed is for whoever knows the trust store.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import cms

from verifier.seal.crypto import chain, gost_signature
from verifier.seal.crypto.x509 import ASN1_ERRORS, BadCertificate, Certificate, read

SIGNED_DATA = "1.2.840.113549.1.7.2"

Hash = Callable[[bytes], bytes]
HASHES: dict[str, Hash] = {
    "2.16.840.1.101.3.4.2.4": lambda data: hashlib.sha224(data).digest(),
    "2.16.840.1.101.3.4.2.1": lambda data: hashlib.sha256(data).digest(),
    "2.16.840.1.101.3.4.2.2": lambda data: hashlib.sha384(data).digest(),
    "2.16.840.1.101.3.4.2.3": lambda data: hashlib.sha512(data).digest(),
    "1.2.398.3.10.1.3.1": gost_signature.HASHES[gost_signature.GOST_94],
    "1.2.398.3.10.1.3.2": gost_signature.HASHES[gost_signature.STREEBOG_256],
    "1.2.398.3.10.1.3.3": gost_signature.HASHES[gost_signature.STREEBOG_512],
}
# A signer may name its key's kind only; the digest then completes the algorithm (RFC 5754, 3).
_COMPLETED = {
    ("1.2.840.113549.1.1.1", "2.16.840.1.101.3.4.2.4"): "1.2.840.113549.1.1.14",
    ("1.2.840.113549.1.1.1", "2.16.840.1.101.3.4.2.1"): "1.2.840.113549.1.1.11",
    ("1.2.840.113549.1.1.1", "2.16.840.1.101.3.4.2.2"): "1.2.840.113549.1.1.12",
    ("1.2.840.113549.1.1.1", "2.16.840.1.101.3.4.2.3"): "1.2.840.113549.1.1.13",
    ("1.2.840.10045.2.1", "2.16.840.1.101.3.4.2.1"): "1.2.840.10045.4.3.2",
    ("1.2.840.10045.2.1", "2.16.840.1.101.3.4.2.2"): "1.2.840.10045.4.3.3",
    ("1.2.840.10045.2.1", "2.16.840.1.101.3.4.2.3"): "1.2.840.10045.4.3.4",
    (gost_signature.KEY_2004, "1.2.398.3.10.1.3.1"): "1.2.398.3.10.1.1.1.2",
    (gost_signature.KEY_2015_256, "1.2.398.3.10.1.3.2"): "1.2.398.3.10.1.1.2.3.1",
    (gost_signature.KEY_2015_512, "1.2.398.3.10.1.3.3"): "1.2.398.3.10.1.1.2.3.2",
}


class BadMessage(Exception):
    """These bytes are no CMS SignedData that can be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """One signature: `holds` says whether it fits the content; `claimed_at` is its own word."""

    holds: bool
    certificate: Certificate | None
    claimed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedMessage:
    """A SignedData: its content (None when detached), its type and its signatures."""

    content: bytes | None
    content_type: str
    signers: tuple[Signer, ...]
    certificates: tuple[Certificate, ...]


def read_signed(data: bytes, detached: bytes | None = None) -> SignedMessage:
    """Take a SignedData in DER or BER apart and check its signatures.

    `detached` is the signed content when it is not inside. Raises BadMessage.
    """
    try:
        whole: Any = cms.ContentInfo.load(data)
        if whole["content_type"].dotted != SIGNED_DATA:
            raise BadMessage("not SignedData")
        signed = whole["content"]
        content = _content(signed)
        certificates = tuple(_certificates(signed))
        covered = content if content is not None else detached
        kind = signed["encap_content_info"]["content_type"].dotted
        signers = tuple(
            _signer(info, covered, kind, certificates) for info in signed["signer_infos"]
        )
    except ASN1_ERRORS as why:
        raise BadMessage(f"not readable ({type(why).__name__})") from why
    return SignedMessage(
        content=content, content_type=kind, signers=signers, certificates=certificates
    )


def _content(signed: Any) -> bytes | None:
    inner = signed["encap_content_info"]["content"]
    if inner.native is None:
        return None
    value = getattr(inner, "parsed", None) if not isinstance(inner.native, bytes) else None
    return bytes(inner.native) if value is None else bytes(value.contents)


def _certificates(signed: Any) -> Iterator[Certificate]:
    for choice in signed["certificates"] or ():
        if choice.name != "certificate":
            continue
        try:
            yield read(choice.chosen.dump())
        except BadCertificate:
            continue


def _signer(
    info: Any, covered: bytes | None, kind: str, certificates: tuple[Certificate, ...]
) -> Signer:
    certificate = next((one for one in certificates if _is_named(info["sid"], one)), None)
    attributes = {one["type"].dotted: one["values"] for one in info["signed_attrs"] or ()}
    holds = (
        certificate is not None
        and covered is not None
        and _holds(info, covered, kind, attributes, certificate)
    )
    return Signer(holds=holds, certificate=certificate, claimed_at=_claimed_at(attributes))


CONTENT_TYPE, MESSAGE_DIGEST, SIGNING_TIME = (f"1.2.840.113549.1.9.{n}" for n in (3, 4, 5))


def _holds(
    info: Any, covered: bytes, kind: str, attributes: dict[str, Any], certificate: Certificate
) -> bool:
    digest = HASHES.get(info["digest_algorithm"]["algorithm"].dotted)
    if digest is None:
        return False
    message = covered
    if attributes:
        if not _attributes_fit(attributes, kind, digest(covered)):
            return False
        message = info["signed_attrs"].untag().dump(force=True)  # RFC 5652, 5.4: as a SET OF
    named = info["signature_algorithm"]["algorithm"].dotted
    algorithm = _COMPLETED.get((named, info["digest_algorithm"]["algorithm"].dotted), named)
    parameters = info["signature_algorithm"].dump()
    value = bytes(info["signature"].native)
    return chain.signed_by(algorithm, parameters, certificate.spki, message, value)


def _attributes_fit(attributes: dict[str, Any], kind: str, hashed: bytes) -> bool:
    """Say whether the attributes carry this content's type and digest (RFC 5652, 5.6)."""
    types, digests = attributes.get(CONTENT_TYPE), attributes.get(MESSAGE_DIGEST)
    if types is None or digests is None or len(types) != 1 or len(digests) != 1:
        return False
    return str(types[0].dotted) == kind and bytes(digests[0].native) == hashed


def _is_named(identifier: Any, certificate: Certificate) -> bool:
    if identifier.name == "issuer_and_serial_number":
        named = identifier.chosen
        number, issuer = named["serial_number"].native, named["issuer"].hashable
        return bool(number == certificate.serial and issuer == certificate.issuer_name)
    return bytes(identifier.chosen.native) == certificate.subject_key_id


def _claimed_at(attributes: dict[str, Any]) -> datetime | None:
    times = attributes.get(SIGNING_TIME)
    moment = times[0].native if times is not None and len(times) == 1 else None
    return moment if isinstance(moment, datetime) else None
