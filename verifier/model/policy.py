"""What the platform needs before it accepts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A platform's requirements, as data (`verifier/decide/policies/<name>.toml`).

    `required` are the checks an acceptance needs to have passed; a trailing `*` matches any
    check below it, and `a|b` means either will do. `tolerated` are reason codes that do not hold
    up an acceptance. `overrides` replaces the verdict a reason code would lead to
    (`retry | review | reject`). `minimum_assurance` is the evidence strength an acceptance needs
    (`fair | strong | superior`, `verifier/decide/assurance.toml`). Ages and periods are in years
    and days.
    """

    name: str
    rationale: str = ""
    required: tuple[str, ...] = ()
    minimum_assurance: str = ""
    accepted_kinds: tuple[str, ...] = ()
    refused_countries: tuple[str, ...] = ()
    minimum_validity_days: int = 0
    minimum_age: int = 0
    zone_confidence: float = 0.0
    review_days: int = 3
    colour_required: bool = False
    tolerated: tuple[str, ...] = ()
    overrides: Mapping[str, str] = field(default_factory=dict)
    platform: str = "This platform"
