"""Whether a Latin word is a transcription of a word whose script leaves short vowels out.

Arabic (with Persian, Urdu and Pashto letters) and Hebrew. Each letter offers the spellings
documents use for it; short vowels may stand between consonants, and a consonant may be doubled.
Sources: BGN/PCGN 1956 (Arabic) and 2007 (Persian, Urdu), French practice of the Maghreb, the
Egyptian and Gulf practices; BGN/PCGN 1962 for Hebrew.
"""

from __future__ import annotations

import re
from functools import lru_cache

_LETTERS: dict[str, str] = {
    # letter: spellings, `-` for nothing
    "ا": "A E I O U AA -", "أ": "A E I O U -", "إ": "I E A -", "آ": "A AA", "ٱ": "A E -",
    "ء": "- A E", "ؤ": "U O OU W -", "ئ": "- I E Y A", "ب": "B P V", "پ": "P", "ت": "T", "ث": "TH S T",
    "ج": "J G DJ DZH ZH C", "چ": "CH TCH TSH", "ح": "H", "خ": "KH H K X", "د": "D", "ڈ": "D", "ذ": "DH Z D TH",
    "ر": "R", "ڑ": "R", "ز": "Z S", "ژ": "ZH J", "س": "S C SS", "ش": "SH CH SCH S", "ص": "S SS", "ض": "D DH Z",
    "ط": "T", "ظ": "Z DH TH D", "ع": "- A E I O U AA", "غ": "GH G R", "ف": "F PH", "ق": "Q K G GH C",
    "ك": "K C Q", "ک": "K C", "گ": "G", "ل": "L", "م": "M", "ن": "N", "ں": "N -", "ه": "H - A E", "ہ": "H - A E",
    "ھ": "H -", "ة": "A AH E EH AT ET H -", "ۃ": "A AH E", "و": "W U O OU OO V AW AU OW", "ي": "Y I E EE IE AI EI AY EY J",
    "ی": "Y I E EE IE AI EI AY EY A", "ى": "A Y I E", "ے": "E AY AI EY Y I", "ې": "E I Y", "ٹ": "T", "ـ": "-",
    # Hebrew
    "א": "- A E I O U", "ב": "B V", "ג": "G J", "ד": "D", "ה": "H - A E", "ו": "V W O U OO", "ז": "Z",
    "ח": "H CH KH", "ט": "T", "י": "Y I J E EE - AI EI", "כ": "K C CH KH", "ך": "CH KH K", "ל": "L", "מ": "M",
    "ם": "M", "נ": "N", "ן": "N", "ס": "S", "ע": "- A E I O", "פ": "P F PH", "ף": "F PH", "צ": "TZ TS Z C",
    "ץ": "TZ TS Z", "ק": "K C Q", "ר": "R", "ש": "SH S", "ת": "T TH",
}  # fmt: skip
_MARKS = re.compile("[\u064b-\u0652\u0670\u05b0-\u05c7\u0640]")
_SHORT = ("A", "E", "I", "O", "U", "Y", "AE")
_ARTICLE = "ال"
_SHORT_FIRST = (*_SHORT, "OU")  # French spelling of a first short u: Mounir, Moustafa


@lru_cache(maxsize=16384)
def consonants_fit(native: str, latin: str) -> bool:
    """Whether every letter of `native` is heard in `latin` in order, and nothing else but vowels."""
    letters = _MARKS.sub("", native)
    if not letters or any(letter not in _LETTERS for letter in letters):
        return False
    if len(latin) > 4 * len(letters) + 2:
        return False
    first = len(_ARTICLE) if letters.startswith(_ARTICLE) else 0
    # The Latin positions reachable after each letter.
    frontier = {0}
    for at, letter in enumerate(letters):
        frontier = _past(latin, frontier, _LETTERS[letter].split())
        if at < len(letters) - 1:
            frontier = _after_vowel(latin, frontier, _SHORT_FIRST if at == first else _SHORT)
        if not frontier:
            return False
    return len(latin) in frontier


def _past(latin: str, frontier: set[int], spellings: list[str]) -> set[int]:
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
