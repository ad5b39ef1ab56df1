"""Latin forms of scripts whose letters make syllables: Hangul, kana, Devanagari and its kin.

Sources: the Unicode Hangul composition arithmetic (chapter 3.12) with the Revised Romanisation of
2000; Hepburn for kana; ISO 15919 consonants without marks for the Indic blocks, which Unicode
lays out in parallel. Best effort: the inherent vowel is dropped at a word's end and, in Hindi,
between consonants where speech drops it.
"""

from __future__ import annotations

import tomllib
import unicodedata
from pathlib import Path

_TABLE = Path(__file__).resolve().parents[1] / "tables" / "syllables.toml"
_SOUNDS = {
    key: tuple(written.split())
    for key, written in tomllib.loads(_TABLE.read_text(encoding="utf-8")).items()
}
_LEADS, _MEDIALS, _TAILS = _SOUNDS["leads"], _SOUNDS["medials"], _SOUNDS["tails"]
_HANGUL_FIRST = 0xAC00
_MEDIAL_COUNT, _TAIL_COUNT = 21, 28

# One column of the Devanagari block (U+0900) and its parallels (Bengali +0x80, and so on).
_CONSONANTS = dict(zip(range(0x15, 0x3A), _SOUNDS["indic"], strict=True))
_VOWELS = {
    0x05: "A", 0x06: "A", 0x07: "I", 0x08: "I", 0x09: "U", 0x0A: "U", 0x0B: "RI", 0x0D: "E",
    0x0E: "E", 0x0F: "E", 0x10: "AI", 0x11: "O", 0x12: "O", 0x13: "O", 0x14: "AU",
}  # fmt: skip
_SIGNS = {
    0x3E: "A", 0x3F: "I", 0x40: "I", 0x41: "U", 0x42: "U", 0x43: "RI", 0x45: "E", 0x46: "E",
    0x47: "E", 0x48: "AI", 0x49: "O", 0x4A: "O", 0x4B: "O", 0x4C: "AU",
}  # fmt: skip
_VIRAMA, _NUKTA = 0x4D, 0x3C
_NASALS = {0x01: "N", 0x02: "N", 0x03: "H"}
_NUKTA_FORMS = {
    0x58: "Q",
    0x59: "KH",
    0x5A: "G",
    0x5B: "Z",
    0x5C: "R",
    0x5D: "RH",
    0x5E: "F",
    0x5F: "Y",
}
_BLOCK = 0x80
_HALF_BLOCK_MASK = 0x7F


def syllabic_forms(key: str, script: str) -> tuple[tuple[str, str], ...]:
    """Return (Latin capitals, rule) pairs for a word; empty for a script not known here."""
    if script == "hangul":
        return ((_hangul(key), "romanisation.ko-rr-2000"),)
    if script == "kana":
        return ((_kana(key), "romanisation.ja-hepburn"),)
    if script in ("devanagari", "bengali", "gurmukhi", "gujarati"):
        forms = dict.fromkeys(_indic(key, drop_inner) for drop_inner in (True, False))
        return tuple((form, f"romanisation.{script}-practice") for form in forms)
    return ()


def _hangul(key: str) -> str:
    out: list[str] = []
    for character in unicodedata.normalize("NFC", key):
        index = ord(character) - _HANGUL_FIRST
        if not 0 <= index < len(_LEADS) * _MEDIAL_COUNT * _TAIL_COUNT:
            continue
        lead, rest = divmod(index, _MEDIAL_COUNT * _TAIL_COUNT)
        medial, tail = divmod(rest, _TAIL_COUNT)
        out.append(_LEADS[lead] + _MEDIALS[medial] + _TAILS[tail])
    return "".join(out).replace("-", "")


def _kana(key: str) -> str:
    out: list[str] = []
    doubled = False
    for character in key:
        name = unicodedata.name(character, "").split(" ")
        if character == "ー":
            continue
        syllable, small = name[-1], "SMALL" in name
        if syllable == "TU" and small:
            doubled = True
            continue
        if small and syllable in ("YA", "YU", "YO") and out:
            before = out.pop()
            glide = syllable[1] if before in ("SHI", "CHI", "JI") else syllable
            out.append(before[:-1] + glide)
            continue
        sound = _HEPBURN.get(syllable, syllable)
        out.append(sound[0] + sound if doubled else sound)
        doubled = False
    return "".join(out)


_HEPBURN = {
    "SI": "SHI",
    "TI": "CHI",
    "TU": "TSU",
    "HU": "FU",
    "ZI": "JI",
    "DI": "JI",
    "DU": "ZU",
    "WO": "O",
}


def _indic(key: str, drop_inner: bool) -> str:
    """Return consonants and vowels with the inherent A where it is spoken."""
    units: list[tuple[str, str | None]] = []  # consonant (or ""), vowel (None: inherent)
    for character in key:
        offset = ord(character) & _HALF_BLOCK_MASK
        if offset in _CONSONANTS:
            units.append((_CONSONANTS[offset], None))
        elif offset in _NUKTA_FORMS:
            units.append((_NUKTA_FORMS[offset], None))
        elif offset in _VOWELS:
            units.append(("", _VOWELS[offset]))
        elif offset in _SIGNS and units:
            units[-1] = (units[-1][0], _SIGNS[offset])
        elif offset == _VIRAMA and units:
            units[-1] = (units[-1][0], "")
        elif offset in _NASALS and units:
            consonant, vowel = units[-1]
            units[-1] = (consonant, ("A" if vowel is None else vowel) + _NASALS[offset])
    return "".join(
        consonant + _spoken(units, at, drop_inner) for at, (consonant, _) in enumerate(units)
    )


def _spoken(units: list[tuple[str, str | None]], at: int, drop_inner: bool) -> str:
    vowel = units[at][1]
    if vowel is not None:
        return vowel
    last = at == len(units) - 1
    if last:
        after_cluster = at > 0 and units[at - 1][1] == ""
        return "A" if after_cluster or len(units) == 1 else ""
    follows = units[at + 1][1]
    before = units[at - 1][1] if at else ""
    inner = drop_inner and at > 0 and before != "" and bool(follows)
    return "" if inner else "A"
