"""Where the key-encryption keys come from: a file, the environment, or a key service's hook.

A key beside the data it protects protects nothing: production refuses it. The demo makes its own,
beside its data, and says so loudly.

Source: NIST SP 800-57 part 1, 8.1.5 (keys are stored apart from what they protect).
"""

from __future__ import annotations

import hashlib
import hmac
import importlib
import logging
import os
import secrets
from pathlib import Path
from typing import Protocol, runtime_checkable

from api.settings import Settings, SettingsError
from api.vault.ring import KeyRingError, new_key, ring

log = logging.getLogger("candor.vault")

_FORM = (
    "CANDOR_KEY_FILE (a file outside CANDOR_DATA), CANDOR_KEY (root=BASE64,key=BASE64) or "
    "CANDOR_KEY_HOOK (package.module:factory)"
)
_OTHERS_MAY_READ = 0o077
_LENGTH_BYTES = 8


@runtime_checkable
class KeyProvider(Protocol):
    """Wraps data keys and gives the keys of keyed hashes; `mac_key` must never change."""

    @property
    def current(self) -> str:
        """The name of the key that wraps now."""

    def wrap(self, dek: bytes) -> tuple[str, bytes]:
        """Return the name of the wrapping key and the wrapped data key."""

    def unwrap(self, kek_id: str, wrapped: bytes) -> bytes:
        """Return the data key; raises UnknownKeyError."""

    def mac_key(self, purpose: str, platform_id: str) -> bytes:
        """Return 32 bytes for one purpose and platform, always the same."""


def load_keys(settings: Settings) -> KeyProvider:
    """Return the installation's keys; raises SettingsError naming the variable to set."""
    given = [
        name
        for name, value in (
            ("CANDOR_KEY_FILE", settings.key_file),
            ("CANDOR_KEY", settings.key),
            ("CANDOR_KEY_HOOK", settings.key_hook),
        )
        if value
    ]
    if len(given) > 1:
        raise SettingsError(f"{' and '.join(given)} are all set; keys come from one of them")
    if settings.key_hook:
        return _hooked(settings.key_hook, settings)
    if settings.key:
        return _parsed(settings.key, "CANDOR_KEY")
    if settings.key_file:
        return _from_file(settings.key_file, settings)
    if not settings.demo:
        raise SettingsError(f"production needs keys kept apart from the data: set {_FORM}")
    return _from_file(_demo_file(settings.data / "keys" / "demo.key"), settings)


def mac(keys: KeyProvider, purpose: str, platform_id: str, *parts: bytes) -> bytes:
    """Return 32 bytes that depend on every part and on where one ends and the next begins.

    The same value gives the same bytes and nobody without the key can try values; the key is one
    for each purpose and platform, so nothing compares across platforms. HMAC-SHA-256, RFC 2104.
    """
    made = hmac.new(keys.mac_key(purpose, platform_id), digestmod=hashlib.sha256)
    for part in parts:
        made.update(len(part).to_bytes(_LENGTH_BYTES, "big") + part)
    return made.digest()


def make_key_file(path: Path) -> bool:
    """Write a new ring to `path`, readable by its owner only; False when there is a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    line = f"# Candor keys. Lost keys are lost data; the root never changes.\nroot={new_key()}\n"
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(f"{line}key={new_key()}\n")
            file.flush()
            os.fsync(file.fileno())
        os.link(beside, path)  # the whole file or none, and never over another
    except FileExistsError:
        return False
    finally:
        beside.unlink(missing_ok=True)
    return True


def add_key(path: Path) -> None:
    """Append a new current key to the ring at `path`; restart every process, then rotate."""
    with path.open("a", encoding="ascii") as file:
        file.write(f"\nkey={new_key()}\n")
        file.flush()
        os.fsync(file.fileno())


def _demo_file(path: Path) -> Path:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if make_key_file(path):
        log.warning("DEMO KEYS made at %s, beside the data: they protect against nobody", path)
    return path


def _from_file(path: Path, settings: Settings) -> KeyProvider:
    inside = path.resolve().is_relative_to(settings.data.resolve())
    if inside and not settings.demo:
        raise SettingsError(f"CANDOR_KEY_FILE is {path}, inside CANDOR_DATA; keep it elsewhere")
    try:
        text = path.read_text(encoding="ascii")
        if path.stat().st_mode & _OTHERS_MAY_READ:
            log.warning("CANDOR_KEY_FILE %s can be read by others; chmod 600", path)
    except (OSError, UnicodeDecodeError) as error:
        problem = type(error).__name__
        raise SettingsError(f"CANDOR_KEY_FILE {path} cannot be read ({problem})") from None
    return _parsed(text, f"CANDOR_KEY_FILE {path}")


def _parsed(text: str, where: str) -> KeyProvider:
    try:
        return ring(text)
    except KeyRingError as error:
        raise SettingsError(f"{where}: {error}") from None


def _hooked(hook: str, settings: Settings) -> KeyProvider:
    module, _, factory = hook.partition(":")
    try:
        provider = getattr(importlib.import_module(module), factory)(settings)
    except (ImportError, AttributeError, TypeError, ValueError) as error:
        problem = type(error).__name__
        raise SettingsError(f"CANDOR_KEY_HOOK {hook} cannot be used ({problem})") from error
    if not isinstance(provider, KeyProvider):
        raise SettingsError(f"CANDOR_KEY_HOOK {hook} gave no KeyProvider (api/vault/keys.py)")
    return provider
