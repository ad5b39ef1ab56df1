"""ETSI trusted lists: which services of which providers a state vouches for.

Sources: ETSI TS 119 612 (5.3 scheme, 5.4 providers, 5.5 services, 5.7 signature); the list of ANTS
for 2D-Doc, where the provider's trade name is the CA's identifier in codes (`FR03`).
The signer's certificate comes with the list: the operator says which signers are known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime

from verifier.errors import TrustStoreError
from verifier.model.trust import Anchor, AnchorKind
from verifier.seal.crypto import chain
from verifier.seal.crypto.x509 import BadCertificate, Certificate, read
from verifier.seal.errors import Malformed
from verifier.seal.formats import plain_xml
from verifier.seal.formats.plain_xml import Element
from verifier.seal.trust import xml_signature
from verifier.seal.trust.signed_list import SignedList

TSL = "{http://uri.etsi.org/02231/v2#}"
MARK = b"TrustServiceStatusList"
MAX_LIST = 32 * 1024 * 1024  # bytes; the largest national list has 10 MB
# TS 119 612, 5.5.4 and D.5: services that may be relied on; the older words for the same come last
IN_FORCE = frozenset(
    f"http://uri.etsi.org/TrstSvc/{path}"
    for path in (
        "TrustedList/Svcstatus/granted",
        "TrustedList/Svcstatus/recognisedatnationallevel",
        "Svcstatus/inaccord",
        "Svcstatus/undersupervision",
        "Svcstatus/accredited",
        "eSigDir-1999-93-EC-TrustedList/Svcstatus/inaccord",
    )
)
TWO_D_DOC = "2D-Doc"
FILE_PURPOSES = ("pades", "cades", "asic-e")


def looks_like(data: bytes) -> bool:
    """Say whether `data` starts like a trusted list."""
    return MARK in data[:1024] and data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def read_tsl(
    data: bytes, source: str, known: Sequence[Certificate] = (), added: date | None = None
) -> SignedList:
    """Return the anchors of a trusted list whose signature holds.

    `known` are certificates of list signers, or of who issued them, that the operator trusts.
    Raises TrustStoreError, which names the file, when it is damaged or not signed right.
    """
    try:
        root = plain_xml.read(data, MAX_LIST)
        signed = xml_signature.check(root)
    except Malformed as why:
        raise TrustStoreError(f"{source}: not a signed trusted list ({why.detail})") from why
    if not signed.holds:
        raise TrustStoreError(f"{source}: the list's signature does not fit its content")
    signer = signed.signer
    issuer = next((one for one in known if chain.issued_by(signer, one)), None)
    authority = issuer or signer
    scheme = root.find(f"{TSL}SchemeInformation")
    return SignedList(
        anchors=tuple(_anchors(root, source, added)),
        signer=signer.subject,
        authority=authority.subject,
        authority_fingerprint=authority.fingerprint().hex(),
        authority_known=issuer is not None or any(one.der == signer.der for one in known),
        issued=_moment(scheme, "ListIssueDateTime"),
        next_update=_moment(scheme, "NextUpdate"),
    )


def _anchors(root: Element, source: str, added: date | None) -> Iterator[Anchor]:
    names = [one.text or "" for one in root.iter(f"{TSL}SchemeName") for one in one.iter()]
    for_barcodes = any(TWO_D_DOC in name for name in names)
    for provider in root.iter(f"{TSL}TrustServiceProvider"):
        trade_name = provider.findtext(f"{TSL}TSPInformation/{TSL}TSPTradeName/{TSL}Name")
        for service in provider.iter(f"{TSL}ServiceInformation"):
            if (service.findtext(f"{TSL}ServiceStatus") or "").strip() not in IN_FORCE:
                continue
            for certificate in _certificates(service):
                yield Anchor(
                    kind=AnchorKind.CERTIFICATE,
                    data=certificate.der,
                    source=f"{source}: {certificate.subject}",
                    added=added,
                    purposes=("2d-doc",) if for_barcodes else FILE_PURPOSES,
                    issuer=trade_name.strip() if for_barcodes and trade_name else None,
                )


def _certificates(service: Element) -> Iterator[Certificate]:
    path = f"{TSL}ServiceDigitalIdentity/{TSL}DigitalId/{TSL}X509Certificate"
    for element in service.findall(path):
        try:
            yield read(plain_xml.base64_content(element))
        except (BadCertificate, Malformed):
            continue  # one provider's odd certificate must not cost all others


def _moment(scheme: Element, name: str) -> datetime | None:
    found = None if scheme is None else scheme.find(TSL + name)
    text = "" if found is None else "".join(found.itertext()).strip()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
