"""Names that belong together by custom: one name's spellings, its forms in other languages.

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
from verifier.compare.transliterate.apply import romanise_capitals
from verifier.compare.transliterate.letters import main_script
from verifier.compare.transliterate.table import romanisation, romanisations_for

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
        (r"([B-DF-HJ-NP-TV-Z])\1+(?!E$)", r"\1"),
    )
)


# French endings (-ine for -in) would make a woman's name of a man's.
# Latvian adds an s to a man's foreign name: Jevgēnijs, Vladimirs.
_LATVIAN = ("JS", "RS", "VS", "NS", "DS", "MS")
_AMBIGUOUS = ("french", "french-1950")


def sound_key(latin: str) -> str:
    """Return a Latin word with each sound written one way."""
    for pattern, to in _SOUNDS:
        latin = pattern.sub(to, latin)
    return latin


def _rows(file: str) -> Iterable[list[str]]:
    for line in (TABLES / file).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split()


Entry = tuple[int, str]  # the row a name stands in, and the language it is listed under


def _index(file: str) -> Mapping[str, frozenset[Entry]]:
    """Map sound keys and native spellings to the rows they stand in."""
    found: dict[str, set[Entry]] = {}
    for row, cells in enumerate(_rows(file)):
        for cell in cells:
            language, _, names = cell.partition(":")
            for written in filter(None, names.split(",")):
                for key in _listed_keys(word_key(written), language):
                    found.setdefault(key, set()).add((row, language))
    return {key: frozenset(entries) for key, entries in found.items()}


def _listed_keys(key: str, language: str) -> frozenset[str]:
    """Keys of a listed name by its own language's tables, which is all a listing needs."""
    own = [t for t in romanisations_for(main_script(key)) if romanisation(t).language == language]
    if not own:
        return _keys(key)
    forms = (romanise_capitals(key, romanisation(t)) for t in own if not t.endswith(_AMBIGUOUS))
    plain = (form.latin for latin in forms for form in latin_forms(latin, None))
    return frozenset({sound_key(latin) for latin in plain} | {key})


@lru_cache(maxsize=8192)
def _keys(key: str) -> frozenset[str]:
    forms = latin_forms(key, None)
    keys = {sound_key(form.latin) for form in forms if not form.rule.endswith(_AMBIGUOUS)}
    return frozenset(keys | {key})


@cache
def _table(file: str) -> Mapping[str, frozenset[Entry]]:
    return _index(file)


@lru_cache(maxsize=16384)
def _entries(file: str, key: str) -> frozenset[Entry]:
    table = _table(file)
    found = frozenset[Entry]().union(*(table.get(k, frozenset()) for k in _keys(key)))
    if not found and key.endswith(_LATVIAN) and len(key) > len("Hans") + 1:
        return _entries(file, key[:-1])
    return found


def _share(file: str, a: str, b: str) -> bool:
    rows = {row for row, _ in _entries(file, a)}
    return any(row in rows for row, _ in _entries(file, b))


def same_spelling_class(a: str, b: str) -> bool:
    """Whether two words are listed as spellings of one name (Mohammed, Muhammad)."""
    return _share("name_spellings.tsv", a, b)


def paired_across_languages(a: str, b: str) -> bool:
    """Whether two given names are listed as one name in different languages."""
    ours, theirs = _entries("given_names.tsv", a), _entries("given_names.tsv", b)
    if not any(row == other and mine != yours for row, mine in ours for other, yours in theirs):
        return False
    return not _two_names_of_one_language(a, b)


def _two_names_of_one_language(a: str, b: str) -> bool:
    """Whether one language lists both, letter by letter, as different names (John, Joan)."""
    table = _table("given_names.tsv")
    ours, theirs = table.get(a, frozenset()), table.get(b, frozenset())
    for language in {tongue for _, tongue in ours} & {tongue for _, tongue in theirs}:
        mine = {row for row, tongue in ours if tongue == language}
        yours = {row for row, tongue in theirs if tongue == language}
        if not mine & yours:
            return True
    return False


def short_form(a: str, b: str) -> bool:
    """Whether one given name is a listed short form of the other."""
    return _share("short_forms.tsv", a, b)


def is_listed(key: str) -> bool:
    """Whether a word is a given name the tables know."""
    return any(
        _entries(file, key) for file in ("given_names.tsv", "name_spellings.tsv", "short_forms.tsv")
    )


def is_arabic_given_name(key: str) -> bool:
    """Whether a word is listed among the names of Arabic origin."""
    return bool(_entries("name_spellings.tsv", key))


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
                rows |= {row for row, _ in found}
    return frozenset(rows)
