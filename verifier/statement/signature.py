"""Sign a paper as a JWS, and verify one offline, against keys the verifier already has.

Sources: RFC 7515 (JWS compact form), RFC 8725 (explicit typing, the key fixes the algorithm).
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from joserfc import jws
from joserfc.errors import JoseError

from verifier.statement.form import RECEIPT, STATEMENT, Paper, form
from verifier.statement.keys import ALGORITHMS, SigningKey, algorithm_of, public_key

TYPES = {STATEMENT: "candor-statement+jws", RECEIPT: "candor-receipt+jws"}
_LONGEST = 256 * 1024  # bytes; a statement with every reason there is stays far below
_ALLOWED = list(ALGORITHMS.values())


class Genuine(StrEnum):
    """How a verification ended."""

    GENUINE = "genuine"
    UNKNOWN_KEY = "unknown_key"
    INVALID_SIGNATURE = "invalid_signature"
    MALFORMED = "malformed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What became of a signed paper; `payload` is there only when it is genuine."""

    status: Genuine
    digest: str
    kid: str | None = None
    payload: Mapping[str, Any] = field(default_factory=dict)


def sign(paper: Paper, key: SigningKey) -> str:
    """Return a paper as a compact JWS with `typ` and `kid`."""
    content = form(paper)
    header = {"alg": key.algorithm, "kid": key.kid, "typ": TYPES[str(content["schema"])]}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return jws.serialize_compact(header, text.encode("utf-8"), key.key, algorithms=_ALLOWED)


def digest(signed: str) -> str:
    """Return the SHA-256 of a signed paper in hexadecimal: what its PDF prints."""
    return hashlib.sha256(signed.strip().encode("utf-8", "replace")).hexdigest()


def verify_statement(signed: str, jwks: Mapping[str, Any]) -> Verified:
    """Verify a signed statement or receipt against a JWK Set; never raises for a bad paper."""
    signed = signed.strip()
    header = _header(signed)
    if header is None or header.get("typ") not in TYPES.values():
        return Verified(status=Genuine.MALFORMED, digest=digest(signed))
    kid = str(header.get("kid"))
    keys = [jwk for jwk in _keys(jwks) if jwk.get("kid") == kid]
    known = [key for jwk in keys if (key := public_key(jwk)) is not None]
    if not known:
        return Verified(status=Genuine.UNKNOWN_KEY, digest=digest(signed), kid=kid)
    for key in known:
        try:
            opened = jws.deserialize_compact(signed, key, algorithms=[algorithm_of(key)])
            payload = json.loads(opened.payload)
        except (JoseError, ValueError, RecursionError):
            continue
        if isinstance(payload, dict) and TYPES.get(str(payload.get("schema"))) == header["typ"]:
            return Verified(status=Genuine.GENUINE, digest=digest(signed), kid=kid, payload=payload)
    return Verified(status=Genuine.INVALID_SIGNATURE, digest=digest(signed), kid=kid)


def _header(signed: str) -> dict[str, Any] | None:
    """Return the header of a compact JWS, read only to choose the key; None when there is none."""
    if len(signed) > _LONGEST or signed.count(".") != 2:
        return None
    head = signed.split(".", 1)[0]
    try:
        raw = base64.b64decode(head + "=" * (-len(head) % 4), altchars=b"-_", validate=True)
        header = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    return header if isinstance(header, dict) else None


def _keys(jwks: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    keys = jwks.get("keys") if isinstance(jwks, Mapping) else None
    return [key for key in keys if isinstance(key, Mapping)] if isinstance(keys, list) else []
