"""Sealed bytes: one format byte, a random nonce, then AES-256-GCM.

The format byte and the caller's `about` are authenticated: bytes moved to another row, kind or
person do not open.

Source: NIST SP 800-38D (GCM; 96-bit random nonces, far below 2^32 seals for each key).
"""

from __future__ import annotations

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from verifier.errors import CandorError

FORMAT = b"\x01"  # AES-256-GCM, 12-byte nonce, 16-byte tag
_NONCE_BYTES = 12
_TAG_BYTES = 16
OVERHEAD = len(FORMAT) + _NONCE_BYTES + _TAG_BYTES  # bytes


class SealedError(CandorError):
    """The bytes do not open: altered, moved, or of another key. It never says which."""

    def __init__(self) -> None:
        super().__init__("sealed bytes do not open")


def new_dek() -> bytes:
    """Return a random 32-byte data key."""
    return secrets.token_bytes(32)


def seal(dek: bytes, value: bytes, about: str) -> bytes:
    """Return `value` sealed under `dek` for `about`."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return FORMAT + nonce + AESGCM(dek).encrypt(nonce, value, _authenticated(about))


def unseal(dek: bytes, sealed: bytes, about: str) -> bytes:
    """Return what was sealed; raises SealedError."""
    if len(sealed) < OVERHEAD or sealed[:1] != FORMAT:
        raise SealedError
    nonce, box = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
    try:
        return AESGCM(dek).decrypt(nonce, box, _authenticated(about))
    except InvalidTag:
        raise SealedError from None


def _authenticated(about: str) -> bytes:
    return FORMAT + about.encode()
