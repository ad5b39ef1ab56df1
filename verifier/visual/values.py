"""What a stretch of print means as a value of a given field: normalised, or not of that kind.

Names keep their letters with single spaces, numbers lose their spaces, dates become ISO 8601,
sex is M, F or X, and states are alpha-3 where their name is known to CLDR.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from verifier.visual.dates import PrintedDate, find_dates, western_digits
from verifier.visual.labels import fold
from verifier.visual.letters import latinised, main_script, script_of
from verifier.visual.states import state_code

DATES = ("birth_date", "expiry_date", "issue_date")
NUMBERS = ("document_number", "personal_number")
NAMES = ("surname", "given_names", "full_name", "patronymic")
STATES = ("nationality", "issuing_state")
TEXTS = ("birth_place", "address", "authority")

_NUMBERING = re.compile(r"^\W*\d{1,2}[a-d]?[.)]?\s+|^\W*\d[a-d]?[.)]")
_NAME_EDGE = ' .,:;/|_=~*"“”«»()[]{}<>-–—·•!?1234567890'
# A number may be set in groups: digits by blanks, a series of letters before them.
_TOKEN = re.compile(
    r"(?:(?<!\w)[^\W\d_]{1,3} (?=\d))?[^\W_](?:[\w\-/.]|(?<=\d) (?=\d{1,6}(?!\d)))*"
)
# A letter for each language, with the slash between them misread.
_TWO_SEXES = re.compile(r"[^\W\d_][IilL1|!\\/ІЛ]([MFX])")
_LEAST_NUMBER = 5
_LEAST_DIGITS = 1
_USUAL_DIGITS = 3
_LONG_NUMBER = 7  # with fewer digits only a longer run of capitals is a number
_ABBREVIATED = 4  # letters of an abbreviation with its stop: "JR.", "MST."
_LEAST_TEXT = {"birth_place": 3}
_LEAST_NAME = 2  # letters; shorter names exist, but so do specks


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A normalised value and the stretch [start, end) of the text that says it.

    `script` is ISO 15924; `fit` (0..1) how well the text suits its kind; `doubtful` are offsets
    in the text that were changed to suit; `other` further meanings.
    """

    value: str
    start: int
    end: int
    script: str = "Latn"
    fit: float = 1.0
    doubtful: tuple[int, ...] = ()
    other: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a document writes: its date formats, calendar, languages and number patterns."""

    formats: tuple[str, ...] = ()
    calendar: str = "gregorian"
    languages: tuple[str, ...] = ("en",)
    patterns: dict[str, str] = field(default_factory=dict)
    phrases: tuple[str, ...] = ()


def values_of(name: str, text: str, manner: Manner) -> tuple[Value, ...]:
    """Return what `text` says for field `name`, best first; empty when it is not of its kind."""
    if name in DATES:
        return _dates(name, text, manner)
    if name in NUMBERS:
        return _numbers(name, text, manner)
    if name in NAMES:
        return _names(text)
    if name == "sex":
        return _sex(text)
    if name in STATES:
        return _state(text, manner)
    if name == "document_code":
        return _code(text)
    return _plain(name, text)


def _dates(name: str, text: str, manner: Manner) -> tuple[Value, ...]:
    if name == "expiry_date" and (phrase := _no_expiry(text, manner.phrases)):
        return (phrase,)
    options = {
        "formats": manner.formats,
        "calendar": manner.calendar,
        "languages": manner.languages,
        "field": name,
    }
    found: Sequence[PrintedDate] = find_dates(text, **options)  # type: ignore[arg-type]
    if not any(d.complete for d in found):
        found = find_dates(text, mend=True, **options) or found  # type: ignore[arg-type]
    return tuple(
        Value(
            value=d.value,
            start=d.start,
            end=d.end,
            script=main_script(text) or "Latn",
            fit=(0.9 if d.complete else 0.4) * (0.8 if d.mended else 1.0),
            doubtful=_changed(text, d) if d.mended else (),
            other=d.other,
        )
        for d in found
    )


def _changed(text: str, found: PrintedDate) -> tuple[int, ...]:
    part = range(found.start, found.end)
    return tuple(i for i in part if text[i].isalpha() and len(text[i]) == 1)


def _no_expiry(text: str, phrases: Sequence[str]) -> Value | None:
    words = fold(text)
    for phrase in phrases:
        if fold(phrase) and fold(phrase) in words:
            return Value(value=phrase, start=0, end=len(text), fit=1.0)
    return None


def _numbers(name: str, text: str, manner: Manner) -> tuple[Value, ...]:
    found: list[Value] = []
    pattern = manner.patterns.get(name)
    for m in _TOKEN.finditer(text):
        found += _number(m[0], m.start(), pattern)
    if not found and (whole := re.sub(r"\s", "", text)) != text:
        found += [v for v in _number(text, 0, pattern) if len(whole) <= 24]
    return tuple(sorted(found, key=lambda v: -v.fit))


def _is_date(text: str) -> bool:
    """Whether a text is one whole date and nothing else."""
    found = find_dates(text)
    return bool(found) and found[0].complete and found[0].end - found[0].start == len(text)


def _number(text: str, start: int, pattern: str | None) -> list[Value]:
    plain = re.sub(r"\s", "", western_digits(text)).upper().strip(".-/")
    digits = sum(c.isdigit() for c in plain)
    if pattern and (suited := _suit(plain, pattern)) is not None:
        value, doubtful = suited
        places = tuple(start + i for i in doubtful if len(plain) == len(text))
        fit = 1.0 if not doubtful else 0.9
        return [Value(value=value, start=start, end=start + len(text), fit=fit, doubtful=places)]
    if len(plain) < _LEAST_NUMBER or digits < _LEAST_DIGITS or _is_date(text):
        return []
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
    for text in (plain, latinised(plain), re.sub(r"[^\w]", "", plain)):
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


def _names(text: str) -> tuple[Value, ...]:
    """Return one value per script: "ТКАЧЕНКО/TKACHENKO" is one name printed twice."""
    found: list[Value] = []
    at = 0
    for part in re.split(r"(/|\|)", text):
        start, end = at, at + len(part)
        at = end
        if part in "/|":
            continue
        found += _name(text, start, end)
    scripts = [v.script for v in found]
    if len(found) == 2 and scripts[0] == scripts[1] != "Latn":
        # A native name beside its Latin form, which was read with the wrong alphabet.
        return (found[0],)
    if len(set(scripts)) != len(scripts):  # a slash within one name
        return tuple(_name(text, 0, len(text)))
    return tuple(found)


def _name(text: str, start: int, end: int) -> list[Value]:
    numbered = _NUMBERING.match(text[start:end])
    start += numbered.end() if numbered else 0
    while start < end and text[start] in _NAME_EDGE:
        start += 1
    while start < end and text[end - 1] in _NAME_EDGE and text[end - 1] != ".":
        end -= 1
    if text[start:end].endswith(".") and len(text[start:end].split()[-1]) > _ABBREVIATED:
        end -= 1
    part = text[start:end]
    letters = sum(c.isalpha() for c in part)
    marks = sum(script_of(c) != "" for c in part)
    if letters == 0:
        return []
    fit = max(letters, marks) / max(sum(not c.isspace() for c in part), 1)
    fit *= 0.6 if any(c.isdigit() for c in part) or letters < _LEAST_NAME else 1.0
    if fit < 0.5:
        return []
    script = main_script(part) or "Latn"
    value = " ".join(part.replace("’", "'").replace("ʼ", "'").replace("`", "'").split())
    value = value.replace("ʻ", "'").replace("‘", "'")
    if value.replace("ß", "").isupper():
        value = value.replace("ß", "ẞ")
    return [Value(value=value, start=start, end=end, script=script, fit=min(fit, 1.0))]


@cache
def _sexes() -> dict[str, str]:
    data: dict[str, list[str]] = tomllib.loads(
        files("verifier.visual").joinpath("sexes.toml").read_text("utf-8")
    )
    return {word: sex for sex, words in data.items() for word in words}


def _sex(text: str) -> tuple[Value, ...]:
    """Return the sex a short text names; where two languages disagree the Latin M, F, X wins."""
    if pair := _TWO_SEXES.fullmatch(text.strip()):
        at = text.index(pair[1], text.index(pair[0]) + 1) if pair[1] in text else 0
        return (Value(value=pair[1], start=at, end=at + 1, fit=0.9),)
    words = [(m[0], m.start(), m.end()) for m in re.finditer(r"[^\W\d_]+|<", text)]
    if not words or len(words) > 4:
        return ()
    for word, start, end in reversed(words):
        if word.upper() in ("M", "F", "X") and main_script(word) in ("Latn", ""):
            return (Value(value=word.upper(), start=start, end=end, fit=1.0),)
    whole = _sexes().get(text.strip().casefold())
    for word, start, end in words:
        if sex := whole or _sexes().get(word.casefold()):
            script = main_script(word) or "Latn"
            return (Value(value=sex, start=start, end=end, script=script, fit=0.9),)
    return ()


def _state(text: str, manner: Manner) -> tuple[Value, ...]:
    best: Value | None = None
    at = 0
    for part in re.split(r"(/)", text):
        start, at = at, at + len(part)
        word = part.strip()
        if code := state_code(word, manner.languages):
            best = Value(
                value=code, start=start, end=at, script=main_script(word) or "Latn", fit=1.0
            )
    if best is not None:
        return (best,)
    names = _name(text, 0, len(text)) if not any(map(str.isdigit, text)) else []
    return tuple(
        Value(value=n.value, start=n.start, end=n.end, script=n.script, fit=0.6) for n in names
    )


def _code(text: str) -> tuple[Value, ...]:
    m = re.match(r"\W*([A-Z][A-Z<]?)(?![A-Za-z])", latinised(text))
    return (Value(value=m[1].rstrip("<"), start=m.start(1), end=m.end(1)),) if m else ()


def _plain(name: str, text: str) -> tuple[Value, ...]:
    value = " ".join(text.split())
    if (
        _is_date(value)
        or len(value) < _LEAST_TEXT.get(name, 2)
        or (name == "birth_place" and not any(map(str.isalpha, value)))
    ):
        return ()
    script = main_script(value) or "Latn"
    return (Value(value=value, start=0, end=len(text), script=script, fit=0.8),)
