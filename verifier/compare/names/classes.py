"""Names that belong together by custom: spellings of one name, one name in two languages, short forms.

Read from `tables/name_spellings.tsv`, `tables/given_names.tsv` and `tables/short_forms.tsv`, whose
headers name their sources. Lookups go by a key that forgets how a sound is written, so that
every romanisation of a listed name is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from verifier.compare.names.forms import latin_forms
from verifier.compare.names.parse import word_key
from verifier.compare.names.words import TABLES

# Sounds written in several ways, brought to one; order matters.
_SOUNDS = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        ("PH", "F"),
        ("X", "KS"),
        ("CK", "K"),
        ("[YJI]+", "I"),
        ("W", "V"),
        ("OU|OO", "U"),
        ("EE", "I"),
        ("TCH|TSCH", "CH"),
        ("SCH", "SH"),
        ("KH", "H"),
        ("^IE|(?<=[AEIOU])IE", "E"),
        ("IE$", "I"),
        (r"(.)\1+", r"\1"),
    )
)


def sound_key(latin: str) -> str:
    """Return a Latin word with each sound written one way."""
    for pattern, to in _SOUNDS:
        latin = pattern.sub(to, latin)
    return latin


def _rows(file: str) -> Iterable[list[str]]:
    for line in (TABLES / file).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split()


def _index(file: str) -> Mapping[str, frozenset[int]]:
    """Map sound keys and native spellings to the rows they stand in."""
    found: dict[str, set[int]] = {}
    for row, cells in enumerate(_rows(file)):
        for cell in cells:
            for written in cell.partition(":")[2].split(","):
                for key in _keys(word_key(written)):
                    found.setdefault(key, set()).add(row)
    return {key: frozenset(rows) for key, rows in found.items()}


@lru_cache(maxsize=8192)
def _keys(key: str) -> frozenset[str]:
    keys = {sound_key(form.latin) for form in latin_forms(key, None)}
    return frozenset(keys | {key})


@cache
def _table(file: str) -> Mapping[str, frozenset[int]]:
    return _index(file)


@lru_cache(maxsize=16384)
def _rows_of(file: str, key: str) -> frozenset[int]:
    table = _table(file)
    return frozenset().union(*(table.get(k, frozenset()) for k in _keys(key)))


def _share(file: str, a: str, b: str) -> bool:
    return bool(_rows_of(file, a) & _rows_of(file, b))


def same_spelling_class(a: str, b: str) -> bool:
    """Whether two words are listed as spellings of one name (Mohammed, Muhammad)."""
    return _share("name_spellings.tsv", a, b)


def paired_across_languages(a: str, b: str) -> bool:
    """Whether two given names are listed as one name in different languages."""
    return _share("given_names.tsv", a, b)


def short_form(a: str, b: str) -> bool:
    """Whether one given name is a listed short form of the other."""
    return _share("short_forms.tsv", a, b)


def is_listed(key: str) -> bool:
    """Whether a word is a given name the tables know."""
    return any(
        _rows_of(file, key) for file in ("given_names.tsv", "name_spellings.tsv", "short_forms.tsv")
    )


def is_arabic_given_name(key: str) -> bool:
    """Whether a word is listed among the names of Arabic origin."""
    return bool(_rows_of("name_spellings.tsv", key))


def same_father(a: str, b: str) -> bool:
    """Whether two father's names (stems before the ending) come from one listed given name."""
    return bool(_stem_rows(a) & _stem_rows(b))


@lru_cache(maxsize=4096)
def _stem_rows(stem: str) -> frozenset[int]:
    table = _table("given_names.tsv")
    rows: set[int] = set()
    for key in _keys(stem):
        if len(key) < 3:
            continue
        for listed, found in table.items():
            if listed.startswith(key) and len(listed) - len(key) <= 2:
                rows |= found
    return frozenset(rows)
