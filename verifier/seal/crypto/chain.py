"""Who issued a certificate, and whether it was taken back: single steps to trusted issuers.

A certificate that came with a document is never a link by itself: every issuer asked about here
is one the operator trusts. Sources: RFC 5280, 6.1 and 6.3; ICAO Doc 9303-12, 7.1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from asn1crypto import crl as asn1_crl

from verifier.seal.crypto import gost_signature, signature
from verifier.seal.crypto.x509 import ASN1_ERRORS, Certificate

Check = Callable[[bytes, bytes, bytes], bool]  # spki, message, signature

# RFC 4055, RFC 5758, RFC 8410 and BSI TR-03111 5.2.1. SHA-1 and MD5 are left out: a certificate
# that a document brings along could have been made to collide.
_PLAIN: dict[str, tuple[Callable[[bytes, str, bytes, bytes], bool], str]] = {
    "1.2.840.113549.1.1.14": (signature.rsa_pkcs1, "sha224"),
    "1.2.840.113549.1.1.11": (signature.rsa_pkcs1, "sha256"),
    "1.2.840.113549.1.1.12": (signature.rsa_pkcs1, "sha384"),
    "1.2.840.113549.1.1.13": (signature.rsa_pkcs1, "sha512"),
    "1.2.840.10045.4.3.1": (signature.ecdsa_der, "sha224"),
    "1.2.840.10045.4.3.2": (signature.ecdsa_der, "sha256"),
    "1.2.840.10045.4.3.3": (signature.ecdsa_der, "sha384"),
    "1.2.840.10045.4.3.4": (signature.ecdsa_der, "sha512"),
    "0.4.0.127.0.7.1.1.4.1.2": (signature.ecdsa_raw, "sha224"),
    "0.4.0.127.0.7.1.1.4.1.3": (signature.ecdsa_raw, "sha256"),
    "0.4.0.127.0.7.1.1.4.1.4": (signature.ecdsa_raw, "sha384"),
    "0.4.0.127.0.7.1.1.4.1.5": (signature.ecdsa_raw, "sha512"),
}
_PSS = "1.2.840.113549.1.1.10"
_EDDSA = frozenset(("1.3.101.112", "1.3.101.113"))


def signed_by(algorithm: str, parameters: bytes, spki: bytes, message: bytes, value: bytes) -> bool:
    """Check a certificate's or list's signature; unknown algorithms sign nothing.

    `parameters` is the whole AlgorithmIdentifier in DER.
    """
    if algorithm in _PLAIN:
        check, digest = _PLAIN[algorithm]
        return check(spki, digest, message, value)
    if algorithm == _PSS:
        pss = signature.pss_parameters(parameters)
        return pss is not None and signature.rsa_pss(spki, pss[0], message, value, pss[1])
    if algorithm in gost_signature.SIGNATURES:
        return gost_signature.holds(spki, gost_signature.SIGNATURES[algorithm], message, value)
    return algorithm in _EDDSA and signature.eddsa(spki, message, value)


def issued_by(child: Certificate, parent: Certificate) -> bool:
    """Say whether `parent` is entitled to issue and did issue `child`."""
    if child.issuer_name != parent.subject_name or not parent.may_issue:
        return False
    return _signature_holds(child.der, child, parent.spki)


def issuers(child: Certificate, trusted: Iterable[Certificate]) -> tuple[Certificate, ...]:
    """Return those of `trusted` that issued `child`, in order."""
    return tuple(parent for parent in trusted if issued_by(child, parent))


@lru_cache(maxsize=1024)
def _signature_holds(_der: bytes, child: Certificate, spki: bytes) -> bool:
    return signed_by(
        child.signature_algorithm, child.signature_parameters, spki, child.tbs, child.signature
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RevocationList:
    """One CRL: whose it is, from when to when it speaks, and the serials it takes back."""

    issuer_name: str
    this_update: datetime
    next_update: datetime | None
    serials: frozenset[int]
    algorithm: str
    parameters: bytes
    tbs: bytes
    signature: bytes


@lru_cache(maxsize=256)
def read_revocation_list(der: bytes) -> RevocationList | None:
    """Return the CRL in `der`, or None when it is none."""
    try:
        whole: Any = asn1_crl.CertificateList.load(der)
        tbs = whole["tbs_cert_list"]
        revoked = tbs["revoked_certificates"]
        return RevocationList(
            issuer_name=tbs["issuer"].hashable,
            this_update=tbs["this_update"].native,
            next_update=tbs["next_update"].native,
            serials=frozenset(
                entry["user_certificate"].native for entry in (revoked if revoked.native else ())
            ),
            algorithm=whole["signature_algorithm"]["algorithm"].dotted,
            parameters=whole["signature_algorithm"].dump(),
            tbs=tbs.dump(),
            signature=whole["signature"].native,
        )
    except ASN1_ERRORS:
        return None


def revoked(
    certificate: Certificate, crls: Iterable[bytes], trusted: Iterable[Certificate]
) -> bool:
    """Say whether a list the operator supplied takes `certificate` back.

    A list counts when it bears the issuer's name and, where that issuer is among `trusted`, its
    signature; without the issuer the operator's word is enough, for it can only refuse.
    """
    authorities = [one for one in trusted if one.subject_name == certificate.issuer_name]
    for der in crls:
        found = read_revocation_list(der)
        if found is None or found.issuer_name != certificate.issuer_name:
            continue
        if certificate.serial in found.serials and _speaks(found, authorities):
            return True
    return False


def _speaks(found: RevocationList, authorities: list[Certificate]) -> bool:
    if not authorities:
        return True
    return any(
        signed_by(found.algorithm, found.parameters, one.spki, found.tbs, found.signature)
        for one in authorities
        if one.may("crl_sign")
    )
