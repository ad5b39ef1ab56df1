"""A zone of which the picture holds a part: lines read clearly that go on beyond its edge.

Where no zone was read, a line of one may still be plain: its neighbour is then cut off if the
place at which it is printed lies outside the picture, and its own end is where the line breaks
off at the edge. Sources: ICAO Doc 9303-3, 4.2 and 4.3 (lines, pitch), -4, -5 and -6 (margins).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np

from verifier.model.page import Page, Raster
from verifier.mrz.alphabet import FILLER, LETTERS
from verifier.mrz.assemble import recognise, upright
from verifier.mrz.blocks import Line, block_around
from verifier.mrz.components import Floats
from verifier.mrz.decode import Slots, plain
from verifier.mrz.formats import FORMATS
from verifier.mrz.locate import Row, find_rows
from verifier.mrz.strip import STRIP_HEIGHT, Pyramid

_LEAST_ROW: Final = 20.0  # even marks: half a line, and more than most other print has
_LEAST_LIKE: Final = 20.0  # likeness of a line's core; other print stays below 18 (drawn cards)
_CLEAR: Final = 0.9  # mean chance of a line's characters; of a line cut lengthwise, 0.7
# A side lies 4 mm and more beyond its line's end, at 2.54 mm a character (Doc 9303-4, 4.2.1):
# where the picture ends within one character, the side is not in it.
_ROOM: Final = 1.5  # pitches from the centre of the outer character
_SPACING: Final = {3: 1.7, 2: 2.4}  # pitches from line to line, of zones of so many lines
_LENGTHS: Final = {layout.length: layout.height for layout in FORMATS}
_FIRST: Final = "".join({layout.allowed[0][0] for layout in FORMATS})
_STATE: Final = slice(2, 5)  # of a first line: letters and fillers alone


def cut_zones(pages: Sequence[Page]) -> dict[int, str]:
    """Return by page index the edge beyond which a zone goes on, where one does."""
    edges = ((page.index, cut_edge(page.pixels)) for page in pages)
    return {index: edge for index, edge in edges if edge is not None}


def cut_edge(pixels: Raster) -> str | None:
    """Return the edge beyond which a zone on `pixels` (RGB) goes on, None where none is seen.

    It is `left`, `right`, `top` or `bottom` of the document as it reads.
    """
    if min(pixels.shape[:2]) < STRIP_HEIGHT:
        return None
    pages = Pyramid(np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.uint8))
    rows = next(find_rows(pages.base))
    strong = [row for row in rows if row.score >= _LEAST_ROW]
    for seed in strong:
        turned, likeness = upright(pages, seed)
        if likeness < _LEAST_LIKE:
            continue
        around = block_around(turned, [turned if row is seed else row for row in strong])
        lines = [(read.line, read.slots) for read in recognise(pages, around) if _clear(read.slots)]
        if any(FILLER * 2 in plain(slots) for _, slots in lines):
            return _broken_end(lines, pixels) or _lost_line(lines, pixels)
    return None


def _clear(slots: Slots) -> bool:
    chosen = slots.present > slots.absent
    sure = np.exp(slots.emissions[chosen].max(axis=1) + slots.present[chosen])
    return bool(chosen.any()) and float(sure.mean()) >= _CLEAR


def _broken_end(lines: list[tuple[Line, Slots]], pixels: Raster) -> str | None:
    """Return the side at which lines of no format's length run into the picture's edge."""
    if any(slots.likely in _LENGTHS for _, slots in lines):
        return None
    for side in ("left", "right"):
        if all(_outside(_beyond(line.row, side), pixels) for line, _ in lines):
            return side
    return None


def _beyond(row: Row, side: str) -> Floats:
    step = row.direction * row.pitch * _ROOM
    end: Floats = row.start - step if side == "left" else row.end + step
    return end


def _lost_line(lines: list[tuple[Line, Slots]], pixels: Raster) -> str | None:
    """Return `bottom` or `top` where too few lines are seen and the next has no room there."""
    longest = max(slots.likely for _, slots in lines)
    height = _LENGTHS[min(_LENGTHS, key=lambda length: abs(length - longest))]
    if len(lines) >= height:
        return None
    down = _is_first(plain(lines[0][1]))
    row = (lines[-1] if down else lines[0])[0].row
    normal = np.array([-row.direction[1], row.direction[0]])
    step = row.pitch * _SPACING[height] + row.cap / 2
    middle = (row.start + row.end) / 2
    missing = middle + normal * (step if down else -step)
    return ("bottom" if down else "top") if _outside(missing, pixels) else None


def _is_first(text: str) -> bool:
    """Whether a line begins as first lines do: with a document code and a state."""
    return text[:1] in _FIRST and all(c in LETTERS + FILLER for c in text[_STATE])


def _outside(point: Floats, pixels: Raster) -> bool:
    height, width = pixels.shape[:2]
    return not (0 <= point[0] < width and 0 <= point[1] < height)
