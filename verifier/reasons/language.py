"""The languages of the texts: which one a person gets, which way it runs, how values sit in it.

Sources: RFC 9110, 12.5.4 (Accept-Language); RFC 4647, 3.4 (lookup); UAX #9, 2.7 (isolates);
CLDR through Babel.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from babel import Locale

ENGLISH = "en"
# BCP 47 tag -> the language's own name. English is the source; the rest are translations.
LANGUAGES = {
    "en": "English",
    "uk": "Українська",
    "ru": "Русский",
    "kk": "Қазақша",
    "pl": "Polski",
    "ro": "Română",
    "sr-Latn": "Srpski",
    "sr-Cyrl": "Српски",
    "tr": "Türkçe",
    "ka": "ქართული",
    "hy": "Հայերեն",
    "de": "Deutsch",
    "fr": "Français",
    "es": "Español",
    "pt": "Português",
    "it": "Italiano",
    "hi": "हिन्दी",
    "bn": "বাংলা",
    "ur": "اردو",
    "ar": "العربية",
    "fil": "Filipino",
    "id": "Bahasa Indonesia",
    "vi": "Tiếng Việt",
}
# Tags people's devices send for a language we have under another tag (IANA subtag registry).
_ALIASES = {
    "sr": "sr-cyrl",
    "sr-me": "sr-latn",
    "sr-ba": "sr-latn",
    "sh": "sr-latn",
    "tl": "fil",
    "in": "id",
    "mo": "ro",
}
_LONGEST_HEADER = 500  # a longer Accept-Language is no one's real preference
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"
_RTL_CLASSES = {"R", "AL", "AN"}


def negotiate(wanted: str | None) -> str:
    """Return the best language for an Accept-Language header or a single tag; English if none."""
    known = {tag.lower(): tag for tag in LANGUAGES}
    for tag in _preferences(wanted or ""):
        while tag:
            tag = _ALIASES.get(tag, tag)
            if tag in known:
                return known[tag]
            tag = tag.rpartition("-")[0]
    return ENGLISH


def _preferences(header: str) -> list[str]:
    ranked: list[tuple[float, str]] = []
    for item in header[:_LONGEST_HEADER].replace("_", "-").lower().split(","):
        tag, _, parameters = item.partition(";")
        quality = _quality(parameters)
        if quality > 0:
            ranked.append((-quality, tag.strip()))
    return [tag for _, tag in sorted(ranked, key=lambda pair: pair[0])]


def _quality(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0


@lru_cache(maxsize=64)
def locale_of(tag: str) -> Locale:
    """Return Babel's locale for one of LANGUAGES; English dates are written day first."""
    return Locale.parse("en_GB" if tag == ENGLISH else tag.replace("-", "_"))


def direction(tag: str) -> str:
    """Return `ltr` or `rtl`, for HTML's `dir`."""
    return locale_of(tag).text_direction


def isolate(value: str, tag: str) -> str:
    """Wrap a value in isolates where its direction could disturb the sentence around it.

    In right-to-left text every value is wrapped; in left-to-right text only those that hold
    right-to-left characters (UAX #9, 2.7).
    """
    foreign = any(unicodedata.bidirectional(character) in _RTL_CLASSES for character in value)
    if direction(tag) == "rtl" or foreign:
        return f"{_FIRST_STRONG_ISOLATE}{value}{_POP_ISOLATE}"
    return value
