"""A line of two alphabets, word by word: which reader's word is the print.

Capitals of Cyrillic and Greek share the shapes of Latin ones, so a word may be sure in both
readings; what the other letters, the slash and the neighbours say decides.
"""

from __future__ import annotations

import re

from verifier.visual.fuse import fuse_latin
from verifier.visual.letters import SHARED_SHAPES, could_be, latinised, main_script, script_of
from verifier.visual.strip import Char, Strip, mean_confidence, text_of, tokens

# A Latin reading of print in another alphabet stays below this in 98 of 100 words (bench print).
_SURELY_LATIN = 0.96
_SURELY_LATIN_ELSEWHERE = 0.9
# A pack this sure of a word that a Latin reader could mistake for Latin is right.
_SURELY_NATIVE = 0.93
_NUMBERING = re.compile(r"\d{1,2}[a-d]?\.?")  # "4a."
_NUMBERED = 0.8
# After a slash Latin print is the rule.
_LATIN_SIDE = 0.6
# A word must cover this share of its place, or letters of another alphabet were dropped.
_COVERED = 0.75


def fuse_native(latin: Strip, native: Strip, script: str, *, latin_side: bool = False) -> Strip:
    """Return one line from the Latin recogniser and the pack of another script, word by word.

    `latin_side` says that the line follows a slash, where Latin print is expected.
    """
    if not native or (latin_side and mean_confidence(latin) >= _SURELY_LATIN_ELSEWHERE):
        return latin
    if not latin:
        return native
    words = [_Word(t, p) for t, p in _paired(latin, native)]
    sides = [_side(w, script, latin_side) for w in words]
    if set(sides) == {"latin"}:
        return latin
    settled = [
        _settled(w, side or ("latin" if latin_side else _by_neighbours(sides, w)))
        for w, side in zip(words, sides, strict=True)
    ]
    chosen: list[Char] = []
    for part in settled:
        if chosen and part:
            edge = part[0].left
            chosen.append(Char(text=" ", confidence=1.0, left=edge, right=edge))
        chosen += part
    return tuple(chosen)


class _Word(tuple[Strip, Strip]):
    """The native and the Latin reading of one place."""

    __slots__ = ()

    def __new__(cls, native: Strip, latin: Strip) -> _Word:
        return super().__new__(cls, (native, latin))

    @property
    def native(self) -> Strip:
        """What the script's pack read."""
        return self[0]

    @property
    def latin(self) -> Strip:
        """What the Latin recogniser read."""
        return self[1]


def _paired(latin: Strip, native: Strip) -> list[tuple[Strip, Strip]]:
    """Pair the words of both readings by place; each Latin letter goes to the nearest word."""
    pieces = [native[a:b] for a, b in tokens(native)]
    pairs: list[tuple[Strip, Strip]] = []
    taken: set[int] = set()
    for k, piece in enumerate(pieces):
        left, right = _reach(pieces, k)
        inside = [
            i
            for i, c in enumerate(latin)
            if i not in taken and left <= (c.left + c.right) / 2 < right
        ]
        taken.update(inside)
        pairs.append((piece, _stripped(tuple(latin[i] for i in inside))))
    return pairs


def _stripped(strip: Strip) -> Strip:
    while strip and strip[0].text == " ":
        strip = strip[1:]
    while strip and strip[-1].text == " ":
        strip = strip[:-1]
    return strip


def _reach(pieces: list[Strip], k: int) -> tuple[float, float]:
    """Where a piece's letters may lie: half way to its neighbours on the line."""
    own = (min(c.left for c in pieces[k]), max(c.right for c in pieces[k]))
    ends = [max(c.right for c in p) for p in pieces]
    starts = [min(c.left for c in p) for p in pieces]
    before = [e for e in ends if e <= own[0] + 1e-6]
    after = [s for s in starts if s >= own[1] - 1e-6]
    left = (max(before) + own[0]) / 2 if before else -1.0
    right = (min(after) + own[1]) / 2 if after else 2.0
    return left, right


def _side(word: _Word, script: str, latin_side: bool) -> str:
    """Return "latin" or "native" where the word itself decides, else ""."""
    native, latin = text_of(word.native), text_of(word.latin)
    if not latin or _foreign_digits(native):
        return "native"
    if not any(map(str.isalpha, latin)) and not any(map(str.isalpha, native)):
        return "latin" if latin.isascii() and not _foreign_digits(native) else "native"
    sure, shared = mean_confidence(word.latin), could_be(script, latin)
    if shared and sure >= _SURELY_LATIN_ELSEWHERE and _has_digit(latin) and _has_digit(native):
        return "latin"
    if _NUMBERING.fullmatch(latin) and sure >= _NUMBERED:
        return "latin"  # on a driving licence
    if shared and mean_confidence(word.native) >= _SURELY_NATIVE:
        alike = latinised(native).upper() == latin.upper()
        if sure > _SURELY_LATIN and (alike or latin_side):
            return ""
        return "native"
    if main_script(native) in ("", "Latn") and any(map(str.isalpha, latin)):
        return "latin"
    if latin_side:
        bar = _LATIN_SIDE
    else:
        bar = _SURELY_LATIN if script in SHARED_SHAPES else _SURELY_LATIN_ELSEWHERE
    return "latin" if sure >= bar and _covers(word) else "native"


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _foreign_digits(text: str) -> bool:
    return any(c.isdigit() and not c.isascii() for c in text)


def _covers(word: _Word) -> bool:
    extent = max(c.right for c in word.native) - min(c.left for c in word.native)
    own = max(c.right for c in word.latin) - min(c.left for c in word.latin)
    return own >= _COVERED * extent or len(word.latin) >= len(word.native)


def _by_neighbours(sides: list[str], word: _Word) -> str:
    """Take a word of shared shapes for native print, unless a lone letter among Latin words."""
    decided = {s for s in sides if s}
    return "latin" if decided == {"latin"} and len(word.latin) < 2 else "native"


def _settled(word: _Word, side: str) -> Strip:
    mine, rival = (word.latin, word.native) if side == "latin" else (word.native, word.latin)
    if not mine:
        return rival
    if text_of(mine) == text_of(rival):
        return fuse_latin(mine, rival)
    # A rival that saw signs alone saw nothing of an alphabet it does not know.
    if any(c.text.isalnum() for c in rival) and _of_one_script(mine, rival):
        return fuse_latin(mine, rival)
    return mine


def _of_one_script(first: Strip, second: Strip) -> bool:
    scripts = {s for c in (*first, *second) if (s := script_of(c.text))}
    return len(scripts) <= 1
