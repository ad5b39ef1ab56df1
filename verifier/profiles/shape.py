"""Does a parsed TOML table fit the schema? Every misfit is reported, none is fatal here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from verifier.model.reading import FIELDS
from verifier.profiles.key import Key, Shape
from verifier.profiles.problem import Problem, nearest
from verifier.profiles.rule_kinds import RULE_HEAD, RULE_KINDS

LEFT_OVER = "fill this in"  # the scaffold's guard, never valid content


def misfits(
    table: Mapping[str, Any], keys: Sequence[Key], file: str, at: str = ""
) -> list[Problem]:
    """Return every way in which `table` does not fit `keys`; `at` is the key it stands under."""
    known = {k.name: k for k in keys}
    found = [p for name in table for p in _of_key(name, table[name], known, file, at)]
    missing = (k for k in keys if k.required and k.name not in table)
    found += [Problem(file=file, key=at + k.name, why=f"is missing: {k.about}.") for k in missing]
    return found


def _of_key(
    name: str, value: Any, known: Mapping[str, Key], file: str, at: str
) -> Iterator[Problem]:
    key = known.get(name)
    if key is None:
        near = nearest(name, known)
        yield Problem(file=file, key=at + name, why="is not a known key.", nearest=near)
    elif key.name == "labels" and key.shape is Shape.NAMED:
        yield from _field_labels(value, file, f"{at}{name}.")
    elif key.name == "reads":
        yield from _spans(value, file, f"{at}{name}.")
    else:
        yield from _of_shape(key, value, file, at + name)


def _of_shape(key: Key, value: Any, file: str, at: str) -> Iterator[Problem]:
    if not _FITS[key.shape](value):
        yield Problem(file=file, key=at, why=f"must be a {key.shape.value}.")
        return
    if key.shape in (Shape.WORD, Shape.WORDS):
        yield from _words(key, value, file, at)
        yield from _left_over(value, file, at)
    elif key.shape is Shape.PATTERN:
        yield from _pattern(value, file, at)
        yield from _left_over(value, file, at)
    elif key.shape is Shape.TABLE:
        yield from misfits(value, key.keys, file, f"{at}.")
    elif key.shape is Shape.NAMED:
        for name, table in value.items():
            yield from _named(key, name, table, file, f"{at}.{name}")
    elif key.shape is Shape.TABLES:
        for number, table in enumerate(value, start=1):
            below = _rule_keys(table) if key.name == "rules" else key.keys
            yield from misfits(table, below, file, f"{at}[{number}].")
    else:
        yield from _left_over(value, file, at)


def _named(key: Key, name: str, table: Any, file: str, at: str) -> Iterator[Problem]:
    if key.name == "field" and name not in FIELDS:
        yield Problem(file=file, key=at, why="is not a field.", nearest=nearest(name, FIELDS))
    if not isinstance(table, dict):
        yield Problem(file=file, key=at, why="must be a table.")
    else:
        yield from misfits(table, key.keys, file, f"{at}.")


def _words(key: Key, value: Any, file: str, at: str) -> Iterator[Problem]:
    allowed = key.words or (tuple(RULE_KINDS) if key.name == "kind" else ())
    for word in [value] if isinstance(value, str) else value:
        if word not in allowed and LEFT_OVER not in word.lower():
            why = f"{word!r} is none of: {', '.join(allowed)}."
            yield Problem(file=file, key=at, why=why, nearest=nearest(word, allowed))


def _pattern(value: str, file: str, at: str) -> Iterator[Problem]:
    try:
        re.compile(value)
    except re.error as error:
        yield Problem(file=file, key=at, why=f"is not a regular expression: {error}.")


def _field_labels(value: Any, file: str, at: str) -> Iterator[Problem]:
    for name, labels in value.items() if isinstance(value, dict) else ():
        if name not in FIELDS:
            hint = nearest(name, FIELDS)
            yield Problem(file=file, key=at + name, why="is not a field.", nearest=hint)
        if not _FITS[Shape.LABELS](labels):
            yield Problem(file=file, key=at + name, why=f"must be {Shape.LABELS.value}.")
        yield from _left_over(labels, file, at + name)


def _spans(value: Any, file: str, at: str) -> Iterator[Problem]:
    for name, span in value.items() if isinstance(value, dict) else ():
        if name not in FIELDS:
            hint = nearest(name, FIELDS)
            yield Problem(file=file, key=at + name, why="is not a field.", nearest=hint)
        if not isinstance(span, str):
            yield Problem(file=file, key=at + name, why="must be a text.")


def _left_over(value: Any, file: str, at: str) -> Iterator[Problem]:
    texts = [value] if isinstance(value, str) else value
    if isinstance(texts, dict):
        texts = [t for v in texts.values() for t in (v if isinstance(v, list) else [v])]
    for text in texts if isinstance(texts, list) else ():
        if isinstance(text, str) and LEFT_OVER in text.lower():
            yield Problem(file=file, key=at, why=f'still says "{text.strip("^$")}".')


def _rule_keys(table: Any) -> tuple[Key, ...]:
    kind = table.get("kind") if isinstance(table, dict) else None
    return (*RULE_HEAD, *RULE_KINDS.get(kind if isinstance(kind, str) else "", ()))


def _list_of(kind: type | tuple[type, ...]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list) and all(isinstance(v, kind) for v in value)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


_FITS: dict[Shape, Callable[[Any], bool]] = {
    Shape.TEXT: lambda v: isinstance(v, str),
    Shape.TEXTS: _list_of(str),
    Shape.WORD: lambda v: isinstance(v, str),
    Shape.WORDS: _list_of(str),
    Shape.DATE: lambda v: type(v) is date,
    Shape.FLAG: lambda v: isinstance(v, bool),
    Shape.NUMBER: _is_number,
    Shape.NUMBERS: lambda v: isinstance(v, list) and all(map(_is_number, v)),
    Shape.PATTERN: lambda v: isinstance(v, str),
    Shape.TABLE: lambda v: isinstance(v, dict),
    Shape.TABLES: _list_of(dict),
    Shape.NAMED: lambda v: isinstance(v, dict),
    Shape.BY_LANGUAGE: lambda v: isinstance(v, dict) and _list_of(str)(list(v.values())),
    Shape.LABELS: lambda v: isinstance(v, dict) and all(map(_list_of(str), v.values())),
}
