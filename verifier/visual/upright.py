"""The lines of a face, and which way up it is where no machine-readable zone says so.

A zone tells the way round; without one the longest lines are read as they stand and turned, and
the surer reading wins. Asked only when a face came out illegible, so an upright one costs nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from verifier.model.engine import TextLine, TextReader
from verifier.model.geometry import Quad
from verifier.model.page import Face, Raster
from verifier.model.zone import Zone
from verifier.visual import latin
from verifier.visual.choose import Pack, best, packs_for
from verifier.visual.closer import looked_closer
from verifier.visual.cut import cut
from verifier.visual.detect import Box, find_lines
from verifier.visual.strip import Strip, mean_confidence
from verifier.visual.surface import without_zone

_CLEAR = 0.9  # mean confidence of a line
_CLEAR_SHARE = 0.4  # of the letters; print that lies on its head stays below (drawn cards)
_LEAST_LETTERS = 24
_TRIED = 5  # lines
_MARGIN = 1.15  # surer by less is chance
_LONG = 2.5  # a box this many times longer than high shows which way its print runs
_LONGEST = 12.0  # more length than this many heights adds nothing


def read_face(
    face: Face, *, zone: Zone | None, text: TextReader, scripts: Sequence[str]
) -> tuple[Face, tuple[TextLine, ...]]:
    """Return the face the right way up and the lines on it, its machine-readable zone left out.

    Regions are fractions of the face returned; `scripts` are tags like "Cyrl-uk" (see `tags`).
    """
    print_alone = without_zone(face, zone)
    lines = text(print_alone, scripts)
    if zone is not None or is_legible(lines):
        return face, looked_closer(print_alone, lines, text, scripts)
    upright = turned_upright(face, scripts)
    return (face, lines) if upright is face else (upright, text(upright.pixels, scripts))


def is_legible(lines: Sequence[TextLine]) -> bool:
    """Return whether a face's lines are print read the right way up."""
    letters = [(sum(map(str.isalnum, line.text)), line.confidence) for line in lines]
    whole = sum(count for count, _ in letters)
    clear = sum(count for count, sure in letters if sure >= _CLEAR)
    return whole >= _LEAST_LETTERS and clear >= _CLEAR_SHARE * whole


def turned_upright(face: Face, scripts: Sequence[str] = ()) -> Face:
    """Return the face with its print the right way up; itself where it already is, or unknown.

    `scripts` are the document's, as tags like "Arab-ar"; Latin where none is given.
    """
    boxes = find_lines(face.pixels)
    packs = tuple(pack for pack in packs_for(scripts) if pack.script != "Latn")
    if not boxes or not (packs or latin.available()):
        return face
    wide = [b for b in boxes if b.width >= _LONG * b.height]
    tall = [b for b in boxes if b.height >= _LONG * b.width]
    upright = sum(b.width for b in wide) >= sum(b.height for b in tall)
    ways = (0, 2) if upright else (1, 3)
    tried = sorted(wide if upright else tall, key=_worth, reverse=True)[:_TRIED]
    if not tried:
        return face
    first, second = (_sure(face.pixels, tried, k, packs) for k in ways)
    return turned(face, ways[0] if first * _MARGIN >= second else ways[1])


def turned(face: Face, quarters: int) -> Face:
    """Return a face turned counter-clockwise by quarter turns, its place on the page kept."""
    if quarters % 4 == 0:
        return face
    corners = face.quad.corners
    start = quarters % 4
    a, b, c, d = (corners[(i + start) % 4] for i in range(4))
    pixels = np.ascontiguousarray(np.rot90(face.pixels, quarters))
    return Face(
        page=face.page, pixels=pixels, quad=Quad((a, b, c, d)), outline_found=face.outline_found
    )


def _worth(box: Box) -> float:
    low, high = sorted((box.width, box.height))
    return low * min(high / max(low, 1.0), _LONGEST)


def _sure(pixels: Raster, boxes: Sequence[Box], quarters: int, packs: Sequence[Pack]) -> float:
    """Return how surely the lines read when turned by quarter turns."""
    cuts = (np.ascontiguousarray(np.rot90(cut(pixels, box), quarters)) for box in boxes)
    return sum(max(map(_weight, _readings(line, packs)), default=0.0) for line in cuts)


def _readings(line: Raster, packs: Sequence[Pack]) -> list[Strip]:
    latin_one = [latin.read_latin(line)] if latin.available() else []
    return latin_one + ([best(line, packs)[2]] if packs else [])


def _weight(strip: Strip) -> float:
    return mean_confidence(strip) * len(strip)
