"""ICAO CSCA master lists: a signed list of country signing certificates.

Sources: ICAO Doc 9303-12, 9 (structure, content type 2.23.136.1.1.2, the signer's extended key
usage 2.23.136.1.1.3). The list signs itself through a certificate that one of its own members
issued, so the signature proves integrity only: whose list it is must be compared out of band, by
the authority's fingerprint that the result reports.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from asn1crypto import core

from verifier.errors import TrustStoreError
from verifier.model.trust import Anchor, AnchorKind
from verifier.seal.crypto import chain, cms
from verifier.seal.crypto.x509 import ASN1_ERRORS, BadCertificate, Certificate, read
from verifier.seal.trust.signed_list import SignedList

CONTENT_TYPE = "2.23.136.1.1.2"  # Doc 9303-12, 9.2
SIGNING_USAGE = "2.23.136.1.1.3"  # Doc 9303-12, table 5
CONTENT_TYPE_DER = bytes.fromhex("0606678108010102")
PURPOSES = ("icao-vds", "icao-vds-nc", "icao-idb")


def looks_like(data: bytes) -> bool:
    """Say whether `data` starts like a master list."""
    return data[:1] == b"\x30" and CONTENT_TYPE_DER in data[:128]


def read_master_list(
    data: bytes, source: str, known: Sequence[Certificate] = (), added: date | None = None
) -> SignedList:
    """Return the anchors of a master list whose signature holds.

    `known` are country signing certificates trusted already: the list's authority is compared with
    them. Raises TrustStoreError, which names the file, when it is damaged or not signed right.
    """
    try:
        message = cms.read_signed(data)
    except cms.BadMessage as why:
        raise TrustStoreError(f"{source}: the master list cannot be read ({why})") from why
    if message.content_type != CONTENT_TYPE or message.content is None or not message.signers:
        raise TrustStoreError(f"{source}: signed data, but no master list")
    signer = message.signers[0]
    if not all(one.holds for one in message.signers) or signer.certificate is None:
        raise TrustStoreError(f"{source}: the list's signature does not fit its content")
    if SIGNING_USAGE not in signer.certificate.extended_key_usage:
        raise TrustStoreError(f"{source}: the signer may not sign master lists")
    listed = tuple(_listed(message.content, source))
    authority = _authority(signer.certificate, (*known, *listed, *message.certificates))
    if authority is None:
        raise TrustStoreError(f"{source}: no authority issued the list's signer")
    return SignedList(
        anchors=tuple(_anchor(one, source, added) for one in listed),
        signer=signer.certificate.subject,
        authority=authority.subject,
        authority_fingerprint=authority.fingerprint().hex(),
        authority_known=any(one.der == authority.der for one in known),
        issued=signer.claimed_at,
        next_update=None,
    )


def _listed(content: bytes, source: str) -> Iterator[Certificate]:
    """Yield the certificates of `SEQUENCE { INTEGER 0, SET OF Certificate }`."""
    try:
        body: Any = core.Sequence.load(content)
        certificates = core.SetOf.load(body[1].dump(), spec=core.Sequence)
        encoded = [one.dump() for one in certificates]
    except ASN1_ERRORS as why:
        raise TrustStoreError(f"{source}: the list's content is damaged") from why
    for der in encoded:
        try:
            yield read(der)
        except BadCertificate:
            continue  # one country's odd certificate must not cost all others


def _authority(signer: Certificate, candidates: Sequence[Certificate]) -> Certificate | None:
    return next((one for one in candidates if chain.issued_by(signer, one)), None)


def _anchor(certificate: Certificate, source: str, added: date | None) -> Anchor:
    return Anchor(
        kind=AnchorKind.CERTIFICATE,
        data=certificate.der,
        source=f"{source}: {certificate.subject}",
        added=added,
        purposes=PURPOSES,
    )
