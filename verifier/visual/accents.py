"""Diacritics of Latin print that stands beside another script: "ЂОРЂЕВИЋ/ĐORĐEVIĆ".

The line was read by the other script's pack, and PP-OCR makes light of marks, so each stretch of
Latin letters is read once more by the pack of the language whose letters they are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from verifier.model.page import Raster
from verifier.visual import native
from verifier.visual.choose import Pack
from verifier.visual.fuse import fuse_latin
from verifier.visual.letters import bare, main_script, marked_letters, script_of
from verifier.visual.strip import Char, Strip, text_of, tokens

_SIDES = "/|"
_LEAST_WORD = 3  # letters
_SURE = 0.95
_BLEED = 0.25  # line heights left and right of the letters, which a reader places by their middles


def accented(
    line: Raster, strip: Strip, accents: Pack | None, known: Callable[[str], bool]
) -> Strip:
    """Return `strip`, read from `line`, with the diacritics of its Latin stretches.

    Where the document's languages have none (`accents` is None) a mark seen in doubt is a speck;
    what is `known`, as the words of a label are, is left as it is.
    """
    if accents is None:
        return tuple(map(_plain, strip))
    whole: list[Char] = []
    at = 0
    for start, end in tokens(strip, _SIDES):
        side = strip[start:end]
        letters = "".join(c.text for c in side if c.text.isalpha())
        latin = len(letters) >= _LEAST_WORD and main_script(letters) == "Latn"
        if latin and not known(text_of(side)):
            side = _marked(line, side, accents, whole=end - start == len(strip))
        whole += (*strip[at:start], *side)
        at = end
    return (*whole, *strip[at:])


def _plain(char: Char) -> Char:
    base = bare(char.text)
    if char.confidence >= _SURE or script_of(char.text) != "Latn" or not base.isascii():
        return char
    text = base.upper() if char.text.isupper() else base
    return char if text == char.text else replace(char, text=text, other=char.text)


def _marked(line: Raster, side: Strip, accents: Pack, *, whole: bool) -> Strip:
    """Return one stretch fused with what the language's pack reads there."""
    height, width = line.shape[:2]
    left = 0 if whole else max(round(side[0].left * width - _BLEED * height), 0)
    right = width if whole else min(round(side[-1].right * width + _BLEED * height), width)
    if right - left < height:
        return side
    again = native.read_native(np.ascontiguousarray(line[:, left:right]), accents.name)
    return fuse_latin(side, again, marked_letters(accents.language))
