"""Whether a Latin word is a transcription of a word whose script leaves short vowels out.

Arabic (with Persian, Urdu and Pashto letters) and Hebrew. Each letter offers the spellings
documents use for it; short vowels may stand between consonants, and a consonant may be doubled.
Source: `tables/consonants.toml`, which names its own.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

_TABLE = Path(__file__).resolve().parents[1] / "tables" / "consonants.toml"
_MARKS = re.compile("[\u064b-\u0652\u0670\u05b0-\u05c7\u0640]")
_SHORT = ("A", "E", "I", "O", "U", "Y", "AE")
_ARTICLE = "ال"
_SHORT_FIRST = (*_SHORT, "OU")  # French spelling of a first short u: Mounir, Moustafa


@cache
def _spellings() -> Mapping[str, tuple[str, ...]]:
    lists = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    entries = (entry.partition("=") for written in lists.values() for entry in written.split())
    return {letter: tuple(options.split("|")) for letter, _, options in entries}


@lru_cache(maxsize=16384)
def consonants_fit(native: str, latin: str) -> bool:
    """Whether each letter of `native` is heard in `latin`, in order, with only vowels between."""
    spellings = _spellings()
    letters = _MARKS.sub("", native)
    if not letters or any(letter not in spellings for letter in letters):
        return False
    if len(latin) > 4 * len(letters) + 2:
        return False
    first = len(_ARTICLE) if letters.startswith(_ARTICLE) else 0
    # The Latin positions reachable after each letter.
    frontier = {0}
    for at, letter in enumerate(letters):
        frontier = _past(latin, frontier, spellings[letter])
        if at < len(letters) - 1:
            frontier = _after_vowel(latin, frontier, _SHORT_FIRST if at == first else _SHORT)
        if not frontier:
            return False
    return len(latin) in frontier


def _past(latin: str, frontier: set[int], spellings: tuple[str, ...]) -> set[int]:
    reached: set[int] = set()
    for at in frontier:
        for spelling in spellings:
            if spelling == "-":
                reached.add(at)
            elif latin.startswith(spelling, at):
                end = at + len(spelling)
                reached.add(end)
                if latin.startswith(spelling, end) or latin[end : end + 1] == spelling[-1]:
                    reached.add(end + (len(spelling) if latin.startswith(spelling, end) else 1))
    return reached


def _after_vowel(latin: str, frontier: set[int], vowels: tuple[str, ...]) -> set[int]:
    """Return the places after at most one short vowel."""
    return frontier | {
        at + len(vowel) for at in frontier for vowel in vowels if latin.startswith(vowel, at)
    }
