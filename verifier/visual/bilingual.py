"""A line in two alphabets: its sides, parted by slashes, each read by the reader it needs.

A reader of one alphabet drops letters of another or takes them for its own. Which alphabet stands
where is told by shape beforehand (`alphabet_map`); where that is in doubt both readers are asked
and `fuse_native` decides word by word.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

import numpy as np

from verifier.model.page import Raster
from verifier.visual import latin, native
from verifier.visual.alphabet_map import Side, sides_of
from verifier.visual.alphabets import fuse_native
from verifier.visual.choose import Pack, best, corrected
from verifier.visual.fuse import fuse_latin
from verifier.visual.letters import OWN_DIGITS, SHARED_SHAPES, script_of
from verifier.visual.packs import pack_for
from verifier.visual.strip import Char, Strip, mean_confidence, text_of, tokens

_LEAST_SIDE = 8  # pixels between two slashes
_SURELY_LATIN, _SURELY_NATIVE = 0.85, 0.15  # of a side's letters
_NO_DOUBT = 0.95
_SURE = 0.9
_WHOLE = 0.65  # of the line
_FEW = 2  # letters; fewer leave the ends of their box blank
_LATIN = "Latn"
_SLASH = Char(text="/", confidence=1.0, left=0.0, right=0.0)


def read_bilingual(line: Raster, packs: Sequence[Pack], known: Callable[[str], bool]) -> Strip:
    """Read a line that may hold Latin letters beside those of the packs' script.

    A text that is `known`, as the words of a label are, needs no second reader.
    """
    scripts = frozenset(p.script for p in packs)
    width = line.shape[1]
    sides = [s for s in sides_of(line, scripts) if (s.right - s.left) * width > _LEAST_SIDE]
    whole: list[Char] = []
    for i, side in enumerate(sides):
        start, end = round(side.left * width), round(side.right * width)
        part = np.ascontiguousarray(line[:, start:end])
        strip = _read(part, side, packs, known, after_slash=i > 0)
        strip = _trimmed(strip, left=i > 0, right=i < len(sides) - 1)
        share = (end - start) / width
        if strip and whole:
            whole.append(_SLASH.moved(sides[i - 1].right, side.left))
        whole += [c.moved(side.left + c.left * share, side.left + c.right * share) for c in strip]
    return tuple(whole)


def _read(
    part: Raster,
    side: Side,
    packs: Sequence[Pack],
    known: Callable[[str], bool],
    *,
    after_slash: bool,
) -> Strip:
    if side.latin is not None and side.latin >= _SURELY_LATIN:
        shapes = latin.read_latin(part)
        if _no_doubt(shapes) or known(text_of(shapes)):
            return shapes
        script, _, own = best(part, packs)
    else:
        script, _, own = best(part, packs)
        native = side.latin is not None and side.latin <= _SURELY_NATIVE
        if known(text_of(own)):
            return own
        own = corrected(part, own, packs)
        if native and _plainly(own, script):
            return own
        shapes = latin.read_latin(part)
    if script in OWN_DIGITS and not any(c.text.isalpha() for c in shapes):
        return _digits(part, shapes, own)
    if not own:
        return shapes if mean_confidence(shapes) >= _SURE else ()
    if script not in SHARED_SHAPES and _all_latin(shapes):
        return shapes
    return fuse_native(shapes, own, script, latin_side=after_slash)


def _digits(part: Raster, shapes: Strip, own: Strip) -> Strip:
    """Read digits in a script that has its own.

    The Latin reader takes native digits for Western ones of like shape, and is sure of it; only
    where a second Latin reader agrees are they Western.
    """
    pack = pack_for(_LATIN)
    again = native.read_native(part, pack) if pack else ()
    if shapes and text_of(again).replace(" ", "") == text_of(shapes).replace(" ", ""):
        return fuse_latin(shapes, again)
    return own


def _all_latin(strip: Strip) -> bool:
    """Whether a line is surely and widely Latin, for alphabets that share no shapes with it."""
    if not strip:
        return False
    extent = strip[-1].right - strip[0].left if len(strip) > _FEW else 1.0
    return min(mean_confidence(strip[a:b]) for a, b in tokens(strip)) >= _SURE and extent >= _WHOLE


def _no_doubt(strip: Strip) -> bool:
    words = [mean_confidence(strip[a:b]) for a, b in tokens(strip)]
    return bool(words) and min(words) >= _NO_DOUBT


def _plainly(strip: Strip, script: str) -> bool:
    """Whether a pack is sure of every word as its own script's, so that none may be Latin."""
    return _no_doubt(strip) and all(script_of(c.text) in (script, "") for c in strip)


def _trimmed(strip: Strip, *, left: bool, right: bool) -> Strip:
    """Leave out what a cut at a slash leaves at its edges: specks, and feet of letters."""
    while right and strip and not _of_word(strip[-1].text):
        strip = strip[:-1]
    while left and strip and not _of_word(strip[0].text):
        strip = strip[1:]
    return strip


def _of_word(char: str) -> bool:
    return unicodedata.category(char)[0] in "LMN" or char == "."
