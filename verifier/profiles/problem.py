"""What is wrong with a profile, in words its author can act on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

LIKENESS = 0.5  # difflib's ratio from which a word is worth proposing


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """One fault of one file: where, why, and the nearest right word when there is one."""

    file: str
    key: str
    why: str
    nearest: str = ""

    def __str__(self) -> str:
        place = f"{self.file}: {self.key}: " if self.key else f"{self.file}: "
        hint = f" Did you mean {self.nearest!r}?" if self.nearest else ""
        return f"{place}{self.why}{hint}"


def nearest(word: str, words: Iterable[str]) -> str:
    """Return the right word most like `word`, or "" when none is."""
    known = {w.lower(): w for w in words}
    close = get_close_matches(word.lower(), known, n=1, cutoff=LIKENESS)
    return known[close[0]] if close else ""
