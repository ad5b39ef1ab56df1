"""The text engine: finds the lines on a face and reads each in its scripts.

PP-OCR's detector and Latin recogniser (bundled in RapidOCR's wheel) and Tesseract's language
packs, through tesserocr in process. A pack reads every line first, which is cheap; the Latin
recogniser, dearer and better, reads whatever is not labels alone; `fuse` makes one line of
both. What is missing on a machine is left out. Nothing is downloaded; one thread; about 400 MB
with four packs open.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from verifier.model.engine import TextLine, TextReader
from verifier.model.page import Raster
from verifier.visual import latin, native
from verifier.visual.cut import cut, level_region, region, slope_at
from verifier.visual.detect import Box, find_lines
from verifier.visual.fuse import fuse_latin, fuse_native
from verifier.visual.labels import is_label
from verifier.visual.letters import OWN_DIGITS, SHARED_SHAPES, main_script, marked_letters
from verifier.visual.packs import available_scripts, pack_for, split_tag
from verifier.visual.strip import (
    Char,
    PrintedLine,
    Strip,
    mean_confidence,
    printed,
    text_of,
)

__all__ = ["PrintReader", "available_scripts", "text_reader"]

# A dense back of a card has some 60 lines; more are ornament, and time must stay bounded.
_MOST_LINES = 160
# A box taller than this many times its width runs downwards.
_TALLEST = 2.5
_SLOPED = 2.5  # degrees
_MOST_TRIED = 4
# A line this surely and this widely Latin is not print of an alphabet with other shapes.
_ALL_LATIN = 0.9
_WHOLE = 0.8
# Below this the next pack of the same script is tried.
_TRY_NEXT = 0.85
# A machine-readable line: the fillers tell, and the zone has its own reader.
_FILLERS = "<<"
_ANY_LATIN = ("Latn",)


class Pack(NamedTuple):
    """A Tesseract pack and what it reads."""

    script: str
    language: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintReader:
    """A `TextReader`. Scripts are ISO 15924, each with an optional language: "Cyrl-uk".

    `known` says of a text that it needs no second look.
    """

    known: Callable[[str], bool] = is_label

    def __call__(self, pixels: Raster, scripts: Sequence[str]) -> tuple[TextLine, ...]:
        """Return the lines on `pixels` (RGB), top to bottom, each a `PrintedLine`."""
        packs = _packs(scripts)
        boxes = find_lines(pixels)
        if boxes is None:
            boxes = native.find_lines(pixels, [p.name for p in packs])
        kept = [b for b in boxes if b.height <= b.width * _TALLEST][:_MOST_LINES]
        upright = _stands_upright(pixels, kept)
        slope = slope_at(kept)
        lines = (self._line(pixels, box, packs, upright, slope(box.y)) for box in kept)
        return tuple(line for line in lines if line is not None)

    def _line(
        self, pixels: Raster, box: Box, packs: Sequence[Pack], upright: bool, slope: float
    ) -> PrintedLine | None:
        strip = self._read(np.ascontiguousarray(cut(pixels, box, upright=upright)), packs)
        if not any(c.text.isalnum() for c in strip):
            return None
        height, width = pixels.shape[:2]
        script = main_script(text_of(strip)) or "Latn"
        level = level_region(box, width, height, slope)
        return printed(strip, region(box, width, height), script, level)

    def _read(self, line: Raster, packs: Sequence[Pack]) -> Strip:
        script, language, first = _best(line, packs)
        text = text_of(first)
        if _FILLERS in text or self.known(text) or not latin.available():
            return first
        if script == "Latn":
            return fuse_latin(latin.read_latin(line), first, marked_letters(language))
        shapes = latin.read_latin(line)
        if script in OWN_DIGITS and not any(c.text.isalpha() for c in shapes):
            return _digits(line, shapes, first)
        if _all_latin(shapes, script) or not first:
            return shapes if mean_confidence(shapes) >= _ALL_LATIN else first
        return _mixed(line, shapes, first, script, packs)


def _stands_upright(pixels: Raster, boxes: Sequence[Box]) -> bool:
    """Whether sloped lines hold upright letters (a page seen askew) rather than turned ones.

    Both are tried on the longest lines; the Latin recogniser is surer of straight letters, in
    any alphabet it half knows.
    """
    sloped = [b for b in boxes if abs(b.angle) > _SLOPED and b.width > 3 * b.height]
    if len(sloped) < _MOST_TRIED or not latin.available():
        return False
    tried = sorted(sloped, key=lambda b: -b.height * min(b.width / b.height, 10))[:_MOST_TRIED]

    def sure(upright: bool) -> float:
        cuts = (np.ascontiguousarray(cut(pixels, b, upright=upright)) for b in tried)
        return sum(mean_confidence(latin.read_latin(c)) for c in cuts)

    return sure(True) > sure(False)


def _digits(line: Raster, shapes: Strip, first: Strip) -> Strip:
    """Read a line of digits in a script that has its own.

    The Latin reader takes native digits for Western ones of like shape, and is sure of it; only
    where a second Latin reader agrees are they Western.
    """
    pack = pack_for("Latn")
    again = native.read_native(line, pack) if pack else ()
    if shapes and text_of(again).replace(" ", "") == text_of(shapes).replace(" ", ""):
        return fuse_latin(shapes, again)
    return first


def _all_latin(strip: Strip, script: str) -> bool:
    """Whether a line is Latin throughout; never taken for granted of look-alike alphabets."""
    if script in SHARED_SHAPES or not strip:
        return False
    extent = strip[-1].right - strip[0].left
    return mean_confidence(strip) >= _ALL_LATIN and extent >= _WHOLE


def _mixed(line: Raster, shapes: Strip, first: Strip, script: str, packs: Sequence[Pack]) -> Strip:
    """Read a line of two alphabets: each side of its first slash on its own."""
    place = _slash(shapes) or _slash(first)
    if place is None:
        return fuse_native(shapes, first, script)
    at = max(1, min(round(place.left * line.shape[1]), line.shape[1] - 1))
    _, _, left = _best(np.ascontiguousarray(line[:, :at]), packs)
    share = at / line.shape[1]
    squeezed = tuple(c.moved(c.left * share, c.right * share) for c in left)
    after = tuple(c for c in shapes if c.left > place.left)
    before = tuple(c for c in shapes if c.right <= place.left)
    head = _without_edge(fuse_native(before, squeezed, script))
    rest = tuple(c for c in first if (c.left + c.right) / 2 > place.right)
    return (*head, place, *fuse_native(after, rest, script, latin_side=True))


def _without_edge(strip: Strip) -> Strip:
    """Drop what the cut through a slash left of it: a stroke or a comma at the end."""
    while strip and not strip[-1].text.isalnum() and strip[-1].text != ".":
        strip = strip[:-1]
    return strip


def _slash(strip: Strip) -> Char | None:
    found = [c for c in strip if c.text == "/" and c.left > 0 and c.right < 1]
    return found[0] if found and found[0].confidence > 0.5 else None


def _packs(scripts: Sequence[str]) -> tuple[Pack, ...]:
    """Return the packs to read with, those of other scripts than Latin first, each once."""
    found: dict[str, Pack] = {}
    for tag in (*sorted(scripts, key=lambda t: split_tag(t)[0] == "Latn"), *_ANY_LATIN):
        name = pack_for(tag)
        if name is not None and (tag not in _ANY_LATIN or not found):
            found.setdefault(name, Pack(*split_tag(tag), name))
    packs = tuple(found.values())
    # A Latin pack beside another script's would only read that script's letters as Latin ones.
    others = tuple(p for p in packs if p.script != "Latn")
    return others or packs


def _best(line: Raster, packs: Sequence[Pack]) -> tuple[str, str, Strip]:
    """Return the script, the language and the reading of the first pack that is sure."""
    script, language = "Latn", ""
    best: Strip = ()
    for pack in packs:
        strip = native.read_native(line, pack.name)
        if not best or mean_confidence(strip) > mean_confidence(best):
            script, language, best = pack.script, pack.language, strip
        if pack.script == "Latn" or mean_confidence(best) >= _TRY_NEXT:
            break
    return script, language, best


def text_reader() -> TextReader | None:
    """Return the engine, or None where neither a recogniser nor a pack stands on this machine."""
    return PrintReader() if latin.available() or native.available() else None
