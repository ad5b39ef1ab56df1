"""Base45, strictly: no trimming (a space is a digit), no value out of range. Source: RFC 9285."""

from __future__ import annotations

import base45

from verifier.seal.errors import Malformed

ALPHABET = frozenset(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
MAX_TEXT = 128 * 1024  # characters; a QR code holds 4,296


def decode(text: bytes) -> bytes:
    """Return the bytes that `text` stands for.

    Raises Malformed.
    """
    if len(text) > MAX_TEXT:
        raise Malformed("longer than any code")
    if not ALPHABET.issuperset(text) or len(text) % 3 == 1:
        raise Malformed("not Base45")
    try:
        return bytes(base45.b45decode(text.decode("ascii")))
    except (ValueError, IndexError, OverflowError) as why:
        raise Malformed("not Base45") from why
