"""Documents of Kazakhstan's eGov.kz: several QR codes, one ZIP archive, one signed XML.

Sources: the portal's `BarcodeElement` form, W3C XML Signature, and the algorithms of the national
authority: GOST 34.310-2004 with GOST 34.311-95, GOST 34.10-2015 with 34.11-2015, and RSA with
SHA-2. Signers' certificates last a year, so everything is judged at the request date in the signed
document; the clock does not matter. The certificate comes with the document and counts only when a
trusted authority issued it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from verifier.model.seal import Code, SealCheck
from verifier.model.trust import TrustStore
from verifier.seal.crypto import chain, gost_signature, signature
from verifier.seal.crypto.x509 import BadCertificate, Certificate
from verifier.seal.crypto.x509 import read as read_certificate
from verifier.seal.errors import Malformed, Unsupported
from verifier.seal.formats import barcode_element, enveloped_signature, kz_fields, plain_xml
from verifier.seal.formats.enveloped_signature import Signature
from verifier.seal.scheme import Groups, together
from verifier.seal.trust.anchors import TrustedKey, trusted_keys
from verifier.seal.trust.revocation import not_revoked
from verifier.seal.verdict import Content, Verdict, seal_check

ID = "kz-egov"
XMLDSIG_MORE = "http://www.w3.org/2001/04/xmldsig-more#"  # RFC 4051
KZ = "urn:ietf:params:xml:ns:pkigovkz:xmlsec:algorithms:"

Check = Callable[[bytes, bytes, bytes], bool]  # spki, message, signature


def _gost(digest: str) -> Check:
    return lambda spki, message, value: gost_signature.holds(spki, digest, message, value)


def _rsa(digest: str) -> Check:
    return lambda spki, message, value: signature.rsa_pkcs1(spki, digest, message, value)


SIGNATURE_METHODS: dict[str, Check] = {
    XMLDSIG_MORE + "gost34310-gost34311": _gost(gost_signature.GOST_94),
    KZ + "gostr34102015-gostr34112015-256": _gost(gost_signature.STREEBOG_256),
    KZ + "gostr34102015-gostr34112015-512": _gost(gost_signature.STREEBOG_512),
    XMLDSIG_MORE + "rsa-sha256": _rsa("sha256"),
    XMLDSIG_MORE + "rsa-sha384": _rsa("sha384"),
    XMLDSIG_MORE + "rsa-sha512": _rsa("sha512"),
}


def _sha(name: str) -> Callable[[bytes], bytes]:
    return lambda message: hashlib.new(name, message).digest()


DIGEST_METHODS: dict[str, Callable[[bytes], bytes]] = {
    XMLDSIG_MORE + "gost34311": gost_signature.HASHES[gost_signature.GOST_94],
    KZ + "gostr34112015-256": gost_signature.HASHES[gost_signature.STREEBOG_256],
    KZ + "gostr34112015-512": gost_signature.HASHES[gost_signature.STREEBOG_512],
    "http://www.w3.org/2001/04/xmlenc#sha256": _sha("sha256"),
    XMLDSIG_MORE + "sha384": _sha("sha384"),
    "http://www.w3.org/2001/04/xmlenc#sha512": _sha("sha512"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A document taken apart; `signature` and `signer` are None when it carries none."""

    fields: dict[str, str]
    requested_at: datetime | None
    signature: Signature | None
    signer: Certificate | None


def claims(raw: bytes) -> bool:
    """Say whether the code starts like a part of an eGov.kz document."""
    return barcode_element.looks_like_part(raw)


def group(codes: Sequence[Code]) -> Groups:
    """Return the codes of each document, or all together when some document is not whole.

    Parts of different documents must not end up as two half documents: that is one mixed one.
    """
    documents: dict[bytes, list[Code]] = {}
    for code in codes:
        documents.setdefault(barcode_element.document_of(code.raw), []).append(code)
    sets = tuple(tuple(parts) for parts in documents.values())
    if all(barcode_element.stands_alone([code.raw for code in parts]) for parts in sets):
        return sets
    return together(codes)


def parse(codes: tuple[Code, ...]) -> Parsed:
    """Put one document together and take it apart; raises Malformed, Incomplete, Unsupported."""
    parts = [barcode_element.read(code.raw) for code in codes]
    document = barcode_element.unpack(barcode_element.join(parts))
    root = plain_xml.read(document, barcode_element.MAX_DOCUMENT)
    found = enveloped_signature.find(root)
    signer: Certificate | None = None
    if found is not None:
        if found.method not in SIGNATURE_METHODS or found.digest_method not in DIGEST_METHODS:
            raise Unsupported("no known signature algorithm")
        signer = _certificate(found)
    return Parsed(
        fields=kz_fields.named(root),
        requested_at=kz_fields.requested_at(root),
        signature=found,
        signer=signer,
    )


def verify(parsed: Parsed, trust: TrustStore, at: datetime) -> SealCheck:
    """Judge the document by its signer, at the request date it states."""
    signer = parsed.signer
    content = Content(
        values=parsed.fields,
        issuer=None if signer is None else signer.subject,
        signed_at=parsed.requested_at,
        key_id=None if signer is None else f"{signer.serial:X}",
    )
    if parsed.signature is None or signer is None:
        return seal_check(ID, Verdict(signed=False), content)
    if not _holds(parsed.signature, signer.spki):
        return seal_check(ID, Verdict(holds=False), content)
    authority = _authority(signer, trust)
    if authority is None or not _may_sign(signer):
        return seal_check(ID, Verdict(holds=True, entitled=False), content, None, signer.period)
    when = parsed.requested_at or at
    verdict = Verdict(
        holds=True,
        entitled=True,
        clean=not_revoked(signer, trust, ID),
        in_period=signer.valid_at(when) and _valid(authority, when),
        period_detail=f"request date {when.date()} against signer and authority",
    )
    return seal_check(ID, verdict, content, authority, signer.period)


def _certificate(found: Signature) -> Certificate:
    try:
        return read_certificate(found.certificate)
    except BadCertificate:
        raise Malformed("the signer's certificate cannot be read") from None


def _holds(found: Signature, spki: bytes) -> bool:
    check = partial(SIGNATURE_METHODS[found.method], spki)
    if not check(found.signed_info, found.value):
        return False
    return DIGEST_METHODS[found.digest_method](found.signed_document) == found.digest


def _authority(signer: Certificate, trust: TrustStore) -> TrustedKey | None:
    """Return the trusted authority that issued the signer's certificate, or the signer itself."""
    for key in trusted_keys(trust, ID):
        known = key.certificate
        if known is not None and (known.der == signer.der or chain.issued_by(signer, known)):
            return key
    return None


def _may_sign(signer: Certificate) -> bool:
    return signer.may("digital_signature") or signer.may("non_repudiation")


def _valid(authority: TrustedKey, when: datetime) -> bool:
    return authority.certificate is None or authority.certificate.valid_at(when)
