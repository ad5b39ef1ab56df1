"""XML from strangers: no document types, no entities, no network, UTF-8 only.

Sources: W3C XML 1.0; the attacks are entity expansion, external entities and parser differences by
encoding. Comments are dropped on reading: a same-document reference leaves them out of what is
signed (XML Signature, 4.4.3.3), so they must not be able to split a value either.
"""

from __future__ import annotations

import base64
import binascii
from typing import Any

from lxml import etree

from verifier.seal.errors import Malformed

Element = Any  # lxml has no types
ENCODINGS = ("utf-8", "ascii", "us-ascii")


def read(data: bytes, limit: int) -> Element:
    """Return the root element of `data`; raises Malformed, also above `limit` bytes."""
    if len(data) > limit:
        raise Malformed("the document is larger than any of its kind")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise Malformed("the document is not UTF-8") from None
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise Malformed("the document declares a document type")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise Malformed("the document is not well-formed XML") from None
    declared = root.getroottree().docinfo.encoding
    if declared is not None and declared.lower() not in ENCODINGS:
        raise Malformed("the document declares another encoding than UTF-8")
    return root


def canonical(part: Element, *, exclusive: bool = False) -> bytes:
    """Return the canonical form of a tree or of an element alone (C14N 1.0, or exclusive).

    Raises Malformed for what has none, such as relative namespaces.
    """
    try:
        return bytes(etree.tostring(part, method="c14n", exclusive=exclusive, with_tail=False))
    except (etree.LxmlError, ValueError):
        raise Malformed("the document has no canonical form") from None


def local_name(element: Element) -> str:
    """Return the tag without its namespace, "" for anything but an element."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def content(element: Element) -> str:
    """Return all text of an element without child elements, "" otherwise."""
    return (element.text or "").strip() if element is not None and not len(element) else ""


def base64_content(element: Element) -> bytes:
    """Return the bytes an element holds in Base64, line breaks allowed; raises Malformed."""
    packed = "".join(content(element).split())
    try:
        value = base64.b64decode(packed, validate=True)
    except (binascii.Error, ValueError):
        raise Malformed("a value is not Base64") from None
    if not value or base64.b64encode(value).decode("ascii") != packed:
        raise Malformed("a value is not written canonically")
    return value
