"""One number for a zone: how likely every character is as printed, and it is a zone at all.

A logistic function of three facts, fitted on drawn documents (training/README.md): how sure the
characters are together, how many of them the grammar does not expect, and how many check digits
fail. It is a measure of reading; whether the digits hold is told apart in `Zone.checks`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

from verifier.mrz.assemble import EVEN, Candidate, doubt

ACCEPTABLE_CONFIDENCE: Final = 0.85
"""Zones below it are not read surely enough to be accepted, whatever their check digits say."""
_BASE: Final = 5.0
_DOUBT: Final = 1.6
_ODD: Final = 1.2
_FAILED: Final = 1.3
_POOR: Final = 4.0
_UNEVEN: Final = 4.0


def unexpected(candidate: Candidate) -> int:
    """Return how many characters stand where the format's grammar has none like them."""
    return sum(
        character not in allowed
        for line, row in zip(candidate.lines, candidate.layout.allowed, strict=True)
        for character, allowed in zip(line, row, strict=True)
    )


def confidence(candidate: Candidate, checks: Mapping[str, bool]) -> float:
    """Return the zone's confidence, 0 to 1."""
    failed = sum(not held for held in checks.values())
    poor = -min(line.score for line in candidate.seated)
    uneven = sum(line.unevenness > EVEN for line in candidate.seated)
    weight = (
        _BASE
        - _DOUBT * doubt(candidate)
        - _ODD * unexpected(candidate)
        - _FAILED * failed
        - _POOR * poor
        - _UNEVEN * uneven
    )
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, weight))))
