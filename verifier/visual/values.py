"""What a stretch of print means as a value of a given field: normalised, or not of that kind.

Names keep their letters with single spaces, numbers lose their spaces, dates become ISO 8601,
sex is M, F or X, and states are alpha-3 where their name is known to CLDR.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from verifier.visual.capitals import with_capitals
from verifier.visual.dates import PrintedDate, find_dates, is_date, western_digits
from verifier.visual.labels import fold
from verifier.visual.letters import latinised, main_script, script_of
from verifier.visual.numbers import numbers
from verifier.visual.states import state_code
from verifier.visual.value import Manner, Value

DATES = ("birth_date", "expiry_date", "issue_date")
NUMBERS = ("document_number", "personal_number")
NAMES = ("surname", "given_names", "full_name", "patronymic")
STATES = ("nationality", "issuing_state")
TEXTS = ("birth_place", "address", "authority")

_NUMBERING = re.compile(r"^\W*\d{1,2}[a-d]?[.)]?\s+|^\W*\d[a-d]?[.)]")
_APOSTROPHES = re.compile("'{2,}")  # a wide one is seen twice
_NAME_EDGE = ' .,:;/|_=~*"“”«»()[]{}<>-–—·•!?1234567890'
# A letter for each language, with the slash between them misread.
_STOP = re.compile(r"(?<=\b[^\W\d_]\.)(?=[^\W\d_]{3})")  # "М.ЛЬВІВ" was set "М. ЛЬВІВ"
_TWO_SEXES = re.compile(r"[^\W\d_][IilL1|!\\/ІЛ]([MFX])")
_STROKES = "IilL1|!"
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*[-–—]\s*((?:19|20)\d{2})(?!\d)")
_END_OF_YEARS = {"issue_date": 1, "expiry_date": 2}
# No Cyrillic or Greek document prints E alone for a sex: it is the Latin F beside theirs.
_OTHER_E = ("Е", "Ε")
_ABBREVIATED = 4  # letters of an abbreviation with its stop: "JR.", "MST."
_LEAST_TEXT = {"birth_place": 3}
_LEAST_NAME = 2  # letters; shorter names exist, but so do specks


def values_of(name: str, text: str, manner: Manner) -> tuple[Value, ...]:
    """Return what `text` says for field `name`, best first; empty when it is not of its kind."""
    if name in DATES:
        return _dates(name, text, manner)
    if name in NUMBERS:
        return numbers(name, text, manner)
    if name in NAMES:
        return _names(text)
    if name == "sex":
        return _sex(text, manner.sexes)
    if name in STATES:
        return _state(text, manner)
    if name == "document_code":
        return _code(text)
    return _plain(name, text)


def _dates(name: str, text: str, manner: Manner) -> tuple[Value, ...]:
    if name == "expiry_date" and (phrase := _no_expiry(text, manner.phrases)):
        return (phrase,)
    if name in _END_OF_YEARS and (years := _YEARS.search(western_digits(text))):
        at = _END_OF_YEARS[name]  # "VIGENCIA 2021 - 2031" ends with the second year
        start, end = years.span(at)
        return (Value(value=years[at], start=start, end=end, fit=0.4),)
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
    if len(scripts) > 1 and scripts[0] != "Latn" and len(set(scripts)) < len(scripts):
        return _first_of_each(found)
    if len(set(scripts)) != len(scripts):  # a slash within one name
        return tuple(_name(text, 0, len(text)))
    return tuple(found)


def _first_of_each(found: Sequence[Value]) -> tuple[Value, ...]:
    """Return the first form of a name in each script, the others of that script beside it.

    A third form is another language's, or the Latin one read with the wrong alphabet.
    """
    firsts = {v.script: v for v in reversed(found)}
    return tuple(
        replace(v, other=tuple(o.value for o in found if o.script == s and o is not v))
        for s, v in reversed(firsts.items())
    )


def _name(text: str, start: int, end: int) -> list[Value]:
    numbered = _NUMBERING.match(text[start:end])
    start += numbered.end() if numbered else 0
    while start < end and text[start] in _NAME_EDGE:
        start += 1
    while start < end and text[end - 1] in _NAME_EDGE and text[end - 1] != ".":
        end -= 1
    if text[start:end].endswith(".") and not _is_abbreviated(text[start : end - 1]):
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
    value = _APOSTROPHES.sub("'", value.replace("ʻ", "'").replace("‘", "'"))
    if value.replace("ß", "").isupper():
        value = value.replace("ß", "ẞ")
    value = with_capitals(value)
    return [Value(value=value, start=start, end=end, script=script, fit=min(fit, 1.0))]


def _is_abbreviated(name: str) -> bool:
    """Whether a name's last stop is printed: after other stops, never a speck after a word."""
    return "." in name and len(name.split()[-1]) < _ABBREVIATED


@cache
def _sexes() -> dict[str, str]:
    data: dict[str, list[str]] = tomllib.loads(
        files("verifier.visual").joinpath("sexes.toml").read_text("utf-8")
    )
    return {word: sex for sex, words in data.items() for word in words}


def _sex(text: str, meant: Mapping[str, str]) -> tuple[Value, ...]:
    """Return the sex a short text names; where two languages disagree the Latin M, F, X wins."""
    if own := meant.get(text.strip().upper()):
        return (Value(value=own, start=0, end=len(text), fit=1.0),)
    if pair := _TWO_SEXES.fullmatch(text.strip()):
        at = text.index(pair[1], text.index(pair[0]) + 1) if pair[1] in text else 0
        return (Value(value=pair[1], start=at, end=at + 1, fit=0.9),)
    words = [(m[0], m.start(), m.end()) for m in re.finditer(r"[^\W\d_]+|<", text)]
    if not words or len(words) > 4:
        return ()
    for word, start, end in reversed(words):
        if len(word) == 2 and word[0] in _STROKES and word[1] in "MFX":  # the slash misread
            return (Value(value=word[1], start=start + 1, end=end, fit=0.9),)
        if word.upper() in ("M", "F", "X") and main_script(word) in ("Latn", ""):
            return (Value(value=word.upper(), start=start, end=end, fit=1.0),)
    if text.strip() in _OTHER_E:
        at = len(text) - len(text.lstrip())
        return (Value(value="F", start=at, end=at + 1, fit=0.6, doubtful=(at,)),)
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
    plain = latinised(text)
    if len(plain.strip()) == 1:  # alone on its line a letter shows no case
        plain = plain.upper()
    m = re.match(r"\W*([A-Z][A-Z<]?)(?![A-Za-z])", plain)
    return (Value(value=m[1].rstrip("<"), start=m.start(1), end=m.end(1)),) if m else ()


def _plain(name: str, text: str) -> tuple[Value, ...]:
    read = " ".join(text.split())
    value = _STOP.sub(" ", with_capitals(read))
    if (
        is_date(value)
        or len(value) < _LEAST_TEXT.get(name, 2)
        or (name == "birth_place" and not any(map(str.isalpha, value)))
    ):
        return ()
    script = main_script(value) or "Latn"
    other = (read,) if read != value else ()
    return (Value(value=value, start=0, end=len(text), script=script, fit=0.8, other=other),)
