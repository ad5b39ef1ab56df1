"""What an installation decides, read once from the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from verifier.errors import CandorError


class SettingsError(CandorError):
    """A setting cannot be used; the message names the variable and what it should be."""


class Mode(StrEnum):
    """How careful the service is about who uses it."""

    DEMO = "demo"
    PRODUCTION = "production"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One installation.

    `data` holds everything kept on this machine: the embedded database, images and the demo's
    keys. `database_url` is None for the embedded server; `objects_url` None for a folder in `data`.
    """

    mode: Mode = Mode.DEMO
    data: Path = Path(".candor/data")
    database_url: str | None = field(default=None, repr=False)
    objects_url: str | None = None
    key_file: Path | None = None
    key: str | None = field(default=None, repr=False)
    key_hook: str | None = None
    public_url: str = "http://127.0.0.1:8470"
    workers: int = 1
    policy: str = "default"
    redis_url: str | None = field(default=None, repr=False)
    oidc_issuer: str | None = None
    oidc_client: str | None = None
    oidc_secret: str | None = field(default=None, repr=False)
    checkpoints: Path | None = None

    @property
    def demo(self) -> bool:
        """Whether conveniences that a real platform must not have are on."""
        return self.mode is Mode.DEMO


def settings_from(environment: Mapping[str, str] | None = None) -> Settings:
    """Return the settings of this environment; raises SettingsError naming the variable."""
    env = os.environ if environment is None else environment

    def path(name: str) -> Path | None:
        return Path(env[name]).absolute() if env.get(name) else None

    mode = env.get("CANDOR_MODE", Mode.DEMO)
    if mode not in list(Mode):
        raise SettingsError(f"CANDOR_MODE is {mode!r}; it must be one of {', '.join(Mode)}")
    workers = env.get("CANDOR_WORKERS", "1")
    if not workers.isdigit():
        raise SettingsError(f"CANDOR_WORKERS is {workers!r}; it must be a number of processes")
    demo = Mode(mode) is Mode.DEMO
    return Settings(
        mode=Mode(mode),
        data=path("CANDOR_DATA") or Path(".candor/data").absolute(),
        database_url=env.get("CANDOR_DATABASE_URL") or None,
        objects_url=env.get("CANDOR_OBJECTS_URL") or None,
        key_file=path("CANDOR_KEY_FILE"),
        key=env.get("CANDOR_KEY") or None,
        key_hook=env.get("CANDOR_KEY_HOOK") or None,
        public_url=env.get("CANDOR_PUBLIC_URL", "http://127.0.0.1:8470").rstrip("/"),
        workers=int(workers),
        policy=env.get("CANDOR_POLICY", "demo" if demo else "default"),
        redis_url=env.get("CANDOR_REDIS_URL") or None,
        oidc_issuer=env.get("CANDOR_OIDC_ISSUER") or None,
        oidc_client=env.get("CANDOR_OIDC_CLIENT") or None,
        oidc_secret=env.get("CANDOR_OIDC_SECRET") or None,
        checkpoints=path("CANDOR_AUDIT_CHECKPOINTS"),
    )
