"""Document and personal numbers: found among other print, and fitted to a profile's pattern.

A reader mistakes O for 0 and Cyrillic capitals for Latin ones; where the pattern says which may
stand, look-alikes alone are exchanged, and each exchange is told.
"""

from __future__ import annotations

import re
from functools import cache

from verifier.visual.dates import is_date, western_digits
from verifier.visual.letters import cyrillised, latinised, main_script
from verifier.visual.value import Manner, Value

# A number may be set in groups: digits by blanks, a series of letters before them.
_TOKEN = re.compile(
    r"(?:(?<!\w)[^\W\d_]{1,3} (?=\d))?[^\W_](?:[\w\-/.]|(?<=\d) (?=\d{1,6}(?!\d)))*"
)
# A series and its number, each under its own word: "SERIA XT NR 471829".
_BOTH = r"(\w{1,4}(?: \d\d)?)\W{0,2}(?:nr|no|num|numer|№|n[º°])\W{0,2}(\d{5,8})\b"
SERIES = re.compile(rf"\b(?:seri[aes]{{1,2}}|серия|серія|серыя)\W{{0,2}}{_BOTH}", re.IGNORECASE)
_IN_SERIES = re.compile(rf"\W*{_BOTH}\W*", re.IGNORECASE)
_FITS = 0.9
_LEAST_NUMBER = 5
_LEAST_DIGITS = 1
_USUAL_DIGITS = 3
_LONG_NUMBER = 7  # with fewer digits only a longer run of capitals is a number


def numbers(name: str, text: str, manner: Manner) -> tuple[Value, ...]:
    """Return the numbers in `text`, those that fit the profile's pattern first."""
    found: list[Value] = []
    pattern = manner.patterns.get(name)
    if name == "document_number" and (both := SERIES.search(text) or _IN_SERIES.fullmatch(text)):
        value = latinised((both[1] + both[2]).replace(" ", "").upper())
        if pattern is None or _matches(value, pattern):
            return (Value(value=value, start=both.start(1), end=both.end(2), fit=1.0),)
    for m in _TOKEN.finditer(text):
        found += _number(m[0], m.start(), pattern)
    if not found and (whole := re.sub(r"\s", "", text)) != text:
        found += [v for v in _number(text, 0, pattern) if len(whole) <= 24]
    if pattern and not any(v.fit >= _FITS for v in found):  # groups set apart: "TN01 20150047182"
        found += [v for v in _number(text, 0, pattern) if v.fit >= _FITS]
    return tuple(sorted(found, key=lambda v: -v.fit))


def _number(text: str, start: int, pattern: str | None) -> list[Value]:
    plain = re.sub(r"\s", "", western_digits(text)).upper().strip(".-/")
    digits = sum(c.isdigit() for c in plain)
    if len(plain) < _LEAST_NUMBER or digits < _LEAST_DIGITS or is_date(text):
        return []
    if pattern and (suited := _suit(plain, pattern)) is not None:
        value, doubtful = suited
        places = tuple(start + i for i in doubtful if len(plain) == len(text))
        fit = 1.0 if not doubtful else 0.9
        return [Value(value=value, start=start, end=start + len(text), fit=fit, doubtful=places)]
    value = latinised(plain)
    fit = 0.5 if pattern else 0.8 if digits >= _USUAL_DIGITS else 0.6
    if digits < _USUAL_DIGITS and (len(plain) < _LONG_NUMBER or plain != text.strip()):
        return []
    script = main_script(text) or "Latn"
    return [Value(value=value, start=start, end=start + len(text), fit=fit, script=script)]


# Characters a reader mistakes for one another, by what a pattern may want in their place.
_SWAPS = {"O": "0", "Q": "0", "D": "0", "I": "1", "L": "1", "Z": "2", "S": "5", "B": "8", "G": "6"}
_BACK = {"0": "O", "1": "I", "2": "Z", "5": "S", "8": "B", "6": "G"}


def _suit(plain: str, pattern: str) -> tuple[str, tuple[int, ...]] | None:
    """Return `plain` made to match `pattern` by look-alikes alone, and which places changed."""
    for text in (plain, latinised(plain), cyrillised(plain), re.sub(r"[^\w]", "", plain)):
        if _matches(text, pattern):
            return text, ()
    text = latinised(plain)
    places = [i for i, c in enumerate(text) if c in _SWAPS or c in _BACK]
    if len(places) > 8:
        return None
    for i in places:
        if _matches(one := _swapped(text, (i,)), pattern):
            return one, (i,)
    for digits_first in range(5):
        changed = tuple(
            i
            for i in places
            if (text[i] in _SWAPS and i >= digits_first) or (text[i] in _BACK and i < digits_first)
        )
        if changed and _matches(many := _swapped(text, changed), pattern):
            return many, changed
    return None


def _swapped(text: str, places: tuple[int, ...]) -> str:
    return "".join(
        (_SWAPS.get(c) or _BACK.get(c) or c) if i in places else c for i, c in enumerate(text)
    )


@cache
def _compiled(pattern: str) -> re.Pattern[str] | None:
    try:
        return re.compile(pattern)
    except re.error:
        return None


def _matches(text: str, pattern: str) -> bool:
    compiled = _compiled(pattern)
    return bool(compiled and compiled.fullmatch(text))
