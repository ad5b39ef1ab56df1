"""The platform's signing key: Ed25519 or P-256, from PEM, and its public half as a JWK Set.

Sources: RFC 7517 (JWK), RFC 7638 (thumbprint as key id), RFC 8037 and RFC 9864 (EdDSA with Ed25519,
named in full), RFC 7518, 3.4 (ES256).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, OKPKey

from verifier.errors import CandorError

ALGORITHMS = {"Ed25519": "Ed25519", "P-256": "ES256"}


class KeyFormatError(CandorError):
    """A signing key or key set cannot be used; the message says what is expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKey:
    """A private key with its algorithm and identifier; the key itself is never shown."""

    key: OKPKey | ECKey
    algorithm: str
    kid: str

    def __repr__(self) -> str:
        """Return what may stand in a log."""
        return f"SigningKey(algorithm={self.algorithm!r}, kid={self.kid!r})"


def load_key(pem: bytes, kid: str | None = None, password: bytes | None = None) -> SigningKey:
    """Return the signing key of a PEM; `kid` is its RFC 7638 thumbprint unless given.

    Raises KeyFormatError.
    """
    for kind in (OKPKey, ECKey):
        try:
            key = kind.import_key(pem, password=password)
        except (JoseError, ValueError, TypeError, AttributeError):
            continue
        return _checked(key, kid)
    raise KeyFormatError("the key is not a PEM of an Ed25519 or P-256 private key")


def generate_key(algorithm: str = "Ed25519", kid: str | None = None) -> SigningKey:
    """Return a new signing key for Ed25519 (EdDSA) or ES256."""
    if algorithm == "Ed25519":
        return _checked(OKPKey.generate_key("Ed25519"), kid)
    if algorithm == "ES256":
        return _checked(ECKey.generate_key("P-256"), kid)
    raise KeyFormatError("the algorithm is Ed25519 or ES256")


def private_pem(key: SigningKey, password: str | None = None) -> bytes:
    """Return the private key as PKCS #8 PEM, encrypted where a password is given."""
    return bytes(key.key.as_pem(private=True, password=password))


def public_jwks(*keys: SigningKey) -> dict[str, Any]:
    """Return the public halves as a JWK Set, which anyone may have."""
    return {
        "keys": [
            {**key.key.as_dict(private=False), "kid": key.kid, "alg": key.algorithm, "use": "sig"}
            for key in keys
        ]
    }


def public_key(jwk: Mapping[str, Any]) -> OKPKey | ECKey | None:
    """Return a public key of a set, or None for a kind we do not use."""
    if jwk.get("crv") not in ALGORITHMS:
        return None
    public: dict[str, str | list[str]] = {
        name: str(jwk[name]) for name in ("kty", "crv", "x", "y") if name in jwk
    }
    try:
        return OKPKey.import_key(public) if jwk.get("kty") == "OKP" else ECKey.import_key(public)
    except (JoseError, ValueError, TypeError, KeyError):
        return None


def algorithm_of(key: OKPKey | ECKey) -> str:
    """Return the one algorithm a key signs with: the token never chooses (RFC 8725, 3.1)."""
    return ALGORITHMS[str(key.curve_name)]


def _checked(key: OKPKey | ECKey, kid: str | None) -> SigningKey:
    if key.curve_name not in ALGORITHMS:
        raise KeyFormatError("the key is neither Ed25519 nor P-256")
    if not key.is_private:
        raise KeyFormatError("the key is public; signing needs the private one")
    return SigningKey(key=key, algorithm=algorithm_of(key), kid=kid or str(key.thumbprint()))
