"""Which Tesseract language packs stand on this machine, and which one reads a script.

Packs come from Debian (`tesseract-ocr-<lang>`, `tesseract-ocr-script-<script>`); nothing is ever
downloaded. The choice per language follows `bench print`: a language's own pack beats the pack
of its script, except in Devanagari and Bengali, where the script pack makes fewer errors.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path

# Debian's place; the number is Tesseract's major version.
_DEBIAN = Path("/usr/share/tesseract-ocr")

# ISO 639-1 to the pack of that language, in order of preference.
LANGUAGE_PACKS = {
    "ar": ("Arabic", "ara"),
    "az": ("aze", "Latin"),
    "be": ("bel", "Cyrillic"),
    "bg": ("bul", "Cyrillic"),
    "bn": ("Bengali", "ben"),
    "bs": ("hrv", "Latin"),
    "cs": ("ces", "Latin"),
    "de": ("deu", "Latin"),
    "el": ("ell", "Greek"),
    "en": ("eng",),
    "es": ("spa", "Latin"),
    "et": ("est", "Latin"),
    "fa": ("fas", "Arabic"),
    "fi": ("fin", "Latin"),
    "fr": ("fra", "Latin"),
    "hi": ("Devanagari", "hin"),
    "hr": ("hrv", "Latin"),
    "hu": ("hun", "Latin"),
    "hy": ("hye", "Armenian"),
    "is": ("isl", "Latin"),
    "it": ("ita", "Latin"),
    "ka": ("kat", "Georgian"),
    "kk": ("kaz", "Cyrillic"),
    "ky": ("kir", "Cyrillic"),
    "lt": ("lit", "Latin"),
    "lv": ("lav", "Latin"),
    "mk": ("mkd", "Cyrillic"),
    "mr": ("Devanagari", "hin"),
    "ne": ("Devanagari", "nep"),
    "nl": ("nld", "Latin"),
    "pl": ("pol", "Latin"),
    "pt": ("por", "Latin"),
    "ro": ("ron", "Latin"),
    "ru": ("rus", "Cyrillic"),
    "si": ("Sinhala", "sin"),
    "sk": ("slk", "ces", "Latin"),
    "sl": ("slv", "hrv", "Latin"),
    "sq": ("sqi", "Latin"),
    "sr": ("srp", "Cyrillic"),
    "sv": ("swe", "Latin"),
    "ta": ("Tamil", "tam"),
    "tr": ("tur", "Latin"),
    "uk": ("ukr", "Cyrillic"),
    "ur": ("urd", "Arabic"),
    "uz": ("uzb_cyrl", "Cyrillic"),
    "vi": ("vie", "Vietnamese"),
}

# ISO 15924 to packs that read it when the language is not known.
SCRIPT_PACKS = {
    "Arab": ("Arabic", "ara", "urd", "fas"),
    "Armn": ("hye", "Armenian"),
    "Beng": ("Bengali", "ben"),
    "Cyrl": ("Cyrillic", "rus", "ukr", "bul", "kaz"),
    "Deva": ("Devanagari", "hin", "nep"),
    "Geor": ("kat", "Georgian"),
    "Grek": ("ell", "Greek"),
    "Latn": ("eng", "Latin"),
    "Sinh": ("Sinhala", "sin"),
    "Taml": ("Tamil", "tam"),
}

# Scripts a language is printed in when a document's profile names both.
LANGUAGE_SCRIPTS = {
    **dict.fromkeys(("be", "bg", "kk", "ky", "mk", "ru", "uk", "tg", "mn"), ("Cyrl",)),
    **dict.fromkeys(("sr", "uz"), ("Cyrl", "Latn")),
    **dict.fromkeys(("ar", "fa", "ur", "ps"), ("Arab",)),
    **dict.fromkeys(("hi", "ne", "mr"), ("Deva",)),
    "bn": ("Beng",),
    "el": ("Grek",),
    "hy": ("Armn",),
    "ka": ("Geor",),
    "si": ("Sinh",),
    "ta": ("Taml",),
}


def scripts_of(language: str) -> tuple[str, ...]:
    """Return the scripts a language (ISO 639-1) is printed in; Latin where not listed."""
    return LANGUAGE_SCRIPTS.get(language, ("Latn",))


@cache
def tessdata() -> Path | None:
    """Return the folder of language packs: `TESSDATA_PREFIX`, or the newest of Debian's."""
    named = os.environ.get("TESSDATA_PREFIX")
    candidates = [Path(named), Path(named) / "tessdata"] if named else []
    candidates += sorted(_DEBIAN.glob("*/tessdata"), reverse=True)
    return next((c for c in candidates if any(c.glob("*.traineddata"))), None)


@cache
def installed() -> frozenset[str]:
    """Return the names of the packs on this machine."""
    folder = tessdata()
    return frozenset(p.stem for p in folder.glob("*.traineddata")) if folder else frozenset()


def split_tag(tag: str) -> tuple[str, str]:
    """Return (script, language) of "Cyrl" or "Cyrl-uk"; the language may be empty."""
    script, _, language = tag.partition("-")
    return script, language


def pack_for(tag: str, packs: frozenset[str] | None = None) -> str | None:
    """Return the pack that reads `tag` ("Cyrl" or "Cyrl-uk"), or None where none stands."""
    have = installed() if packs is None else packs
    script, language = split_tag(tag)
    own: Sequence[str] = ()
    if script in scripts_of(language):
        own = LANGUAGE_PACKS.get(language, ())
    if (script, language) == ("Latn", "sr"):
        own = ("srp_latn", "hrv")
    elif (script, language) == ("Latn", "uz"):
        own = ("uzb",)
    return next((p for p in (*own, *SCRIPT_PACKS.get(script, ())) if p in have), None)


def available_scripts() -> frozenset[str]:
    """Return the ISO 15924 codes some pack on this machine can read."""
    return frozenset(s for s in SCRIPT_PACKS if pack_for(s) is not None)
