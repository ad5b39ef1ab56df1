"""Which Candor, profiles and trust an answer rests on."""

from __future__ import annotations

from importlib import metadata

from verifier.model.context import Context


def versions(ctx: Context) -> dict[str, str]:
    """Return the versions a decision replays from."""
    return {
        "candor": metadata.version("candor"),
        "profiles": ctx.profiles.version,
        "trust": ctx.trust.version,
    }
