"""Values of neighbouring columns that were read as one line, parted again.

Words further apart than any blank are of two columns. Where columns are set close, as "4d CPF" and
"5 N° REGISTRO" with their values below, each label stands flush with its own value, which tells
where the second begins; names and texts hold blanks of their own and are not parted so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from verifier.visual.layout import Piece
from verifier.visual.letters import main_script
from verifier.visual.value import Manner
from verifier.visual.values import DATES, NUMBERS, values_of

RIGHT_TO_LEFT = ("Arab", "Hebr")
_GAP = 3.0  # line heights; blanks are a third of one, and some dates are set wide
_FLUSH = 0.8  # line heights between a label's left edge and its value's
_ABOVE = 1.6  # line heights between a label and the value under it
_SEX = 3  # letters of a word for the sex in two languages
_SHIFTED = 1.5  # of the value's height: a column that begins no further on is the first


def parted(values: Sequence[Piece], labels: Sequence[Piece], aspect: float) -> Iterator[Piece]:
    """Yield the values, those under two labels of numbers or dates each on its own."""
    for value in values:
        columns = (*_after_gaps(value, aspect), *_starts(value, labels, aspect))
        starts = sorted({value.start, *columns})
        for start, end in pairwise([*starts, value.end]):
            yield value if (start, end) == (value.start, value.end) else _part(value, start, end)


def _after_gaps(value: Piece, aspect: float) -> Iterator[int]:
    """Yield where a word begins after a gap wider than a blank."""
    if main_script(value.text) in RIGHT_TO_LEFT:
        return
    for space in re.finditer(r"\s+(?=\S)", value.text):
        before, after = value.start + space.start(), value.start + space.end()
        left = value.line.level_of(before - 1, before).right
        right = value.line.level_of(after, after + 1).left
        if before > value.start and (right - left) * aspect >= _GAP * value.height:
            yield after


def _part(value: Piece, start: int, end: int) -> Piece:
    while end > start and value.line.text[end - 1].isspace():
        end -= 1
    return replace(value, start=start, end=end, region=value.line.level_of(start, end))


def _starts(value: Piece, labels: Sequence[Piece], aspect: float) -> Iterator[int]:
    """Yield where a word begins that stands flush under a label of its own."""
    words = [m.start() + value.start for m in re.finditer(r"\S+", value.text)]
    if len(words) < 2:
        return
    yield from _sex(value, words[-1], labels, aspect)
    if not all(map(_has_digit, value.text.split())):
        return
    above = [label for label in labels if _is_above(label, value)]
    if len(above) < 2:
        return
    for label in above:
        if (label.region.left - value.region.left) * aspect < _SHIFTED * value.height:
            continue
        near = min(words[1:], key=lambda at: _apart(label, value, at, aspect))
        if _apart(label, value, near, aspect) <= _FLUSH * value.height:
            yield near


def _sex(value: Piece, last: int, labels: Sequence[Piece], aspect: float) -> Iterator[int]:
    """Yield where a letter for the sex begins that stands under its label: "ALBANIAN F"."""
    word = value.line.text[last : value.end]
    if len(word) > _SEX or not values_of("sex", word, Manner()):
        return
    for label in labels:
        under = "sex" in label.fields and _near_above(label, value)
        if under and _apart(label, value, last, aspect) <= _FLUSH * value.height:
            yield last


def _has_digit(word: str) -> bool:
    return any(map(str.isdigit, word))


def _is_above(label: Piece, value: Piece) -> bool:
    return _near_above(label, value) and any(f in (*DATES, *NUMBERS) for f in label.fields)


def _near_above(label: Piece, value: Piece) -> bool:
    gap = value.region.top - label.region.bottom
    over = label.region.left < value.region.right and label.region.right > value.region.left
    return over and -0.5 * value.height <= gap <= _ABOVE * value.height


def _apart(label: Piece, value: Piece, at: int, aspect: float) -> float:
    place = value.line.level_of(at, at + 1)
    return abs(place.left - label.region.left) * aspect
