"""The Latin forms a written word may take, each with the rule that makes it.

Sources: ICAO Doc 9303-3 section 6.A (Latin letters and their options) with the national choices
it leaves open; the romanisation tables; Korean, Indic and kana letters by their Unicode names.
"""

from __future__ import annotations

import itertools
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from verifier.compare.transliterate.apply import romanise_capitals
from verifier.compare.transliterate.letters import main_script
from verifier.compare.transliterate.syllables import syllabic_forms
from verifier.compare.transliterate.table import romanisation, romanisations_for

# Options beyond dropping the mark (Doc 9303-3 6.A and national practice), most usual first.
_OPTIONS: dict[str, tuple[str, ...]] = {
    "Ä": ("A", "AE"), "Å": ("A", "AA"), "Æ": ("AE", "E", "A"), "Ö": ("O", "OE", "YO"),
    "Ø": ("O", "OE"), "Ü": ("U", "UE", "UXX", "YU", "IU"), "ẞ": ("SS", "S"), "Œ": ("OE", "O"),
    "Ñ": ("N", "NXX", "NY"), "Þ": ("TH",), "Ð": ("D", "DH"), "Đ": ("D", "DJ"), "Ł": ("L",),
    "Ø̈": ("O",), "Ĳ": ("IJ", "Y"), "Ŋ": ("N", "NG"), "Ħ": ("H",), "Ŧ": ("T",), "Ŀ": ("L",),
    "Ə": ("A", "E", "AE"), "Ƣ": ("GH",), "Ɵ": ("O",), "Ő": ("O", "OE"), "Ű": ("U", "UE"),
    "Š": ("S", "SH"), "Ž": ("Z", "ZH"), "Č": ("C", "CH"), "Ć": ("C", "CH"), "Ş": ("S", "SH"),
    "Ș": ("S", "SH"), "Ț": ("T", "TS"), "Ţ": ("T", "TS"), "Ç": ("C", "CH"), "Ğ": ("G", "GH"),
    "I": ("I",), "ı": ("I",), "Ơ": ("O",), "Ư": ("U",), "Õ": ("O", "OE"),
    # Long vowels in Japanese passports (MOFA, Hepburn with OH); letters of West Africa.
    "Ō": ("O", "OH", "OU"), "Ɔ": ("O",), "Ɛ": ("E",), "Ɖ": ("D",), "Ɗ": ("D",), "Ɓ": ("B",),
    "Ɣ": ("G", "GH"), "Ƙ": ("K",), "Ƴ": ("Y",), "Ƒ": ("F",),
}  # fmt: skip
_EXPANSIONS = {"AE", "OE", "UE", "UXX", "AA", "SS", "NXX"}
MAX_FORMS = 48


@dataclass(frozen=True, slots=True)
class Form:
    """A Latin spelling and the rule that leads to it (empty when it is as written)."""

    latin: str
    rule: str


@lru_cache(maxsize=16384)
def latin_forms(key: str, country: str | None) -> tuple[Form, ...]:
    """Return the Latin forms of a word in capitals; empty for a script without any."""
    script = main_script(key)
    if script in ("latin", ""):
        return _from_latin(key)
    tables = _plausible(script, country)
    if tables and script != "arabic":
        return _from_tables(key, tables)
    return tuple(Form(latin, rule) for latin, rule in syllabic_forms(key, script))


# Latin forms of names from all over the former Union follow these whoever issued the document.
_SHARED_LANGUAGES = ("ru", "uk")


@lru_cache(maxsize=1024)
def _plausible(script: str, country: str | None) -> list[str]:
    """Tables a name in this script may have been written by; all where the issuer has none."""
    tables = [t for t in romanisations_for(script, country) if t != "ar-icao-mrz"]
    own = [t for t in tables if country in romanisation(t).countries]
    if not own:
        return tables
    shared = [t for t in tables if romanisation(t).language in _SHARED_LANGUAGES]
    return own + [t for t in shared if t not in own]


def _from_tables(key: str, tables: list[str]) -> tuple[Form, ...]:
    found: dict[str, str] = {}
    for choice in (0, 1, 2):
        for table_id in tables:
            table = romanisation(table_id)
            if not table.knows(key) or (choice and not table.alternatives.keys() & set(key)):
                continue
            latin = romanise_capitals(key, table, choice)
            for form in _from_latin(latin):
                if form.latin.isascii() and form.latin:
                    found.setdefault(form.latin, f"romanisation.{table_id}")
    return tuple(Form(latin, rule) for latin, rule in itertools.islice(found.items(), MAX_FORMS))


def _from_latin(key: str) -> tuple[Form, ...]:
    if key.isascii():
        return (Form(key, ""),)
    letters = [_letter_options(c) for c in unicodedata.normalize("NFC", key)]
    combinations = itertools.islice(itertools.product(*letters), MAX_FORMS)
    found: dict[str, str] = {}
    for combination in combinations:
        rule = "umlaut.expanded" if set(combination) & _EXPANSIONS else "diacritics.icao"
        found.setdefault("".join(combination), rule)
    return tuple(Form(latin, rule) for latin, rule in found.items())


@lru_cache(maxsize=4096)
def _letter_options(character: str) -> tuple[str, ...]:
    if character.isascii():
        return (character,)
    if character in _OPTIONS:
        return _OPTIONS[character]
    plain = "".join(
        c for c in unicodedata.normalize("NFKD", character) if not unicodedata.combining(c)
    )
    if plain != character and plain in _OPTIONS:
        return _OPTIONS[plain]  # a letter with two marks, as in Vietnamese
    return (plain.upper(),)
