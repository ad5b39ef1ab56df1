"""The capital ẞ of German names, which every reader takes for B: the zone tells where one stands.

Doc 9303-3, section 6.A, spells it SS in the zone. Where a name read with B is the zone's name only
if that B was ẞ, it was; the letter stays marked as doubtful.
"""

from __future__ import annotations

from dataclasses import replace

from verifier.visual.guide import Guide
from verifier.visual.scene import Placed
from verifier.visual.value import Value
from verifier.visual.values import NAMES

_LANGUAGE = "de"
_LEAST = 0.85  # likeness; umlauts, which the zone spells out as well, leave some


def with_sharp_s(placed: Placed, guide: Guide, languages: tuple[str, ...]) -> Placed:
    """Return a placed name with ẞ for each B that only so agrees with the zone."""
    if placed.field not in NAMES or _LANGUAGE not in languages or not guide.expected:
        return placed
    return replace(placed, values=tuple(_mended(placed, v, guide) for v in placed.values))


def _mended(placed: Placed, value: Value, guide: Guide) -> Value:
    likeness = guide.likeness(placed.field, value)
    for at, letter in enumerate(value.value):
        if at == 0 or letter != "B" or likeness == 1:  # no word begins with ß
            continue
        sharp = replace(value, value=f"{value.value[:at]}ẞ{value.value[at + 1 :]}")
        closer = guide.likeness(placed.field, sharp)
        if closer > max(likeness, _LEAST):
            seen = placed.stretch.text.find("B", value.start + at - 1)
            doubtful = (seen,) if value.start <= seen < value.end else ()
            value = replace(sharp, doubtful=(*value.doubtful, *doubtful))
            likeness = closer
    return value
