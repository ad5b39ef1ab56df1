"""The text engine: finds the lines on a face and reads each in its scripts.

PP-OCR's detector and Latin recogniser (bundled in RapidOCR's wheel) and Tesseract's language
packs, through tesserocr in process. A pack reads every line first, which is cheap; the Latin
recogniser, dearer and better, reads whatever is not labels alone; `fuse` makes one line of
both. What is missing on a machine is left out. Nothing is downloaded; one thread; about 400 MB
with four packs open.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from verifier.model.engine import TextLine, TextReader
from verifier.model.page import Raster
from verifier.visual import latin, native
from verifier.visual.alphabets import fuse_native
from verifier.visual.cut import cut, level_region, region, slope_at
from verifier.visual.detect import Box, find_lines
from verifier.visual.fuse import fuse_latin
from verifier.visual.labels import is_label
from verifier.visual.letters import OWN_DIGITS, SHARED_SHAPES, could_be, main_script, marked_letters
from verifier.visual.packs import available_scripts, pack_for, split_tag
from verifier.visual.strip import (
    Char,
    PrintedLine,
    Strip,
    mean_confidence,
    printed,
    text_of,
    tokens,
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
_WHOLE = 0.65
_FEW = 2  # letters; fewer leave the ends of their box blank
_STROKE = 0.12  # half a slash's width, in line heights
_LEAST_SIDE = 8  # pixels between two slashes
_EDGE = 0.06  # a slash at a line's end parts nothing
_SEEN = 0.4
_MOST_SLASHES = 3
# A slash missed altogether: strokes it is read as, and what must stand right of it.
_STROKES = frozenset("IІіl1|!ЇїJ")
_INNER = 0.2
_LEAST_WORD = 3
_NO_DOUBT = 0.95
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
class _Page:
    """What holds for all lines of one raster."""

    pixels: Raster
    packs: tuple[Pack, ...]
    accents: Pack | None
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
        packs = _packs(scripts)
        boxes = find_lines(pixels)
        if boxes is None:
            boxes = native.find_lines(pixels, [p.name for p in packs])
        kept = [b for b in boxes if b.height <= b.width * _TALLEST][:_MOST_LINES]
        page = _Page(
            pixels=pixels,
            packs=packs,
            accents=_accents(scripts),
            upright=_stands_upright(pixels, kept),
            slope=slope_at(kept),
        )
        lines = (self._line(page, box) for box in kept)
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
        script, language, first = _best(line, page.packs)
        text = text_of(first)
        if _FILLERS in text or self.known(text) or not latin.available():
            return first
        shapes = latin.read_latin(line)
        if script == "Latn":
            return fuse_latin(shapes, first, marked_letters(language))
        if script in OWN_DIGITS and not any(c.text.isalpha() for c in shapes):
            return _digits(line, shapes, first)
        if _all_latin(shapes, script):
            strip = shapes
        elif not first:
            strip = shapes if mean_confidence(shapes) >= _ALL_LATIN else first
        else:
            strip = _mixed(line, shapes, first, script, page.packs)
        return _accented(line, strip, page.accents)


def _accented(line: Raster, strip: Strip, accents: Pack | None) -> Strip:
    """Give Latin print beside another script its diacritics, by its own language's pack."""
    letters = [c.text for c in strip if c.text.isalpha()]
    if accents is None or len(letters) < _LEAST_WORD or main_script("".join(letters)) != "Latn":
        return strip
    again = native.read_native(line, accents.name)
    return fuse_latin(strip, again, marked_letters(accents.language))


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
    extent = strip[-1].right - strip[0].left if len(strip) > _FEW else 1.0
    words = [mean_confidence(strip[a:b]) for a, b in tokens(strip)]
    return min(words) >= _ALL_LATIN and extent >= _WHOLE


def _mixed(line: Raster, shapes: Strip, first: Strip, script: str, packs: Sequence[Pack]) -> Strip:
    """Read a line of two alphabets: each side of its slashes on its own."""
    places = _slashes(shapes)
    if not places and mean_confidence(shapes) < _NO_DOUBT:  # a pack sees strokes in Latin words
        places = _slashes(first) or _hidden_slash(line, shapes, first, script)
    if not places:
        return fuse_native(shapes, first, script)
    height, width = line.shape[:2]
    middles = [round((c.left + c.right) / 2 * width) for c in places]
    stroke = round(height * _STROKE)
    starts = [0, *(m + stroke for m in middles)]
    ends = [*(m - stroke for m in middles), width]
    whole: list[Char] = []
    for i, (start, end) in enumerate(zip(starts, ends, strict=True)):
        part = np.ascontiguousarray(line[:, start : max(end, start + 1)])
        share = part.shape[1] / width
        side = _side(part, script, packs, latin_side=i > 0)
        at = start / width
        whole += [c.moved(at + c.left * share, at + c.right * share) for c in side]
        if i < len(places):
            whole.append(places[i].moved(end / width, end / width))
    return tuple(whole)


def _side(part: Raster, script: str, packs: Sequence[Pack], *, latin_side: bool) -> Strip:
    """Read what stands between two slashes, without the strokes the cut left of them."""
    if part.shape[1] < _LEAST_SIDE:
        return ()
    _, _, own = _best(part, packs)
    strip = fuse_native(latin.read_latin(part), own, script, latin_side=latin_side)
    while strip and not _of_word(strip[-1].text):
        strip = strip[:-1]
    while strip and not _of_word(strip[0].text):
        strip = strip[1:]
    return strip


def _of_word(char: str) -> bool:
    return unicodedata.category(char)[0] in "LMN" or char == "."


def _slashes(strip: Strip) -> list[Char]:
    inside = (c for c in strip if c.left > _EDGE and c.right < 1 - _EDGE)
    return [c for c in inside if c.text == "/" and c.confidence > _SEEN][:_MOST_SLASHES]


def _hidden_slash(line: Raster, shapes: Strip, first: Strip, script: str) -> list[Char]:
    """Find a slash read as a letter: Latin print of no doubt stands right of it."""
    if script not in SHARED_SHAPES:
        return []
    strokes = [c for c in (*first, *shapes) if c.text in _STROKES]
    inside = [c for c in strokes if _INNER < (c.left + c.right) / 2 < 1 - _INNER]
    for stroke in inside[:_MOST_TRIED]:
        at = round((stroke.left + stroke.right) / 2 * line.shape[1])
        right = latin.read_latin(np.ascontiguousarray(line[:, at:]))
        word = tuple(c for c in right if c.text.isalpha())
        foreign = word and not could_be(script, "".join(c.text for c in word))
        before = tuple(c for c in first if c.right <= stroke.left and c.text.isalpha())
        seen = tuple(c for c in shapes if c.right <= stroke.left and c.text.isalpha())
        native_left = len(before) >= _LEAST_WORD and mean_confidence(before) >= _ALL_LATIN
        latin_left = len(seen) >= len(before) and mean_confidence(seen) >= _ALL_LATIN
        if not native_left or latin_left:
            continue
        if len(word) >= _LEAST_WORD and foreign and mean_confidence(word) >= _NO_DOUBT:
            return [Char(text="/", confidence=_SEEN, left=stroke.left, right=stroke.right)]
    return []


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


def _accents(scripts: Sequence[str]) -> Pack | None:
    """Return the pack of a language that prints Latin letters with diacritics of its own."""
    for tag in scripts:
        script, language = split_tag(tag)
        name = pack_for(tag) if script == "Latn" and marked_letters(language) else None
        if name is not None:
            return Pack(script, language, name)
    return None


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
