"""A public key as SubjectPublicKeyInfo: what kind it is, and the form each library wants.

Sources: RFC 5480 (elliptic curves), RFC 8017 (RSA), RFC 8410 (EdDSA).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from asn1crypto import keys
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.types import PublicKeyTypes
from cryptography.hazmat.primitives.serialization import load_der_public_key

from verifier.seal.crypto import ec_curves
from verifier.seal.crypto.curves import Curve, Point
from verifier.seal.crypto.x509 import ASN1_ERRORS


@dataclass(frozen=True, slots=True, kw_only=True)
class CurvePoint:
    """An elliptic-curve key that the kept library refuses: its listed curve and its point."""

    curve: Curve
    point: Point


@lru_cache(maxsize=4096)
def usable(spki: bytes) -> PublicKeyTypes | CurvePoint | None:
    """Return the key in the best form there is, or None for a kind that cannot be used."""
    try:
        return load_der_public_key(spki)
    except (UnsupportedAlgorithm, ValueError, TypeError):
        pass
    try:
        return _curve_point(keys.PublicKeyInfo.load(spki))
    except ASN1_ERRORS:
        return None


def kind(spki: bytes) -> str:
    """Return `ec`, `rsa`, `ed25519` ... or the dotted identifier of an unknown kind."""
    try:
        algorithm = keys.PublicKeyInfo.load(spki)["algorithm"]["algorithm"]
        return str(algorithm.native)
    except ASN1_ERRORS:
        return ""


def _curve_point(info: Any) -> CurvePoint | None:
    if info["algorithm"]["algorithm"].native != "ec":
        return None
    curve = _curve(info["algorithm"]["parameters"])
    if curve is None:
        return None
    point = _point(curve, bytes(info["public_key"].native))
    return None if point is None else CurvePoint(curve=curve, point=point)


def _curve(parameters: Any) -> Curve | None:
    if parameters.name == "named":
        return ec_curves.BY_OID.get(parameters.chosen.dotted)
    if parameters.name != "specified":
        return None
    written = parameters.chosen
    generator = bytes(written["base"].native)
    size = (len(generator) - 1) // 2
    if generator[0] != 4:  # SEC 1, 2.3.4: uncompressed; no document key was seen otherwise
        return None
    return ec_curves.matching(
        p=int(written["field_id"]["parameters"].native),
        a=int.from_bytes(written["curve"]["a"].native, "big"),
        b=int.from_bytes(written["curve"]["b"].native, "big"),
        generator=(
            int.from_bytes(generator[1 : 1 + size], "big"),
            int.from_bytes(generator[1 + size :], "big"),
        ),
        order=int(written["order"].native),
    )


def _point(curve: Curve, octets: bytes) -> Point | None:
    size = curve.field_bytes
    if len(octets) == 2 * size + 1 and octets[0] == 4:
        return int.from_bytes(octets[1 : size + 1], "big"), int.from_bytes(
            octets[size + 1 :], "big"
        )
    if len(octets) != size + 1 or octets[0] not in (2, 3) or curve.p % 4 != 3:
        return None
    x = int.from_bytes(octets[1:], "big")  # SEC 1, 2.3.4: the root is direct for p = 3 mod 4
    y = pow(x * x * x + curve.a * x + curve.b, (curve.p + 1) // 4, curve.p)
    return x, y if y & 1 == octets[0] & 1 else curve.p - y
