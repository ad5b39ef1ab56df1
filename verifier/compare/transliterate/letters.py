"""What kind of letter a character is: script, vowel, look-alike, safe capital.

Sources: the Unicode character names; Unicode TR39 confusables for the Cyrillic look-alikes;
Doc 9303-3 section 6 for what the machine-readable zone keeps.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import cache

APOSTROPHES = "'’‘ʼʻ`´ʹʾʿˈ′＇“”\""
HYPHENS = "-‐‑‒–—−﹣－"

_SCRIPTS = {
    "LATIN": "latin",
    "CYRILLIC": "cyrillic",
    "GREEK": "greek",
    "GEORGIAN": "georgian",
    "ARMENIAN": "armenian",
    "ARABIC": "arabic",
    "HEBREW": "hebrew",
    "DEVANAGARI": "devanagari",
    "BENGALI": "bengali",
    "GURMUKHI": "gurmukhi",
    "GUJARATI": "gujarati",
    "HANGUL": "hangul",
    "KATAKANA": "kana",
    "HIRAGANA": "kana",
}
_VOWELS = frozenset("AEIOUYАЕЁИІЇОУЫЭЮЯЄӘӨҰҮӢӮΑΕΗΙΟΥΩԱԵԷԸԻՈՕაეიოუ")

# Letters drawn alike in both scripts (TR39), used when one word mixes the two.
_CYRILLIC_TWINS = dict(zip("АВЕЅІЈКМНОРСТУХҮҺӘӨ", "ABESIJKMHOPCTYXYHƏӨ", strict=True))
_LATIN_TWINS = {latin: cyrillic for cyrillic, latin in _CYRILLIC_TWINS.items()}


@cache
def script_of(character: str) -> str:
    """Return a letter's script: `other` if unreadable here, empty for what is no letter."""
    if not character.isalpha():
        return ""
    first_word = unicodedata.name(character, "").split(" ")[0].split("-")[0]
    if "LATIN" in unicodedata.name(character, ""):
        return "latin"
    return _SCRIPTS.get(first_word, "other")


def main_script(text: str) -> str:
    """Return the script most letters are in; empty when there is no letter."""
    counts = Counter(script for script in map(script_of, text) if script)
    return counts.most_common(1)[0][0] if counts else ""


@cache
def upper(text: str) -> str:
    """Return capitals without the traps of `str.upper`.

    Georgian stays Mkhedruli (U+10D0..), dotless i becomes I, ß becomes ẞ (options come later).
    """
    out: list[str] = []
    for character in unicodedata.normalize("NFC", text):
        if script_of(character) == "georgian":
            out.append(character.lower())
        elif character == "ß":
            out.append("ẞ")
        elif character == "և":  # Armenian ligature ech-yiwn
            out.append("ԵՎ")
        else:
            raised = character.upper()
            out.append(raised if len(raised) == 1 else character)
    raised_text = "".join(out)
    if any(script_of(c) == "greek" for c in raised_text):
        return _without_tonos(raised_text)
    return raised_text


def _without_tonos(text: str) -> str:
    """Greek capitals carry no accent; a dialytika keeps the vowels apart and is kept."""
    plain = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(c for c in plain if c not in "\u0301\u0300\u0342"))


def is_vowel(letter: str) -> bool:
    """Whether a capital letter is a vowel in its alphabet."""
    return letter in _VOWELS


def one_script(word: str) -> str:
    """Return a word whose few look-alike letters of another script are put into its own.

    A Latin word with a Cyrillic А in it (or the reverse) is a typing or reading slip; a word
    whose odd letters have no twin stays as it is.
    """
    scripts = {script for script in map(script_of, word) if script}
    if scripts != {"latin", "cyrillic"}:
        return word
    capitals = upper(word)
    for keep, twins in (("cyrillic", _LATIN_TWINS), ("latin", _CYRILLIC_TWINS)):
        turned = "".join(c if script_of(c) in (keep, "") else twins.get(c, c) for c in capitals)
        if {script for script in map(script_of, turned) if script} == {keep}:
            return turned
    return word
