"""Files of trust to anchors: certificates, keys, key directories, signer lists, revocation lists.

Every error says which file and what would be right. Sources: RFC 5280, RFC 7468 (PEM), RFC 7517
(JWK sets), the SMART Health Cards issuer directory (VCI), the EU DCC gateway's signer lists.
"""

from __future__ import annotations

import base64
import binascii
import json
from pathlib import Path
from typing import Any

from asn1crypto import keys, pem

from verifier.errors import TrustStoreError
from verifier.model.trust import Anchor, AnchorKind, Revocations
from verifier.seal.crypto.chain import read_revocation_list
from verifier.seal.crypto.x509 import ASN1_ERRORS, BadCertificate, read
from verifier.seal.trust import master_list, tsl
from verifier.seal.trust.key_directory import public_key

MAX_FILE = 32 * 1024 * 1024  # the largest public list seen is 3 MB
HINT = "expected a certificate or public key (PEM or DER), a JWK set, or a signer list (JSON)"


def load_anchor(path: Path, key_id: str | None = None) -> tuple[Anchor, ...]:
    """Return the anchors in a file, in its order.

    `key_id` is the identifier under which codes refer to the key, for files that carry none.
    Raises TrustStoreError, which names the file and what was expected.
    """
    data = _read(path)
    anchors = read_anchors(data, path.name, key_id)
    if not anchors:
        raise TrustStoreError(f"{path.name}: {HINT}")
    return anchors


def load_revocation(path: Path) -> Revocations:
    """Return the CRL (DER or PEM) or card list (JSON with `rids`) in a file.

    Raises TrustStoreError.
    """
    data = _read(path)
    if data.lstrip()[:1] == b"{":
        listed = _json(data, path.name)
        if not isinstance(listed.get("rids"), list) or not isinstance(listed.get("kid"), str):
            raise TrustStoreError(f"{path.name}: a card revocation list has `kid` and `rids`")
        return Revocations(card_lists=(data,))
    blocks = tuple(body for _, body in _pem_blocks(data)) if pem.detect(data) else (data,)
    if not blocks or any(read_revocation_list(block) is None for block in blocks):
        raise TrustStoreError(f"{path.name}: expected a certificate revocation list or a card list")
    return Revocations(crls=blocks)


def read_anchors(data: bytes, source: str, key_id: str | None = None) -> tuple[Anchor, ...]:
    """Return the anchors in `data`, none when it is of no known form; `source` names the file.

    Raises TrustStoreError when it is of a known form and damaged.
    """
    if master_list.looks_like(data):
        return master_list.read_master_list(data, source).anchors
    if tsl.looks_like(data):
        return tsl.read_tsl(data, source).anchors
    if pem.detect(data):
        found = [_der(body, source, key_id) for _, body in _pem_blocks(data)]
        return tuple(anchor for anchor in found if anchor is not None)
    text = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    if text[:1] in (b"{", b"["):
        return _from_json(_json(text, source), text, source)
    if data[:1] != b"\x30" and b"\n{" in data[:512]:  # a detached signature, then the list
        text = data[data.index(b"\n{") + 1 :]
        return _from_json(_json(text, source), text, source)
    anchor = _der(data, source, key_id)
    return () if anchor is None else (anchor,)


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_FILE:
            raise TrustStoreError(f"{path.name}: larger than any list of keys")
        return path.read_bytes()
    except OSError as why:
        raise TrustStoreError(f"{path}: cannot be read ({why.strerror})") from why


def _pem_blocks(data: bytes) -> list[tuple[str, bytes]]:
    try:
        return [(kind, bytes(body)) for kind, _, body in pem.unarmor(data, multiple=True)]
    except ASN1_ERRORS as why:
        raise TrustStoreError("a PEM file is damaged") from why


def _der(data: bytes, source: str, key_id: str | None) -> Anchor | None:
    kind = AnchorKind.CERTIFICATE
    try:
        data = read(data).der
    except BadCertificate:
        try:
            info = keys.PublicKeyInfo.load(data, strict=True)
            _ = info["algorithm"]["algorithm"].native, info["public_key"].native
        except ASN1_ERRORS:
            return None
        kind = AnchorKind.PUBLIC_KEY
    return Anchor(kind=kind, data=data, source=source, key_id=key_id)


def _json(data: bytes, source: str) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as why:
        raise TrustStoreError(f"{source}: not readable as JSON") from why


def _from_json(value: Any, data: bytes, source: str) -> tuple[Anchor, ...]:
    if isinstance(value, dict) and isinstance(value.get("issuerInfo"), list):
        return (Anchor(kind=AnchorKind.JWK_DIRECTORY, data=bytes(data), source=source),)
    if isinstance(value, dict) and ("kty" in value or isinstance(value.get("keys"), list)):
        return _key_set(value, bytes(data), source)
    return tuple(
        anchor
        for key_id, body in _listed(value)
        if (anchor := _der(body, source, key_id)) is not None
    )


def _key_set(value: dict[str, Any], data: bytes, source: str) -> tuple[Anchor, ...]:
    """Return a key set as a whole (for schemes that ask by issuer) and key by key."""
    keys = [key for key in value.get("keys", [value]) if isinstance(key, dict)]
    single = tuple(
        Anchor(kind=AnchorKind.PUBLIC_KEY, data=spki, source=source, key_id=_text(key.get("kid")))
        for key in keys
        if (spki := public_key(key)) is not None
    )
    if not single:
        return ()
    return (Anchor(kind=AnchorKind.JWK_DIRECTORY, data=data, source=source), *single)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _listed(value: Any) -> list[tuple[str | None, bytes]]:
    """Return (key id in hex, DER) of a signer list in any of its published shapes."""
    if isinstance(value, dict):
        value = value.get("certificates") or value.get("eu_keys") or value
    if not isinstance(value, dict | list):
        return []
    entries = value.items() if isinstance(value, dict) else ((None, entry) for entry in value)
    found: list[tuple[str | None, bytes]] = []
    for key_id, entry in entries:
        for one in entry if isinstance(entry, list) else [entry]:
            body, own_id = _entry(one)
            if body is not None:
                found.append((_hex_id(own_id or key_id), body))
    return found


def _entry(entry: Any) -> tuple[bytes | None, str | None]:
    if isinstance(entry, str):
        return _base64(entry), None
    if not isinstance(entry, dict):
        return None, None
    names = ("rawData", "subjectPk", "certificateRaw", "publicKeyPem", "certificate", "cert")
    text = next((entry[name] for name in names if isinstance(entry.get(name), str)), None)
    key_id = entry.get("kid")
    return (None if text is None else _base64(text)), key_id if isinstance(key_id, str) else None


def _base64(text: str) -> bytes | None:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return None


def _hex_id(key_id: str | None) -> str | None:
    body = None if key_id is None else _base64(key_id.replace("-", "+").replace("_", "/"))
    return None if body is None else body.hex()
