"""How many years of schooling a text asks of its reader (Flesch-Kincaid grade level).

Source: Kincaid, Fishburne, Rogers and Chissom, "Derivation of new readability formulas for Navy
enlisted personnel" (1975). Syllables are counted by groups of vowels, which is right within a few
percent for English; a single short sentence is too little to judge, so title and fix go together.
"""

from __future__ import annotations

import re

from verifier.reasons.fill import PLACEHOLDER

HIGHEST_GRADE = 9.0  # plain language guides ask for 8 to 9 in what everybody must understand
_PER_WORD, _PER_SYLLABLE, _OFFSET = 0.39, 11.8, 15.59
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_SENTENCE = re.compile(r"[.!?](?:\s|$)")
_VOWELS = re.compile(r"[aeiouy]+")
_SPOKEN_ED = ("ted", "ded")


def grade(text: str) -> float:
    """Return the grade level of an English text; placeholders count as one short word."""
    words = _WORD.findall(PLACEHOLDER.sub("it", text))
    if not words:
        return 0.0
    sentences = max(1, len(_SENTENCE.findall(text)))
    syllables = sum(map(_syllables, words))
    return _PER_WORD * len(words) / sentences + _PER_SYLLABLE * syllables / len(words) - _OFFSET


def _syllables(word: str) -> int:
    plain = re.sub(r"[^a-z]", "", word.lower())
    count = len(_VOWELS.findall(plain))
    silent_e = plain.endswith("e") and not plain.endswith("le")
    silent_ed = plain.endswith("ed") and not plain.endswith(_SPOKEN_ED)
    return max(1, count - int(count > 1 and (silent_e or silent_ed)))
