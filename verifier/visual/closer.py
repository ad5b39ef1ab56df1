"""A second, closer look under labels of lone letters: the detector overlooks a single P or F.

Only where nothing was found under such a label; the part of the face round it is read again,
enlarged, and what then stands under the label is added.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import cv2
import numpy as np

from verifier.model.engine import TextLine, TextReader
from verifier.model.geometry import Region
from verifier.model.page import Raster
from verifier.visual.labels import everyday
from verifier.visual.strip import PrintedLine, from_text_line

_LONE = frozenset(("document_code", "sex", "issuing_state", "nationality"))
# In heights of the label: what is read again, and where a value may stand.
_LEFT, _RIGHT, _ABOVE, _BELOW = 3.0, 15.0, 1.0, 4.0
_UNDER = 2.6
_BESIDE = 1.0
_NEAR = 6.0
_TALL = 40  # pixels a label is brought to
_MOST = 3  # labels a face is looked at again for


def looked_closer(
    pixels: Raster, lines: Sequence[TextLine], text: TextReader, scripts: Sequence[str]
) -> tuple[TextLine, ...]:
    """Return the lines of a face and what a closer look adds to them."""
    height, width = pixels.shape[:2]
    aspect = width / height
    found: list[TextLine] = []
    for label in list(_bare_labels(lines, aspect))[:_MOST]:
        around = _around(label, aspect)
        x0, x1 = round(around.left * width), round(around.right * width)
        y0, y1 = round(around.top * height), round(around.bottom * height)
        part = pixels[y0:y1, x0:x1]
        scale = _TALL / max(label.height * height, 1)
        how = cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA
        near = np.asarray(cv2.resize(part, None, fx=scale, fy=scale, interpolation=how), np.uint8)
        for line in text(near, scripts):
            seen = _moved(line, around)
            if _is_under(seen.region, label, aspect) and not _overlaps(seen.region, lines):
                found.append(seen)
    return (*lines, *found)


def _bare_labels(lines: Sequence[TextLine], aspect: float) -> Iterator[Region]:
    """Yield the labels of lone letters with nothing under them nor beside."""
    for line in lines:
        whole = from_text_line(line)
        found = everyday().find(whole.text)
        covered = sum(f.end - f.start for f in found)
        if not found or covered < sum(map(str.isalnum, whole.text)) or len(found) > 2:
            continue
        label = whole.region_of(found[0].start, found[-1].end)
        if _LONE.isdisjoint(found[0].fields[:1]):
            continue
        others = [other.region for other in lines if other is not line]
        if not any(_is_under(o, label, aspect) or _follows(o, label, aspect) for o in others):
            yield label


def _around(label: Region, aspect: float) -> Region:
    across, down = label.height / aspect, label.height
    return Region(
        max(label.left - _LEFT * across, 0.0),
        max(label.top - _ABOVE * down, 0.0),
        min(label.left + _RIGHT * across, 1.0),
        min(label.bottom + _BELOW * down, 1.0),
    )


def _is_under(region: Region, label: Region, aspect: float) -> bool:
    beside = _BESIDE * label.height / aspect
    middle = (region.top + region.bottom) / 2
    return (
        label.bottom < middle < label.bottom + _UNDER * label.height
        and region.left < label.right
        and region.right > label.left - beside
    )


def _follows(region: Region, label: Region, aspect: float) -> bool:
    """Whether print stands beside a label, as a short value may."""
    gap = (region.left - label.right) * aspect / label.height
    return label.top < (region.top + region.bottom) / 2 < label.bottom and 0 <= gap < _NEAR


def _overlaps(region: Region, lines: Sequence[TextLine]) -> bool:
    return any(
        line.region.left < region.right
        and region.left < line.region.right
        and line.region.top < (region.top + region.bottom) / 2 < line.region.bottom
        for line in lines
    )


def _moved(line: TextLine, part: Region) -> PrintedLine:
    """Return a line read on a part of the face, placed on the whole."""
    seen = from_text_line(line)
    words = tuple((t, c, _placed(r, part)) for t, c, r in seen.words)
    level = None if seen.level is None else _placed(seen.level, part)
    return replace(seen, region=_placed(seen.region, part), words=words, level=level)


def _placed(region: Region, part: Region) -> Region:
    wide, high = part.right - part.left, part.bottom - part.top
    return Region(
        part.left + region.left * wide,
        part.top + region.top * high,
        part.left + region.right * wide,
        part.top + region.bottom * high,
    )
