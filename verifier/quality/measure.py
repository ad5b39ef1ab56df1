"""A measured figure beside the one that is needed: never "quality too low"."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What was measured, what reading needs, and whether it suffices."""

    value: float
    needed: float
    good: bool
