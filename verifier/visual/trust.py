"""What a reader's confidence is worth: the chance that a whole value is right.

A value is as sure as its least sure characters; how it was placed and whether two readers agreed
count too. The figures are fitted on drawn documents under wear (`bench print` prints the table), so
that of the values given 0.9 or more at least 99 in 100 are right.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.visual.letters import bare
from verifier.visual.strip import Char

# A character below this is named in `Reading.uncertain`.
DOUBTFUL = 0.9
_WAYS = {"label": 1.0, "shape": 1.0, "zone": 0.99, "guide": 0.97, "pattern": 0.85, "neighbour": 0.7}
_AGREED = 0.995
_RIVALLED = 0.6
# On drawn documents of 47 countries 99.2 % of the values above this were right, 81 % of those
# between it and 0.9 (943 values): what is less than this does not claim to be sure.
_BEYOND_DOUBT = 0.985
_AT_MOST = 0.89
# Text of the wrong shape for its field: a state no list knows, a number of an unknown pattern.
_UNKNOWN_FIT = 0.6
_UNKNOWN_STATE = 0.85
_CHANGED = 0.8


def _mark_only(char: Char) -> bool:
    return bool(char.other) and char.other != char.text and bare(char.other) == bare(char.text)


def value_confidence(
    chars: Sequence[Char],
    *,
    way: str,
    fit: float,
    changed: bool,
    rivalled: bool,
    marks_count: bool = True,
) -> float:
    """Return the chance (0..1) that a value made of `chars` is right.

    `marks_count` is false for names, which are compared without diacritics (Doc 9303-3, section
    6): a letter whose mark alone is in doubt is then as sure as two readers' agreement on it.
    """
    if not chars:
        return 0.0
    told = [c for c in chars if c.text.isalnum()] or chars
    seen = [_AGREED if not marks_count and _mark_only(c) else c.confidence for c in told]
    weakest = min(seen)
    mean = sum(seen) / len(seen)
    sure = 0.7 * weakest + 0.3 * mean
    sure *= _WAYS.get(way, 0.9) * (0.7 + 0.3 * min(fit / 0.8, 1.0))
    sure *= _CHANGED if changed else 1.0
    sure *= _RIVALLED if rivalled else 1.0
    sure *= _UNKNOWN_STATE if fit <= _UNKNOWN_FIT else 1.0
    if sure < _BEYOND_DOUBT:
        sure = min(sure, _AT_MOST)
    return round(min(max(sure, 0.0), 0.99), 4)
