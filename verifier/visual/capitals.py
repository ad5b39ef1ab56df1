"""Capital I and small l have one shape in most typefaces of cards; what stands beside tells them.

A word of a name or a place begins with a capital: "lași" was printed Iași, "d'llle" d'Ille. The
articles that stand small in such texts are kept.
"""

from __future__ import annotations

import re

# A small l that begins a word of small letters; three letters at least, for "la", "le", "lo".
_BEGINS = re.compile(r"(?<![^\W_])l(?=[^\W\d_]{2,})")
_SMALL = frozenset(("las", "les", "lès", "lez", "los", "lei", "lui"))
_WORD = re.compile(r"[^\W\d_]+")
_LEAST = 3
# "MoI", a ministry of the interior, among capitals.
_ABBREVIATION = re.compile(r"\b[A-Z][a-z]l\b")


def with_capitals(text: str) -> str:
    """Return `text` with the capital I that was read as l, where its other words have capitals."""
    words = [m[0] for m in _WORD.finditer(text)]
    others = [w for w in words if len(w) >= _LEAST and w[0] != "l"]
    if not others or not all(w[0].isupper() for w in others) or text.isupper():
        return text
    letters = list(text)
    for short in _ABBREVIATION.finditer(text):
        rest = [w for w in words if w != short[0]]
        if rest and all(map(str.isupper, rest)):
            letters[short.end() - 1] = "I"
    for found in _BEGINS.finditer(text):
        word = _WORD.match(text, found.start())
        if word and word[0] not in _SMALL and word[0].islower():
            letters[found.start()] = "I"
    return "".join(letters)
