"""The text engine: finds the lines on a face and reads each in its scripts.

PP-OCR's detector and Latin recogniser (bundled in RapidOCR's wheel) and Tesseract's language
packs, through tesserocr in process. On Latin documents a pack reads every line first, which is
cheap, and the Latin recogniser, dearer and better, whatever is not labels alone; `fuse` makes one
line of both. On others `bilingual` hands each side of a line to its reader. What is missing on a
machine is left out. Nothing is downloaded; one thread; about 400 MB with four packs open.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from verifier.model.engine import TextLine, TextReader
from verifier.model.page import Raster
from verifier.visual import latin, native
from verifier.visual.accents import accented
from verifier.visual.bilingual import read_bilingual
from verifier.visual.choose import Pack, accents_for, best, packs_for
from verifier.visual.cut import cut, level_region, region, slope_at
from verifier.visual.detect import Box, find_lines
from verifier.visual.fuse import fuse_latin
from verifier.visual.labels import is_label
from verifier.visual.letters import main_script, marked_letters
from verifier.visual.packs import available_scripts
from verifier.visual.strip import PrintedLine, Strip, mean_confidence, printed, text_of

__all__ = ["PrintReader", "available_scripts", "text_reader"]

# A dense back of a card has some 60 lines; more are ornament, and time must stay bounded.
_MOST_LINES = 160
# A box taller than this many times its width runs downwards.
_TALLEST = 2.5
_LONG_DOWN = 4.0  # and its number has so many widths
_NUMBER = 6  # digits
_SURE = 0.9
_SLOPED = 2.5  # degrees
# Security print among at least so many lines: so many times longer than high, and so much lower
# than labels, which are the lower third of a document's lines.
_FEWEST_LINES = 8
_LABELS = 0.33
_ROW = 16.0
_SMALLER = 0.8
_MOST_TRIED = 4
# A machine-readable line: the fillers tell, and the zone has its own reader.
_FILLERS = "<<"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """What holds for all lines of one raster."""

    pixels: Raster
    packs: tuple[Pack, ...]
    accents: Pack | None
    marked: frozenset[str] | None
    upright: bool
    slope: Callable[[float], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintReader:
    """A `TextReader`. Scripts are ISO 15924, each with an optional language: "Cyrl-uk".

    `known` says of a text that it needs no second look.
    """

    known: Callable[[str], bool] = is_label

    def __call__(self, pixels: Raster, scripts: Sequence[str]) -> tuple[TextLine, ...]:
        """Return the lines on `pixels` (RGB), top to bottom, each a `PrintedLine`."""
        packs = packs_for(scripts)
        boxes = find_lines(pixels)
        if boxes is None:
            boxes = native.find_lines(pixels, [p.name for p in packs])
        level = [b for b in boxes if b.height <= b.width * _TALLEST]
        kept = _without_microprint(level)[:_MOST_LINES]
        page = _Page(
            pixels=pixels,
            packs=packs,
            accents=accents_for(scripts),
            marked=marked_letters(*(p.language for p in packs)),
            upright=_stands_upright(pixels, kept),
            slope=slope_at(kept),
        )
        lines = [self._line(page, box) for box in kept]
        lines += [_downward(page, b) for b in boxes if b.height > b.width * _TALLEST]
        return tuple(line for line in lines if line is not None)

    def _line(self, page: _Page, box: Box) -> PrintedLine | None:
        part = np.ascontiguousarray(cut(page.pixels, box, upright=page.upright))
        strip = self._read(part, page)
        if not any(c.text.isalnum() for c in strip):
            return None
        height, width = page.pixels.shape[:2]
        script = main_script(text_of(strip)) or "Latn"
        level = level_region(box, width, height, page.slope(box.y))
        return printed(strip, region(box, width, height), script, level)

    def _read(self, line: Raster, page: _Page) -> Strip:
        if latin.available() and any(p.script != "Latn" for p in page.packs):
            strip = read_bilingual(line, page.packs, self.known)
            return accented(line, strip, page.accents, self.known)
        _, _, first = best(line, page.packs)
        text = text_of(first)
        if _FILLERS in text or self.known(text) or not latin.available():
            return first
        return fuse_latin(latin.read_latin(line), first, page.marked)


def _downward(page: _Page, box: Box) -> PrintedLine | None:
    """Read a number printed down the side of a page, as on Russian passports; nothing else."""
    if box.height < _LONG_DOWN * box.width or not latin.available():
        return None
    part = np.ascontiguousarray(cut(page.pixels, box))
    ways = [latin.read_latin(np.ascontiguousarray(np.rot90(part, k))) for k in (1, 3)]
    strip = max(ways, key=mean_confidence)
    digits = sum(c.text.isdigit() for c in strip)
    if mean_confidence(strip) < _SURE or digits < max(_NUMBER, len(strip) // 2):
        return None
    height, width = page.pixels.shape[:2]
    return printed(strip, region(box, width, height), "Latn")


def _without_microprint(boxes: Sequence[Box]) -> list[Box]:
    """Leave out security print: rows far longer than a field and far smaller than any label.

    It says nothing of the holder and costs as much to read as ten fields.
    """
    if len(boxes) < _FEWEST_LINES:
        return list(boxes)
    label = float(np.quantile([b.height for b in boxes], _LABELS))
    return [b for b in boxes if b.width < _ROW * b.height or b.height >= _SMALLER * label]


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


def text_reader() -> TextReader | None:
    """Return the engine, or None where neither a recogniser nor a pack stands on this machine."""
    return PrintReader() if latin.available() or native.available() else None
