"""Random secrets and what is kept of them.

A secret of 256 random bits cannot be guessed, so one SHA-256 keeps it (NIST SP 800-63B, 5.1.2.2:
look-up secrets with at least 112 bits of entropy need no slow hash).
"""

from __future__ import annotations

import hashlib
import secrets

_BYTES = 32


def new_secret(prefix: str) -> str:
    """Return `<prefix>_` and 256 random bits in the URL-safe alphabet."""
    return f"{prefix}_{secrets.token_urlsafe(_BYTES)}"


def digest(secret: str) -> bytes:
    """Return what is stored instead of the secret."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).digest()
