"""One number for a zone: how likely every character is as printed, and it is a zone at all.

A logistic function of the facts below, fitted on drawn documents (training/calibrate.py). It
measures reading; whether the digits hold is told apart in `Zone.checks`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

import numpy as np

from verifier.mrz.assemble import EVEN, Candidate, begins_right, doubt

ACCEPTABLE_CONFIDENCE: Final = 0.9
"""Zones below it are not read surely enough to be accepted, whatever their check digits say."""
WEIGHTS: Final = (-2.0, -0.9, -0.8, -0.7, -2.0, -1.0, -3.0, -0.7)
"""Of `facts`, in order."""
_BASE: Final = 5.0
_CLEAR: Final = 0.12  # nats: a chance of nine in ten
_STEEPEST: Final = 30.0
LEAST_PITCH: Final = 6.0
"""Pixels per character below which a reading is a guess, however sure it looks (60 dpi)."""
_SHAKY: Final = 0.8  # at most: below what may be accepted


def unexpected(candidate: Candidate) -> int:
    """Return how many characters stand where the format's grammar has none like them."""
    return sum(
        character not in allowed
        for line, row in zip(candidate.lines, candidate.layout.allowed, strict=True)
        for character, allowed in zip(line, row, strict=True)
    )


def facts(candidate: Candidate, checks: Mapping[str, bool]) -> tuple[float, ...]:
    """Return what confidence rests on.

    All characters' doubt together, the most doubtful character's (nats), characters against the
    grammar, check digits failing over clear print (they may be wrong as printed) and over
    doubtful print, the poorest line's likelihood, lines off their grid, ends beyond
    which a line goes on.
    """
    failed = float(sum(not held for held in checks.values()))
    worst = -min(float(line.odds.max(axis=1).min()) for line in candidate.seated)
    return (
        doubt(candidate),
        worst,
        float(unexpected(candidate)),
        failed if worst < _CLEAR else 0.0,
        0.0 if worst < _CLEAR else failed,
        -min(line.score for line in candidate.seated),
        float(sum(line.unevenness > EVEN for line in candidate.seated)),
        float(sum(line.overhang for line in candidate.seated)),
    )


def _weakest_unchecked(candidate: Candidate, checks: Mapping[str, bool]) -> float:
    """Return the chance of the least sure character that no holding check digit covers.

    Names, nationality and issuing state have no digit: nothing else would notice a misreading.
    """
    chances = [np.exp(line.odds.max(axis=1)) for line in candidate.seated]
    for check in candidate.layout.checks:
        if checks[check.name]:
            for span in (check.digit, *check.over):
                chances[span.line][span.start : span.end] = 1.0
    return min(float(line.min()) for line in chances)


def confidence(candidate: Candidate, checks: Mapping[str, bool]) -> float:
    """Return the zone's confidence, 0 to 1."""
    weighed = sum(w * f for w, f in zip(WEIGHTS, facts(candidate, checks), strict=True))
    logit = max(-_STEEPEST, min(_STEEPEST, _BASE + weighed))
    sure = min(1 / (1 + math.exp(-logit)), _weakest_unchecked(candidate, checks))
    shaky = candidate.contested or candidate.pitch < LEAST_PITCH or not begins_right(candidate)
    return min(sure, _SHAKY) if shaky else sure
