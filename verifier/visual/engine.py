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

import numpy as np

from verifier.model.engine import TextLine, TextReader
from verifier.model.page import Raster
from verifier.visual import latin, native
from verifier.visual.cut import cut, region
from verifier.visual.detect import Box, find_lines
from verifier.visual.fuse import fuse_latin, fuse_native
from verifier.visual.labels import is_label
from verifier.visual.letters import main_script
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
# Below this the next pack of the same script is tried.
_TRY_NEXT = 0.85
# A machine-readable line: the fillers tell, and the zone has its own reader.
_FILLERS = "<<"


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
            boxes = native.find_lines(pixels, packs)
        kept = [b for b in boxes if b.height <= b.width * _TALLEST][:_MOST_LINES]
        lines = (self._line(pixels, box, packs) for box in kept)
        return tuple(line for line in lines if line is not None)

    def _line(
        self, pixels: Raster, box: Box, packs: Sequence[tuple[str, str]]
    ) -> PrintedLine | None:
        strip = self._read(np.ascontiguousarray(cut(pixels, box)), packs)
        if not any(c.text.isalnum() for c in strip):
            return None
        height, width = pixels.shape[:2]
        return printed(strip, region(box, width, height), main_script(text_of(strip)) or "Latn")

    def _read(self, line: Raster, packs: Sequence[tuple[str, str]]) -> Strip:
        script, first = _best(line, packs)
        text = text_of(first)
        if _FILLERS in text or self.known(text) or not latin.available():
            return first
        if script == "Latn":
            return fuse_latin(latin.read_latin(line), first)
        return _mixed(line, latin.read_latin(line), first, script, packs)


def _mixed(
    line: Raster, shapes: Strip, first: Strip, script: str, packs: Sequence[tuple[str, str]]
) -> Strip:
    """Read a line of two alphabets: each side of its first slash on its own."""
    place = _slash(shapes)
    if place is None:
        return fuse_native(shapes, first, script)
    at = max(1, min(round(place.left * line.shape[1]), line.shape[1] - 1))
    _, left = _best(np.ascontiguousarray(line[:, :at]), packs)
    share = at / line.shape[1]
    squeezed = tuple(c.moved(c.left * share, c.right * share) for c in left)
    after = tuple(c for c in shapes if c.left > place.left)
    before = tuple(c for c in shapes if c.right <= place.left)
    head = fuse_native(before, squeezed, script)
    rest = tuple(c for c in first if (c.left + c.right) / 2 > place.right)
    return (*head, place, *fuse_native(after, rest, script, latin_side=True))


def _slash(strip: Strip) -> Char | None:
    found = [c for c in strip if c.text == "/" and c.left > 0 and c.right < 1]
    return found[0] if found and found[0].confidence > 0.5 else None


def _packs(scripts: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return (script, pack), those of other scripts than Latin first, each pack once."""
    found: dict[str, str] = {}
    for tag in sorted(scripts, key=lambda t: split_tag(t)[0] == "Latn"):
        pack = pack_for(tag)
        if pack is not None:
            found.setdefault(pack, split_tag(tag)[0])
    if not found and (pack := pack_for("Latn")):
        found[pack] = "Latn"
    first = next(iter(found.values()), "Latn")
    # A Latin pack beside another script's would only read that script's letters as Latin ones.
    return tuple((s, p) for p, s in found.items() if s != "Latn" or first == "Latn")


def _best(line: Raster, packs: Sequence[tuple[str, str]]) -> tuple[str, Strip]:
    best: tuple[str, Strip] = (packs[0][0] if packs else "Latn", ())
    for script, pack in packs:
        strip = native.read_native(line, pack)
        if mean_confidence(strip) > mean_confidence(best[1]):
            best = (script, strip)
        if script == "Latn" or mean_confidence(best[1]) >= _TRY_NEXT:
            break
    return best


def text_reader() -> TextReader | None:
    """Return the engine, or None where neither a recogniser nor a pack stands on this machine."""
    return PrintReader() if latin.available() or native.available() else None
