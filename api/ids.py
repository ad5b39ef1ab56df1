"""Names of stored things: a prefix that says what it is, and 120 random bits."""

from __future__ import annotations

import base64
import secrets

_RANDOM_BYTES = 15  # 24 letters of base 32, no padding


def new_id(prefix: str) -> str:
    """Return a new name such as `ver_mzxw6ytboi4dqmjsgq2tk3tb`."""
    return f"{prefix}_{base64.b32encode(secrets.token_bytes(_RANDOM_BYTES)).decode().lower()}"
