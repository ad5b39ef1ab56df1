"""Letters that look alike across alphabets, letters under their diacritics, and their scripts.

The Cyrillic and Greek pairs are the capitals that share one shape in every sans-serif face, and
the small letters of Cyrillic that do; the country notes list the capitals as series look-alikes.
"""

from __future__ import annotations

import unicodedata
from functools import cache

# Cyrillic or Greek to the Latin letter of the same shape.
TWINS = {
    **dict(zip("АВЕКМНОРСТХІЈЅԚԜҮ", "ABEKMHOPCTXIJSQWY", strict=True)),
    **dict(zip("асеорхуіјѕԛԝһ", "aceopxyijsqwh", strict=True)),
    "У": "Y",
    "З": "3",
    "Ӏ": "I",
    "Ї": "Ï",
    "Ё": "Ë",
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX", strict=True)),
    **dict(zip("ονυ", "ovu", strict=True)),
}

# How PP-OCR spells Cyrillic letters it does not know; these alone never make a word Latin.
_READ_AS_LATIN = frozenset("ABCEFHIKMNOPTWXYaceiopxynurkmtbhIJSjsÏËïëÜüÎîÍí4")

_BLOCKS = {
    "LATIN": "Latn",
    "CYRILLIC": "Cyrl",
    "GREEK": "Grek",
    "ARABIC": "Arab",
    "DEVANAGARI": "Deva",
    "BENGALI": "Beng",
    "ARMENIAN": "Armn",
    "GEORGIAN": "Geor",
    "SINHALA": "Sinh",
    "TAMIL": "Taml",
    "THAI": "Thai",
    "HEBREW": "Hebr",
    "CJK": "Hani",
}
# Scripts whose documents print digits of their own.
OWN_DIGITS = frozenset(("Arab", "Beng", "Deva", "Thai"))
SHARED_SHAPES = frozenset(("Cyrl", "Grek"))


@cache
def script_of(char: str) -> str:
    """Return the ISO 15924 code of a letter or mark, "" for digits, signs and spaces."""
    if unicodedata.category(char)[0] not in "LM":
        return ""
    return _BLOCKS.get(unicodedata.name(char, "").split(" ")[0], "")


def main_script(text: str) -> str:
    """Return the script most letters of `text` belong to, "" when it has none."""
    scripts = [s for s in map(script_of, text) if s]
    return max(sorted(set(scripts)), key=scripts.count) if scripts else ""


@cache
def bare(char: str) -> str:
    """Return a letter without its diacritic, in lower case, for comparing shapes."""
    plain = unicodedata.normalize("NFD", char)[0].lower()
    return {"ł": "l", "đ": "d", "ı": "i", "ø": "o", "ħ": "h", "ŧ": "t", "ð": "d"}.get(plain, plain)


# Letters with diacritics by language; a language not listed may print any.
# English is none of these: its documents print their holders' Ñ and É.
_UNMARKED = frozenset(("id", "ms", "rw", "so", "sw", "uz", "zu"))
_MARKED = {
    "az": "çəğıİöşü",
    "cs": "áčďéěíňóřšťúůýž",
    "de": "äöüß",
    "es": "áéíñóúü",
    "et": "äöõüšž",
    "fi": "åäöšž",
    "fr": "àâæçéèêëîïôœùûüÿ",
    "hr": "čćđšž",
    "hu": "áéíóöőúüű",
    "is": "áðéíóöúýþæ",
    "it": "àèéìòùî",
    "lt": "ąčęėįšųūž",
    "lv": "āčēģīķļņšūž",
    "nl": "áéëíïóöúüè",
    "pl": "ąćęłńóśźż",
    "pt": "áâãàçéêíóôõúü",
    "ro": "ăâîșț",
    "sk": "áäčďéíĺľňóôŕšťúýž",
    "sl": "čšžćđ",
    "sq": "çë",
    "sr": "čćđšž",
    "sv": "åäöé",
    "tr": "çğıİöşüâî",
}


@cache
def marked_letters(*languages: str) -> frozenset[str] | None:
    """Return the letters with diacritics that languages print, both cases; None when any may be."""
    if not languages or any(x not in _MARKED and x not in _UNMARKED for x in languages):
        return None
    letters = "".join(_MARKED.get(x, "") for x in languages)
    both = (*letters, *letters.upper(), *(("ẞ",) if "ß" in letters else ()))
    return frozenset(c for c in both if not c.isascii())  # the capital of ı has no mark


def twin(char: str) -> str:
    """Return the Latin letter of the same shape, or the letter itself."""
    return TWINS.get(char, char)


def latinised(text: str) -> str:
    """Return `text` with each Cyrillic or Greek letter that has a Latin twin replaced by it."""
    return "".join(map(twin, text))


_CYRILLIC = {latin: own for own, latin in TWINS.items() if script_of(own) == "Cyrl"}


def cyrillised(text: str) -> str:
    """Return `text` with each Latin letter that has a Cyrillic twin replaced by it."""
    return "".join(_CYRILLIC.get(c, c) if c.isalpha() else c for c in text)


def could_be(script: str, latin: str) -> bool:
    """Return whether a word read as Latin may be print of `script` seen by a Latin reader."""
    letters = [c for c in latin if c.isalpha()]
    return script in SHARED_SHAPES and all(c in _READ_AS_LATIN for c in letters)
