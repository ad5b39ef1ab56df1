"""The XML signature of a trusted list: one signature over the whole list, and XAdES properties.

Sources: ETSI TS 119 612, 5.7 and annex B (enveloped, the list's root under the same root), W3C XML
Signature 1.1, XPath Filter 2.0, ETSI EN 319 132-1 (signed properties). Lists say "all but the
signature" in three ways; with exactly one signature, a child of the root, all three mean the same.
"""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lxml import etree

from verifier.seal.crypto import signature
from verifier.seal.crypto.x509 import BadCertificate, Certificate, read
from verifier.seal.errors import Malformed
from verifier.seal.formats import plain_xml
from verifier.seal.formats.plain_xml import Element, base64_content

DS = "{http://www.w3.org/2000/09/xmldsig#}"
INCLUSIVE = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"
WITHOUT_SIGNATURE = {  # transform, and the expression it must carry
    "http://www.w3.org/2000/09/xmldsig#enveloped-signature": "",
    "http://www.w3.org/2002/06/xmldsig-filter2": "/descendant::ds:Signature",
    "http://www.w3.org/TR/1999/REC-xpath-19991116": "not(ancestor-or-self::ds:Signature)",
}
SIGNED_PROPERTIES = "http://uri.etsi.org/01903#SignedProperties"

_MORE = "http://www.w3.org/2001/04/xmldsig-more#"
_ENC = "http://www.w3.org/2001/04/xmlenc#"
DIGESTS = {_ENC + "sha256": "sha256", _MORE + "sha384": "sha384", _ENC + "sha512": "sha512"}

Check = Callable[[bytes, str, bytes, bytes], bool]
METHODS: Mapping[str, tuple[Check, str]] = {
    f"{_MORE}{kind}-{digest}": (check, digest)
    for kind, check in (("rsa", signature.rsa_pkcs1), ("ecdsa", signature.ecdsa_raw))
    for digest in ("sha256", "sha384", "sha512")
} | {
    f"http://www.w3.org/2007/05/xmldsig-more#{digest}-rsa-MGF1": (signature.rsa_pss, digest)
    for digest in ("sha256", "sha384", "sha512")
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSignature:
    """Whether the signature fits the list, and the certificate it was made with."""

    holds: bool
    signer: Certificate


def check(root: Element) -> ListSignature:
    """Check the list's signature; raises Malformed when it has another form than lists have."""
    signatures = list(root.iter(f"{DS}Signature"))
    if len(signatures) != 1 or signatures[0].getparent() is not root:
        raise Malformed("not a single signature under the root")
    element = signatures[0]
    info = one(element, "SignedInfo")
    method = METHODS.get(one(info, "SignatureMethod").get("Algorithm"))
    if method is None:
        raise Malformed("no known signature algorithm")
    signer = _signer(element)
    verify, digest = method
    value = base64_content(one(element, "SignatureValue"))
    form = one(info, "CanonicalizationMethod").get("Algorithm")
    holds = verify(signer.spki, digest, canonical(info, form), value)
    return ListSignature(holds=holds and _references_hold(root, element, info), signer=signer)


def canonical(element: Element, form: str) -> bytes:
    """Return an element's canonical form in its document's context; raises Malformed."""
    if form == EXCLUSIVE:
        return plain_xml.canonical(element, exclusive=True)
    if form != INCLUSIVE:
        raise Malformed("no known canonicalisation")
    alone = etree.Element(element.tag, attrib=dict(element.attrib), nsmap=element.nsmap)
    alone.text = element.text
    alone.extend(copy.deepcopy(child) for child in element)
    return plain_xml.canonical(alone)


def _references_hold(root: Element, element: Element, info: Element) -> bool:
    references = info.findall(f"{DS}Reference")
    whole = [each for each in references if each.get("URI") == ""]
    others = [each for each in references if each.get("URI") != ""]
    if len(whole) != 1 or any(each.get("Type") != SIGNED_PROPERTIES for each in others):
        raise Malformed("the signature does not cover the whole list")
    return digest_fits(whole[0], _list_alone(root, element, whole[0])) and all(
        digest_fits(each, properties(element, each)) for each in others
    )


def digest_fits(reference: Element, data: bytes) -> bool:
    """Say whether a reference's digest is that of `data`; raises Malformed for an unknown one."""
    digest = DIGESTS.get(one(reference, "DigestMethod").get("Algorithm"))
    if digest is None:
        raise Malformed("no known digest")
    return hashlib.new(digest, data).digest() == base64_content(one(reference, "DigestValue"))


def _list_alone(root: Element, element: Element, reference: Element) -> bytes:
    """Return the list without its signature, in the canonical form the transforms name."""
    form = INCLUSIVE  # XML Signature, 4.4.3.2: what a node-set becomes by itself
    removed = False
    for transform in _transforms(reference):
        algorithm = transform.get("Algorithm")
        if algorithm in WITHOUT_SIGNATURE:
            expression = "".join(transform.itertext()).strip()
            if expression != WITHOUT_SIGNATURE[algorithm]:
                raise Malformed("a transform leaves out more than the signature")
            removed = True
        elif algorithm in (INCLUSIVE, EXCLUSIVE) and not len(transform):
            form = algorithm
        else:
            raise Malformed("no known transform")
    if not removed:
        raise Malformed("the signature would have to cover itself")
    tree = copy.deepcopy(root.getroottree())
    signed = tree.getroot()[root.index(element)]
    before, tail = signed.getprevious(), signed.tail or ""
    if before is None:
        signed.getparent().text = (signed.getparent().text or "") + tail
    else:
        before.tail = (before.tail or "") + tail
    signed.getparent().remove(signed)
    return plain_xml.canonical(tree, exclusive=form == EXCLUSIVE)


def properties(element: Element, reference: Element) -> bytes:
    """Return the canonical form of the signed properties a reference names (XAdES)."""
    name = (reference.get("URI") or "").removeprefix("#")
    found = [
        each for each in element.iter() if isinstance(each.tag, str) and each.get("Id") == name
    ]
    if len(found) != 1 or not name:
        raise Malformed("the signed properties are not found once")
    forms = [each.get("Algorithm") for each in _transforms(reference)] or [INCLUSIVE]
    if len(forms) != 1:
        raise Malformed("no known transform")
    return canonical(found[0], forms[0])


def _transforms(reference: Element) -> list[Element]:
    parents = reference.findall(f"{DS}Transforms")
    return list(parents[0]) if parents else []


def _signer(element: Element) -> Certificate:
    certificates = element.findall(f"{DS}KeyInfo/{DS}X509Data/{DS}X509Certificate")
    if not certificates:
        raise Malformed("the signer's certificate is missing")
    try:
        return read(base64_content(certificates[0]))
    except BadCertificate:
        raise Malformed("the signer's certificate cannot be read") from None


def one(parent: Element, name: str) -> Element:
    """Return the one child of that name in the signature's namespace; raises Malformed."""
    children = parent.findall(DS + name)
    if len(children) != 1:
        raise Malformed(f"not exactly one {name}")
    return children[0]
