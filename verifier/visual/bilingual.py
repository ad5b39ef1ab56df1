"""A line in two alphabets parted by a slash: each side is cut out and read on its own.

A reader of one alphabet drops letters of the other and takes the slash for a stroke of a letter,
so the slash is looked for in both readings, and where it was missed, by what stands right of it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

import numpy as np

from verifier.model.page import Raster
from verifier.visual import latin
from verifier.visual.alphabets import fuse_native
from verifier.visual.choose import Pack, best
from verifier.visual.letters import SHARED_SHAPES, could_be, script_of
from verifier.visual.slash import slashes_in
from verifier.visual.strip import Char, Strip, mean_confidence, text_of, tokens

_LEAST_SIDE = 8  # pixels between two slashes
_STROKE = 0.18  # half a slash's width, in line heights
_EDGE = 0.06  # a slash at a line's end parts nothing
_SEEN = 0.4
_MOST_SLASHES = 3
# A slash missed altogether: strokes it is read as, and what must stand right of it.
_STROKES = frozenset("IІіl1|!ЇїJ")
# What is left of a slash after its word, and letters of an abbreviation that keeps its stop.
_LEFT_OF_SLASH = frozenset(" |!,;:")
_ABBREVIATED = 2
_AT_CUT = 0.975  # of the side's width
_INNER = 0.2
_NO_DOUBT = 0.95
_LEAST_WORD = 3
_SURE = 0.9
_MOST_TRIED = 4


def read_sides(
    line: Raster,
    shapes: Strip,
    first: Strip,
    script: str,
    packs: Sequence[Pack],
    known: Callable[[str], bool],
) -> Strip:
    """Read a line of two alphabets: each side of its slashes on its own.

    Both readings of the whole line do where each side is `known`, as the words of a label are.
    """
    places = _slashes(shapes)
    if not places and mean_confidence(shapes) < _NO_DOUBT:  # a pack sees strokes in Latin words
        places = _slashes(first) or _shaped(line) or _hidden_slash(line, shapes, first, script)
    if not places:
        return fuse_native(shapes, first, script)
    if len(places) == 1 and (label := _label(shapes, first, places[0], known)):
        return label
    height, width = line.shape[:2]
    middles = [round((c.left + c.right) / 2 * width) for c in places]
    stroke = round(height * _STROKE)
    starts = [0, *(m + stroke for m in middles)]
    ends = [*(m - stroke for m in middles), width]
    whole: list[Char] = []
    for i, (start, end) in enumerate(zip(starts, ends, strict=True)):
        part = np.ascontiguousarray(line[:, start : max(end, start + 1)])
        share = part.shape[1] / width
        seen = _between(shapes, start / width, end / width)
        side = _side(part, seen, script, packs, latin_side=i > 0)
        at = start / width
        whole += [c.moved(at + c.left * share, at + c.right * share) for c in side]
        if i < len(places):
            whole = _without_stroke(whole)
            whole.append(places[i].moved(end / width, end / width))
    return tuple(whole)


def _label(shapes: Strip, first: Strip, slash: Char, known: Callable[[str], bool]) -> Strip:
    left = tuple(c for c in first if c.right <= slash.right and c.text != "/")
    right = tuple(c for c in shapes if c.left >= slash.left and c.text != "/")
    sides = (left, right) if left and right else ()
    if not sides or not all(known(text_of(side)) for side in sides):
        return ()
    return (*left, slash, *right)


def _without_stroke(chars: list[Char]) -> list[Char]:
    kept = list(chars)
    while kept and (kept[-1].text in _LEFT_OF_SLASH or _is_speck(kept)):
        kept.pop()
    return kept


def _is_speck(chars: list[Char]) -> bool:
    letters = chars[-_ABBREVIATED - 2 : -1]
    whole = len(letters) > _ABBREVIATED and all(c.text.isalpha() for c in letters)
    return chars[-1].text == "." and whole


def _between(shapes: Strip, start: float, end: float) -> Strip:
    """Return the characters that stand between two places, placed on the part they stand on."""
    width = max(end - start, 1e-6)
    inside = [c for c in shapes if start <= (c.left + c.right) / 2 < end]
    return tuple(c.moved((c.left - start) / width, (c.right - start) / width) for c in inside)


def _side(
    part: Raster, seen: Strip, script: str, packs: Sequence[Pack], *, latin_side: bool
) -> Strip:
    """Read what stands between two slashes, without the strokes the cut left of them.

    `seen` is what the Latin reader of the whole line saw there; it is asked again only where it
    was in doubt.
    """
    if part.shape[1] < _LEAST_SIDE:
        return ()
    if latin_side and _no_doubt(seen):
        return seen
    _, _, own = best(part, packs)
    if not latin_side:
        own = _off_the_cut(own)
        if _plainly(own, script):
            return own
    strip = fuse_native(latin.read_latin(part), own, script, latin_side=latin_side)
    while strip and not _of_word(strip[-1].text):
        strip = strip[:-1]
    while strip and not _of_word(strip[0].text):
        strip = strip[1:]
    return strip


def _off_the_cut(strip: Strip) -> Strip:
    """Drop a stroke that touches the cut: it is the slash's foot, letters keep their distance."""
    whole = len(strip) > _LEAST_WORD and strip[-1].text in _STROKES
    return strip[:-1] if whole and strip[-1].right >= _AT_CUT else strip


def _no_doubt(strip: Strip) -> bool:
    words = [mean_confidence(strip[a:b]) for a, b in tokens(strip)]
    return bool(words) and min(words) >= _NO_DOUBT


def _plainly(strip: Strip, script: str) -> bool:
    """Whether a pack is sure of every word as its own script's, so that none may be Latin."""
    words = [strip[a:b] for a, b in tokens(strip)]
    return bool(words) and all(
        mean_confidence(w) >= _NO_DOUBT and all(script_of(c.text) == script for c in w)
        for w in words
    )


def _of_word(char: str) -> bool:
    return unicodedata.category(char)[0] in "LMN" or char == "."


def _slashes(strip: Strip) -> list[Char]:
    inside = (c for c in strip if c.left > _EDGE and c.right < 1 - _EDGE)
    return [c for c in inside if c.text == "/" and c.confidence > _SEEN][:_MOST_SLASHES]


def _shaped(line: Raster) -> list[Char]:
    """Return the slashes that only their shape gives away."""
    inside = [x for x in slashes_in(line) if _EDGE < x < 1 - _EDGE]
    return [Char(text="/", confidence=_SEEN, left=x, right=x) for x in inside[:_MOST_SLASHES]]


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
        native_left = len(before) >= _LEAST_WORD and mean_confidence(before) >= _SURE
        latin_left = len(seen) >= len(before) and mean_confidence(seen) >= _SURE
        if not native_left or latin_left:
            continue
        if len(word) >= _LEAST_WORD and foreign and mean_confidence(word) >= _NO_DOUBT:
            return [Char(text="/", confidence=_SEEN, left=stroke.left, right=stroke.right)]
    return []
