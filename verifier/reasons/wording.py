"""Put one evidence value into words of a language: dates, countries, fields, kinds, numbers.

Values come from documents, files and claims, so they are untrusted text: control characters,
direction overrides and braces are taken out, and their length is bounded.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable
from datetime import date

from babel.core import get_global
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from verifier.model.finding import Scalar
from verifier.reasons.catalogue import catalogue
from verifier.reasons.definition import ValueKind
from verifier.reasons.language import ENGLISH, isolate, locale_of
from verifier.reasons.translation import translation

_LONGEST_VALUE = 120  # longer than any ICAO name (Doc 9303-3, 4.6) or file name worth reading
_LONGEST_LIST = 12
_GREATEST_NUMBER = 1e15  # beyond this a float has no exact whole numbers to show
_WORD_KINDS = {kind.value for kind in ValueKind} & {
    *("field", "kind", "edge", "level", "side", "source"),
}
_ISO_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_DIRECTION_CONTROLS = set(
    "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
# Kosovo's ICAO code and its user-assigned ISO codes (Doc 9303-3, 5; CLDR).
_COUNTRY_ALIASES = {"RKS": "XK", "XKX": "XK"}


def phrase(kind: ValueKind, value: Scalar | tuple[Scalar, ...], tag: str) -> str:
    """Return a value in words of a language, isolated; empty when there is nothing to show."""
    many = value if isinstance(value, tuple) else (value,)
    words = [_one(kind, item, tag) for item in many[:_LONGEST_LIST]]
    shown = [isolate(word, tag) for word in words if word]
    return str(format_list(shown, locale=locale_of(tag))) if len(shown) > 1 else "".join(shown)


def word(table: str, key: str, tag: str) -> str:
    """Return a word of `words.toml` in a language, or the key made readable if it has none."""
    english = catalogue().words[table].get(key)
    if english is None:
        return clean(key.replace("_", " ").replace(".", " "))
    translated = None if tag == ENGLISH else translation(tag).text(f"{table}.{key}", english)
    return translated or english


def counted(unit: str, n: int, tag: str) -> str:
    """Return a number with its noun in the right plural form (`21 день`)."""
    one, other = catalogue().units[unit]
    form = None if tag == ENGLISH else translation(tag).counted(f"unit.{unit}", one, n)
    if form is None:
        form = one if n == 1 else other
    return form.replace("{n}", str(format_decimal(n, locale=locale_of(tag))))


def clean(text: str) -> str:
    """Return untrusted text without braces, control characters and direction overrides."""
    flat = "".join(" " if _is_control(character) else character for character in text)
    short = " ".join(flat.replace("{", "(").replace("}", ")").split())
    return short if len(short) <= _LONGEST_VALUE else short[:_LONGEST_VALUE].rstrip() + "…"


def _is_control(character: str) -> bool:
    return character in _DIRECTION_CONTROLS or unicodedata.category(character) in ("Cc", "Cs")


def _one(kind: ValueKind, value: Scalar, tag: str) -> str:
    if kind.value in _WORD_KINDS:
        return word(kind.value, str(value), tag)
    return _FORMATTERS[kind](value, tag)


def _text(value: Scalar, tag: str) -> str:
    return clean(str(value))


def _date(value: Scalar, tag: str) -> str:
    match = _ISO_DATE.fullmatch(str(value))
    if match is None:
        return clean(str(value))
    year, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        if day:
            return str(format_date(date(year, month, day), "long", locale=locale_of(tag)))
        if month:
            moment = date(year, month, 1)
            return str(format_skeleton("yMMMM", moment, locale=locale_of(tag)))
    except ValueError:  # a month 13 as read from a damaged print is shown as it is
        return clean(str(value))
    return str(year)


def _value(value: Scalar, tag: str) -> str:
    whole_date = len(str(value)) == len("2026-11-22")
    return _date(value, tag) if whole_date else clean(str(value))


def _number(value: Scalar, tag: str) -> str:
    return (
        str(format_decimal(value, locale=locale_of(tag))) if _finite(value) else _text(value, tag)
    )


def _share(value: Scalar, tag: str) -> str:
    return (
        str(format_percent(value, locale=locale_of(tag))) if _finite(value) else _text(value, tag)
    )


def _days(value: Scalar, tag: str) -> str:
    return counted("days", int(value), tag) if _finite(value) else _text(value, tag)


def _years(value: Scalar, tag: str) -> str:
    return counted("years", int(value), tag) if _finite(value) else _text(value, tag)


def _country(value: Scalar, tag: str) -> str:
    code = str(value).upper()
    alpha2 = _COUNTRY_ALIASES.get(code) or get_global("territory_aliases").get(code, [code])[0]
    return locale_of(tag).territories.get(alpha2) or clean(str(value))


def _document(value: Scalar, tag: str) -> str:
    kinds = catalogue().words["kind"]
    return word("kind", str(value), tag) if str(value) in kinds else _country(value, tag)


def _finite(value: Scalar) -> bool:
    if isinstance(value, bool | str):
        return False
    return math.isfinite(value) and abs(value) < _GREATEST_NUMBER


_FORMATTERS: dict[ValueKind, Callable[[Scalar, str], str]] = {
    ValueKind.TEXT: _text,
    ValueKind.VALUE: _value,
    ValueKind.NUMBER: _number,
    ValueKind.SHARE: _share,
    ValueKind.DATE: _date,
    ValueKind.DAYS: _days,
    ValueKind.YEARS: _years,
    ValueKind.COUNTRY: _country,
    ValueKind.DOCUMENT: _document,
}
