"""Checking signatures: pyca/cryptography first, plain arithmetic for the keys it refuses.

Every function answers yes or no and never raises: a key of the wrong kind signs nothing.
Sources: FIPS 186-4, RFC 8017, RFC 8032, BSI TR-03111 (plain r||s form).
"""

from __future__ import annotations

import hashlib

from asn1crypto import algos
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)

from verifier.seal.crypto.curves import Curve, Point, combined_x, contains
from verifier.seal.crypto.keys import CurvePoint, usable
from verifier.seal.crypto.x509 import ASN1_ERRORS

HASHES: dict[str, hashes.HashAlgorithm] = {
    "sha1": hashes.SHA1(),  # noqa: S303 - only old revocation lists use it; never for content
    "sha224": hashes.SHA224(),
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}


def ecdsa(spki: bytes, digest: str, message: bytes, r: int, s: int) -> bool:
    """Say whether (r, s) signs `message` under the key; `digest` is a name in HASHES."""
    key = usable(spki)
    if isinstance(key, CurvePoint):
        hashed = hashlib.new(digest, message, usedforsecurity=False).digest()
        return _ecdsa_plain(key.curve, key.point, hashed, r, s)
    if not isinstance(key, ec.EllipticCurvePublicKey) or min(r, s) < 1:
        return False
    try:
        key.verify(encode_dss_signature(r, s), message, ec.ECDSA(HASHES[digest]))
    except (InvalidSignature, UnsupportedAlgorithm, ValueError):
        return False
    return True


def ecdsa_raw(spki: bytes, digest: str, message: bytes, signature: bytes) -> bool:
    """Check a signature written as r||s, each as long as the curve's order."""
    half = order_bytes(spki)
    if half == 0 or len(signature) != 2 * half:
        return False
    r, s = signature[:half], signature[half:]
    return ecdsa(spki, digest, message, int.from_bytes(r, "big"), int.from_bytes(s, "big"))


def ecdsa_der(spki: bytes, digest: str, message: bytes, signature: bytes) -> bool:
    """Check a signature written as SEQUENCE of r and s."""
    try:
        r, s = decode_dss_signature(signature)
    except ValueError:
        return False
    return ecdsa(spki, digest, message, r, s)


def order_bytes(spki: bytes) -> int:
    """Return the bytes of one half of a raw signature, or 0 when it is no curve key."""
    key = usable(spki)
    if isinstance(key, CurvePoint):
        return key.curve.order_bytes
    if isinstance(key, ec.EllipticCurvePublicKey):
        return (key.curve.group_order.bit_length() + 7) // 8
    return 0


def rsa_pkcs1(spki: bytes, digest: str, message: bytes, signature: bytes) -> bool:
    """Check an RSASSA-PKCS1-v1_5 signature."""
    return _rsa(spki, digest, message, signature, padding.PKCS1v15())


def rsa_pss(
    spki: bytes, digest: str, message: bytes, signature: bytes, salt: int | None = None
) -> bool:
    """Check an RSASSA-PSS signature; `salt` bytes, as many as the hash when None."""
    algorithm = HASHES[digest]
    scheme = padding.PSS(
        mgf=padding.MGF1(algorithm), salt_length=algorithm.digest_size if salt is None else salt
    )
    return _rsa(spki, digest, message, signature, scheme)


def eddsa(spki: bytes, message: bytes, signature: bytes) -> bool:
    """Check an Ed25519 or Ed448 signature."""
    key = usable(spki)
    if not isinstance(key, ed25519.Ed25519PublicKey | ed448.Ed448PublicKey):
        return False
    try:
        key.verify(signature, message)
    except InvalidSignature:
        return False
    return True


def _rsa(
    spki: bytes,
    digest: str,
    message: bytes,
    signature: bytes,
    scheme: padding.PKCS1v15 | padding.PSS,
) -> bool:
    key = usable(spki)
    if not isinstance(key, rsa.RSAPublicKey):
        return False
    try:
        key.verify(signature, message, scheme, HASHES[digest])
    except (InvalidSignature, UnsupportedAlgorithm, ValueError):
        return False
    return True


def _ecdsa_plain(curve: Curve, public: Point, hashed: bytes, r: int, s: int) -> bool:
    # FIPS 186-4, 6.4.2 with the truncation of SEC 1, 4.1.4 step 3.
    n = curve.order
    if not (0 < r < n and 0 < s < n) or not contains(curve, public):
        return False
    e = int.from_bytes(hashed, "big") >> max(0, 8 * len(hashed) - n.bit_length())
    w = pow(s, -1, n)
    x = combined_x(curve, e * w % n, r * w % n, public)
    return x is not None and x % n == r


def pss_parameters(algorithm: bytes) -> tuple[str, int] | None:
    """Return hash name and salt length of an RSASSA-PSS AlgorithmIdentifier (RFC 4055, 3.1)."""
    try:
        native = algos.SignedDigestAlgorithm.load(algorithm)["parameters"].native
        digest = str(native["hash_algorithm"]["algorithm"])
        mask = str(native["mask_gen_algorithm"]["parameters"]["algorithm"])
        salt = int(native["salt_length"])
    except ASN1_ERRORS:
        return None
    return (digest, salt) if digest == mask and digest in HASHES else None
