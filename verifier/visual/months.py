"""Month names as documents print them, in any language Babel's CLDR tables know.

ICAO Doc 9303-3, 3.5 lets a state print the month in its own language and in English, French or
Spanish, shortened to three letters or not. A printed word is matched as the beginning of a full
name, so every shortening is covered; `_PRINTED` adds those that are no beginning of one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache

from babel.core import UnknownLocaleError
from babel.dates import get_month_names

from verifier.visual.packs import LANGUAGE_PACKS

_LEAST = 3
# Always tried: the second languages of Doc 9303-3, 3.5.
_WORLD = ("en", "fr", "es")
# Forms on published specimens that do not begin any CLDR name of that language.
_PRINTED = {
    "nl": {"mrt": 3},
    "uk": {"січ": 1, "лют": 2, "бер": 3, "кві": 4, "тра": 5, "чер": 6, "лип": 7},
    "en": {"sept": 9},
    "fr": {"fevr": 2, "juil": 7, "aout": 8},
    "de": {"mrz": 3},
}
_PRINTED["uk"].update({"сер": 8, "вер": 9, "жов": 10, "лис": 11, "гру": 12})
# Bikram Sambat months, Baisakh first, as printed on Nepali papers.
_BIKRAM = (
    "वैशाख", "जेठ", "असार", "साउन", "भदौ", "असोज", "कार्तिक", "मंसिर", "पुस", "माघ", "फागुन", "चैत",
)  # fmt: skip


@cache
def fold(word: str) -> str:
    """Return a word in lower case without accents, stops and apostrophes, for comparing."""
    plain = unicodedata.normalize("NFD", word.casefold())
    return "".join(
        c
        for c in plain
        if unicodedata.category(c)[0] in "LM" and not (unicodedata.combining(c) and ord(c) < 0x370)
    )


@cache
def _names(language: str) -> tuple[tuple[str, int], ...]:
    found: dict[tuple[str, int], None] = {}
    for width in ("wide", "abbreviated"):
        for context in ("format", "stand-alone"):
            try:
                names = get_month_names(width, context, language)
            except (UnknownLocaleError, ValueError):
                return ()
            found.update({(fold(name), month): None for month, name in names.items()})
    found.update({(fold(n), m): None for n, m in _PRINTED.get(language, {}).items()})
    return tuple((n, m) for n, m in found if len(n) >= 2)


def month_of(word: str, languages: Sequence[str]) -> int | None:
    """Return the month a printed word names, None when it names none or more than one.

    The document's own languages and the world's are asked first; all others only together.
    """
    text = fold(word)
    if len(text) < 2:
        return None
    for group in ((*languages, *_WORLD), tuple(LANGUAGE_PACKS)):
        months = {m for language in group for m in _in_language(text, language)}
        if len(months) == 1:
            return months.pop()
        if months:
            return None
    return None


def _in_language(text: str, language: str) -> set[int]:
    names = _names(language)
    exact = {m for n, m in names if n == text}
    if exact or len(text) < _LEAST:
        return exact
    return {m for n, m in names if n.startswith(text)}


def bikram_month(word: str) -> int | None:
    """Return the Nepali month a Devanagari word names, or None."""
    text = fold(word)
    return next((i for i, n in enumerate(_BIKRAM, 1) if fold(n) == text), None)
