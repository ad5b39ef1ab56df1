"""Directories of JSON web keys: which issuer lists which key. A key counts only for its issuer.

Sources: SMART Health Cards Framework, "Determining keys associated with an issuer"; the VCI
directory snapshot (`issuerInfo`); RFC 7517, RFC 7518 6.2.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from joserfc.errors import JoseError
from joserfc.jwk import OctKey, import_key

from verifier.model.trust import AnchorKind, TrustStore
from verifier.seal.trust.anchors import TrustedKey, allows


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedKey:
    """One key of one issuer; `issuer` is None in a plain key set that names none."""

    issuer: str | None
    key_id: str
    spki: bytes


def keys_of(trust: TrustStore, scheme: str, issuer: str) -> tuple[tuple[str, TrustedKey], ...]:
    """Return (key id, key) for every trusted key that `issuer` may sign with in `scheme`."""
    return tuple(
        (listed.key_id, TrustedKey(anchor=anchor, spki=listed.spki))
        for anchor in trust.anchors
        if anchor.kind is AnchorKind.JWK_DIRECTORY and allows(anchor, scheme)
        for listed in listed_keys(anchor.data)
        if (listed.issuer or anchor.issuer) == issuer
    )


@lru_cache(maxsize=64)
def listed_keys(directory: bytes) -> tuple[ListedKey, ...]:
    """Return the signing keys in a directory; entries of other kinds are passed over."""
    try:
        value = json.loads(directory)
    except (ValueError, RecursionError):
        return ()
    return tuple(_directory(value)) if isinstance(value, dict) else ()


def _directory(value: dict[str, Any]) -> Iterator[ListedKey]:
    for entry in value.get("issuerInfo") or ():
        issuer = entry.get("issuer") if isinstance(entry, dict) else None
        address = issuer.get("iss") if isinstance(issuer, dict) else None
        if isinstance(address, str):
            yield from _key_set(entry.get("keys"), address)
    yield from _key_set(value.get("keys"), None)


def _key_set(keys: Any, issuer: str | None) -> Iterator[ListedKey]:
    for key in keys if isinstance(keys, list) else ():
        if not isinstance(key, dict) or key.get("crv") != "P-256":  # all that SHC allows
            continue
        spki = public_key(key)
        if spki is not None and isinstance(key.get("kid"), str):
            yield ListedKey(issuer=issuer, key_id=key["kid"], spki=spki)


def public_key(key: dict[str, Any]) -> bytes | None:
    """Return a web key as SubjectPublicKeyInfo in DER, or None for secrets and damaged ones."""
    if key.get("kty") not in ("EC", "RSA", "OKP") or key.get("use", "sig") != "sig":
        return None
    public = {name: key[name] for name in _PUBLIC if name in key}
    try:
        made = import_key(public)
        return None if isinstance(made, OctKey) else bytes(made.as_der(private=False))
    except (JoseError, ValueError, TypeError):
        return None


# The members that make a public key (RFC 7518, 6; RFC 8037, 2); private ones are not even read.
_PUBLIC = ("kty", "crv", "x", "y", "n", "e")
