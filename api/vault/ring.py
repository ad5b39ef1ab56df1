"""A ring of key-encryption keys held in memory, and the keys derived from its root.

One `root` gives the keys of keyed hashes and signatures and must never change: without it no
fingerprint matches and no checkpoint verifies. Several `key`s wrap data keys; the last one is
current, the others only unwrap until `rotate` has moved their data keys.

Written as items parted by white space or commas: `root=BASE64 key=BASE64 key=BASE64`, each 32
random bytes. A bare BASE64 is a key; without a root the first key stands in for it (the two uses
are separated by HKDF). `#` starts a comment.

Sources: RFC 3394 (key wrap), RFC 5869 (HKDF).
"""

from __future__ import annotations

import base64
import binascii
import re
import secrets
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.keywrap import (
    InvalidUnwrap,
    aes_key_unwrap,
    aes_key_wrap,
)

from verifier.errors import CandorError

KEY_BYTES = 32
_ID_BYTES = 6  # names a key among a handful; collisions only matter within one ring


class KeyRingError(CandorError):
    """The keys are not written as a ring; the message never carries one."""


class UnknownKeyError(CandorError):
    """A data key was wrapped by a key that this ring lacks, or was altered."""


def derive(secret: bytes, purpose: str, length: int = KEY_BYTES) -> bytes:
    """Return `length` bytes for `purpose` (RFC 5869, no salt: the secret is uniform)."""
    info = b"candor/1/" + purpose.encode()
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=info).derive(secret)


def new_key() -> str:
    """Return a new random key as a ring writes it."""
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()


class KeyRing:
    """A `KeyProvider` over keys in memory."""

    def __init__(self, keys: Sequence[bytes], root: bytes | None = None) -> None:
        if not keys:
            raise KeyRingError("there is no key in the ring")
        self._root = derive(root or keys[0], "root")
        self._keys = {derive(key, "kek-id", _ID_BYTES).hex(): derive(key, "kek") for key in keys}
        self.current = derive(keys[-1], "kek-id", _ID_BYTES).hex()

    def __repr__(self) -> str:
        return f"KeyRing({len(self._keys)} keys, current {self.current})"

    @property
    def ids(self) -> tuple[str, ...]:
        """The names of the keys, the oldest first."""
        return tuple(self._keys)

    def wrap(self, dek: bytes) -> tuple[str, bytes]:
        """Return the name of the current key and `dek` wrapped by it (RFC 3394)."""
        return self.current, aes_key_wrap(self._keys[self.current], dek)

    def unwrap(self, kek_id: str, wrapped: bytes) -> bytes:
        """Return the data key; raises UnknownKeyError."""
        if kek_id not in self._keys:
            raise UnknownKeyError(f"key {kek_id} is not in the ring; give it back until rotation")
        try:
            return aes_key_unwrap(self._keys[kek_id], wrapped)
        except (InvalidUnwrap, InvalidTag, ValueError):
            raise UnknownKeyError(f"a data key does not unwrap with key {kek_id}") from None

    def mac_key(self, purpose: str, platform_id: str) -> bytes:
        """Return the 32-byte key of keyed hashes for one purpose and platform."""
        return derive(self._root, f"mac/{purpose}/{platform_id}")


def ring(text: str) -> KeyRing:
    """Return the ring that `text` writes; raises KeyRingError naming the item's place."""
    bare = "\n".join(line.partition("#")[0] for line in text.splitlines())
    keys: list[bytes] = []
    roots: list[bytes] = []
    for place, item in enumerate(re.split(r"[\s,]+", bare.strip()), start=1):
        if item:
            name, value = _parted(item)
            if name not in ("key", "root"):
                raise KeyRingError(f"item {place} is neither a key nor a root")
            (roots if name == "root" else keys).append(_decoded(value, place))
    if len(roots) > 1:
        raise KeyRingError("there are several roots; exactly one can be right")
    return KeyRing(keys, roots[0] if roots else None)


def _parted(item: str) -> tuple[str, str]:
    found = re.match(r"([a-z]+)=(?=[^=])", item)  # base64 may end in =
    return (found[1], item[found.end() :]) if found else ("key", item)


def _decoded(value: str, place: int) -> bytes:
    try:
        key = base64.b64decode(value.replace("-", "+").replace("_", "/"), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES or len(set(key)) < KEY_BYTES // 4:
        raise KeyRingError(f"item {place} is not 32 random bytes in base64")
    return key
