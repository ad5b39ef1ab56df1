"""An enveloped XML signature over a whole document, in the one form the portal of Kazakhstan uses.

Sources: W3C XML Signature 1.1 (4.4, 6.6.4) and Canonical XML 1.0. Wrapping attacks live on
freedom, so there is none: one signature, a child of the root, one reference with an empty URI,
exactly the enveloped transform and then canonicalisation.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass

from lxml import etree

from verifier.seal.errors import Malformed, Unsupported
from verifier.seal.formats.plain_xml import Element, base64_content, canonical

DS = "{http://www.w3.org/2000/09/xmldsig#}"
ENVELOPED = "http://www.w3.org/2000/09/xmldsig#enveloped-signature"
CANONICAL = (
    "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
    "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments",
)
MAX_SIGNED_INFO = 16 * 1024  # bytes; it names two algorithms and one digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A signature taken apart.

    `signed_info` and `signed_document` are the canonical bytes the signature value and the digest
    cover; `certificate` is the one the document brought along.
    """

    method: str
    value: bytes
    signed_info: bytes
    digest_method: str
    digest: bytes
    signed_document: bytes
    certificate: bytes


def find(root: Element) -> Signature | None:
    """Return the document's signature, None when it has none.

    Raises Malformed for any other arrangement and Unsupported for another canonicalisation.
    """
    signatures = list(root.iter(f"{DS}Signature"))
    if not signatures:
        return None
    element = signatures[0]
    if len(signatures) > 1 or element.getparent() is not root:
        raise Malformed("not a single signature under the root")
    info = _only(element, "SignedInfo")
    signed_info = _canonical_part(info)
    if len(signed_info) > MAX_SIGNED_INFO:
        raise Malformed("a signature larger than any")
    reference = _only(info, "Reference")
    _expect_whole_document(reference)
    if _algorithm(info, "CanonicalizationMethod") not in CANONICAL:
        raise Unsupported("no known canonicalisation")
    key = _only(_only(element, "KeyInfo"), "X509Data")
    return Signature(
        method=_algorithm(info, "SignatureMethod"),
        value=base64_content(_only(element, "SignatureValue")),
        signed_info=signed_info,
        digest_method=_algorithm(reference, "DigestMethod"),
        digest=base64_content(_only(reference, "DigestValue")),
        signed_document=_without(root, element),
        certificate=base64_content(_only(key, "X509Certificate")),
    )


def _expect_whole_document(reference: Element) -> None:
    if reference.get("URI") != "":
        raise Malformed("the signature does not cover the whole document")
    transforms = [one.get("Algorithm") for one in _only(reference, "Transforms")]
    if len(transforms) != 2 or transforms[0] != ENVELOPED or transforms[1] not in CANONICAL:
        raise Malformed("not the transforms of a whole document")
    if any(len(one) for one in _only(reference, "Transforms")):
        raise Malformed("a transform with parameters")


def _only(parent: Element, name: str) -> Element:
    children = parent.findall(DS + name)
    if len(children) != 1:
        raise Malformed(f"not exactly one {name}")
    return children[0]


def _algorithm(parent: Element, name: str) -> str:
    return str(_only(parent, name).get("Algorithm") or "")


def _canonical_part(element: Element) -> bytes:
    """Return an element's canonical form with the namespaces of its ancestors (C14N 1.0, 2.4)."""
    alone = etree.Element(element.tag, attrib=dict(element.attrib), nsmap=element.nsmap)
    alone.text = element.text
    for child in element:
        alone.append(copy.deepcopy(child))
    return canonical(alone)


def _without(root: Element, element: Element) -> bytes:
    """Return the document's canonical form without the signature, text around it kept."""
    tree = copy.deepcopy(root.getroottree())
    signature = tree.getroot()[root.index(element)]
    parent, before = signature.getparent(), signature.getprevious()
    tail = signature.tail or ""
    if before is None:
        parent.text = (parent.text or "") + tail
    else:
        before.tail = (before.tail or "") + tail
    parent.remove(signature)
    return canonical(tree)
