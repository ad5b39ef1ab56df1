"""Titles, suffixes, particles and markers, read from `tables/words.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TABLES = Path(__file__).resolve().parents[1] / "tables"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The word lists, in capitals without dots and marks."""

    titles: frozenset[str]
    suffixes: frozenset[str]
    junior: frozenset[str]
    senior: frozenset[str]
    particles: frozenset[str]
    trailing_particles: frozenset[str]
    vietnamese_surnames: frozenset[str]
    arabic_articles: frozenset[str]
    arabic_son: frozenset[str]
    arabic_daughter: frozenset[str]
    placeholders: frozenset[str]
    birth_name_markers: frozenset[str]
    relative_markers: frozenset[str]
    alias_markers: frozenset[str]
    patronymic_words: frozenset[str]
    two_surnames: frozenset[str]
    father_name_in_middle: frozenset[str]
    mother_name_in_middle: frozenset[str]
    chain: frozenset[str]
    mononyms: frozenset[str]
    indivisible_given: frozenset[str]
    short_surnames: frozenset[str]
    patronymic_endings: tuple[str, ...]
    gender_endings: tuple[tuple[str, str], ...]
    abbreviations: Mapping[str, str]


@cache
def words() -> Words:
    """Return the lists, read once."""
    raw = tomllib.loads((TABLES / "words.toml").read_text(encoding="utf-8"))
    abbreviations = raw.pop("abbreviations")
    endings = sorted(raw.pop("patronymic_endings").split(), key=len, reverse=True)
    genders = tuple(_ends(pair) for pair in raw.pop("gender_endings").split())
    lists = {key: frozenset(value.split()) for key, value in raw.items()}
    return Words(
        abbreviations=abbreviations,
        patronymic_endings=tuple(endings),
        gender_endings=genders,
        **lists,
    )


def _ends(pair: str) -> tuple[str, str]:
    his, _, hers = pair.partition("/")
    return his, hers
