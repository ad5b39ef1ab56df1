"""Something lies over the zone: a run of characters lost amid others that are clear.

Blur and low resolution make every character doubtful; a finger, sticker or stamp takes out
neighbours and leaves the rest.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.model.finding import Finding, Status, passed
from verifier.model.geometry import Place, Region
from verifier.model.reason_code import ReasonCode
from verifier.model.zone import Zone

CHECK = "quality.cover"
LOST = 0.6  # a character's confidence below which it counts as lost
CLEAR = 0.95  # what the other half of the characters must reach
LEAST_RUN = 4  # characters: about a fingertip, 10 mm


def covered(zone: Zone | None, suffered: Sequence[str]) -> Finding:
    """Return whether part of the zone is covered, with the fields and the place."""
    if zone is None or not suffered:
        return passed(CHECK)
    every = sorted(c for line in zone.char_confidences for c in line)
    run = _longest_run(zone)
    if run is None or every[len(every) // 2] < CLEAR:
        return passed(CHECK)
    line, start, end = run
    boxes = zone.char_regions[line][start:end]
    region = boxes[0].union(boxes[-1])
    return Finding(
        check=CHECK,
        status=Status.FAILED,
        reason=ReasonCode.CAPTURE_COVERED,
        fields=tuple(suffered),
        seen={"fields": _under(zone, region) or tuple(suffered)},
        evidence={"line": line + 1, "from": start + 1, "to": end},
        places=(Place(page=zone.page, region=region),),
    )


def _longest_run(zone: Zone) -> tuple[int, int, int] | None:
    best: tuple[int, int, int] | None = None
    for number, line in enumerate(zone.char_confidences):
        start = 0
        for position, confidence in enumerate((*line, 1.0)):
            if confidence < LOST:
                continue
            length = position - start
            if length >= LEAST_RUN and (best is None or length > best[2] - best[1]):
                best = (number, start, position)
            start = position + 1
    return best


def _under(zone: Zone, region: Region) -> tuple[str, ...]:
    return tuple(
        name
        for name, place in zone.places.items()
        if place.left < region.right
        and region.left < place.right
        and place.top < region.bottom
        and region.top < place.bottom
    )
