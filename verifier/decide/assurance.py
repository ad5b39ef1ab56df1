"""How strong the evidence is: the highest level whose checks all passed (`assurance.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path

from verifier.decide.required import not_passed
from verifier.errors import CandorError
from verifier.model.finding import Finding

_FILE = Path(__file__).with_name("assurance.toml")


class Level(StrEnum):
    """Evidence strength, weakest first (after NIST SP 800-63A-4)."""

    FAIR = "fair"
    STRONG = "strong"
    SUPERIOR = "superior"


def assurance(findings: Sequence[Finding]) -> Level | None:
    """Return the level that the passed checks reach, or None when they reach none."""
    reached = None
    for level in Level:
        if not_passed(findings, required_for(level)):
            break
        reached = level
    return reached


@cache
def required_for(level: Level) -> tuple[str, ...]:
    """Return every check a level needs, those of the levels below it included."""
    needed: list[str] = []
    for name, checks in _levels().items():
        needed += checks
        if name == level:
            return tuple(dict.fromkeys(needed))
    raise CandorError(f"assurance.toml has no level {level}")


@cache
def _levels() -> dict[str, list[str]]:
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {entry["name"]: entry["required"] for entry in table["level"]}
