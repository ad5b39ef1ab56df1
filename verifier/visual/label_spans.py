"""Which stretches of a line may be a label: pieces between separators, and first words of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

PIECE = re.compile(r"[/|·•:()\[\]\\!]+|\s[-–—]\s|\.\s*/|\s{3,}")
# "4b. ", and "2 e 1 " where one label stands for two numbers.
_NUMBERING = re.compile(
    r"^\W*\d{1,2}[a-d]?(?:[.)]?\s?\W?\w?\s\d{1,2}[a-d]?)?[.)]?\s+(?=\D)|^\W*\d[a-d]?[.)]\s*(?=\D)"
)
# What readers make of the slash between two labels set without blanks.
_MISREAD_SLASH = re.compile(r"[IlVf1!]")
_PLURAL = re.compile(r"\w\(\w{1,2}\)")
_MOST_WORDS = 7  # of the longest label
_HALVES = 6

Span = tuple[int, int]


def spans_of(text: str) -> tuple[list[Span], dict[Span, tuple[Span, ...]]]:
    """Return the stretches that may be a label: whole pieces, and the first words of each.

    The second value names, for half a piece, the other half: both must be labels, as where a
    slash between two was misread as a letter.
    """
    spans: dict[Span, None] = {}
    halves: dict[Span, tuple[Span, ...]] = {}
    start = 0
    for m in [*PIECE.finditer(text), None]:
        end = m.start() if m else len(text)
        a, b = trimmed(text, start, end)
        if a < b:
            stops = [x.start() + a for x in re.finditer(r"\s", text[a:b])][:_MOST_WORDS]
            spans.update(dict.fromkeys([*((a, s) for s in stops if s > a), (a, b)]))
            commas = [x.start() for x in re.finditer(",", text[a:b])]
            for low, high in pairwise([-1, *commas, b - a]) if commas else ():
                part = trimmed(text, a + low + 1, a + high)
                spans.update({part: None} if part[0] < part[1] else {})
            for x in list(_MISREAD_SLASH.finditer(text, a + 2, max(b - 2, a + 2)))[:_HALVES]:
                first, second = (a, x.start()), (x.end(), b)
                halves.setdefault(first, (second,))
                halves.setdefault(second, (first,))
        start = m.end() if m else end
    spans.update(dict.fromkeys(_with_plurals(text)))
    whole = trimmed(text, 0, len(text))
    spans.update({whole: None} if whole[0] < whole[1] else {})
    halves = {k: v for k, v in halves.items() if k not in spans}
    return [*spans, *halves], halves


def _with_plurals(text: str) -> Iterator[Span]:
    """Yield the stretches between slashes whose brackets hold endings: "Nome(s) próprio(s)/"."""
    if not _PLURAL.search(text):
        return
    cuts = [m.span() for m in re.finditer(r"[/|]", text)]
    for low, high in pairwise([(0, 0), *cuts, (len(text), len(text))]):
        start, end = trimmed(text, low[1], high[0])
        if start < end:
            yield start, end


def trimmed(text: str, start: int, end: int) -> Span:
    """Return the stretch without its number, and without signs and blanks at its ends."""
    numbered = _NUMBERING.match(text[start:end])
    if numbered:
        start += numbered.end()
    while start < end and not text[start].isalnum():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
