"""The forms one value may honestly take: spacing, look-alike letters, O for zero.

Patterns in profiles describe the value as the issuer defines it. Print and OCR add spaces, people
type Latin letters for a Cyrillic series (the letters that look alike), and a reader cannot tell O
from 0 where only the pattern can.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import product

SEPARATORS = re.compile(r"[\s.\-/<]+")
# Letters of Cyrillic series that look like Latin ones, as vehicle and document series use them.
_LATIN, _CYRILLIC = "ABCEHIKMOPTXY", "АВСЕНІКМОРТХУ"
TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)
AMBIGUOUS = {"O": "O0", "0": "0O", "I": "I1", "1": "1I", "S": "S5", "B": "B8"}
MOST_AMBIGUOUS = 4  # positions tried both ways: sixteen readings at most


def matches(pattern: str, value: str) -> bool:
    """Whether `value` fits `pattern` as written, without separators, or in look-alike letters."""
    return any(_compiled(pattern).fullmatch(form) for form in plain_forms(value))


def reads_as(pattern: str, value: str) -> str | None:
    """Return the reading of ambiguous characters (O/0, I/1, S/5, B/8) that fits, or None."""
    whole = compact(value)
    places = [i for i, c in enumerate(whole) if c in AMBIGUOUS][: MOST_AMBIGUOUS + 1]
    if len(places) > MOST_AMBIGUOUS:
        return None
    for choice in product(*(AMBIGUOUS[whole[i]] for i in places)):
        letters = list(whole)
        for place, letter in zip(places, choice, strict=True):
            letters[place] = letter
        if _compiled(pattern).fullmatch("".join(letters)):
            return "".join(letters)
    return None


def compact(value: str) -> str:
    """Return the value in upper case and ASCII digits without separators, for algorithms."""
    return SEPARATORS.sub("", _upper(value))


def plain_forms(value: str) -> Iterator[str]:
    """Yield the value upper-case: as it is, without separators, and in look-alike letters."""
    whole = _upper(value).strip()
    for form in dict.fromkeys((whole, compact(value))):
        yield form
        yield form.translate(TO_CYRILLIC)
        yield form.translate(TO_LATIN)


def _upper(value: str) -> str:
    """Upper case of Latin and Cyrillic only: Georgian has no case on documents."""
    digits = "".join(str(unicodedata.digit(c, c)) for c in value)
    return "".join(c if "Ⴀ" <= c <= "ჿ" else c.upper() for c in digits)


@lru_cache(maxsize=2048)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
