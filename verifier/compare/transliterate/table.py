"""Romanisation tables, read from `tables/romanisations/*.toml`.

A table is letters plus positional rules. `extends` names the table it differs from. A letter
list is written `А=A Б=B`; `Ь=` drops the letter; `Ж=ZH|J` adds spellings met in practice, the
first being the rule's own.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from verifier.errors import CandorError

_FOLDER = Path(__file__).resolve().parents[1] / "tables" / "romanisations"
_POSITIONS = ("anywhere", "start", "end", "after_vowel")


@dataclass(frozen=True, slots=True, kw_only=True)
class Romanisation:
    """One published or customary rule for writing a script in Latin letters.

    `letters` maps one capital letter to Latin capitals; `anywhere`, `start`, `end` and
    `after_vowel` map letter groups that change by position (`after_vowel` includes the signs
    Ь and Ъ and the apostrophe); `alternatives` holds further spellings met in documents.
    `heads` are the letters positional rules begin with; `countries` are the ISO 3166 alpha-3
    codes of those who issue by it.
    """

    id: str
    name: str
    source: str
    script: str
    language: str
    countries: tuple[str, ...]
    letters: Mapping[str, str]
    anywhere: Mapping[str, str] = field(default_factory=dict)
    start: Mapping[str, str] = field(default_factory=dict)
    end: Mapping[str, str] = field(default_factory=dict)
    after_vowel: Mapping[str, str] = field(default_factory=dict)
    alternatives: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    heads: frozenset[str] = frozenset()

    def knows(self, capitals: str) -> bool:
        """Whether the table has every letter of a word in capitals."""
        return all(c in self.letters or c in self.heads or not c.isalpha() for c in capitals)


def _pairs(written: str) -> dict[str, tuple[str, ...]]:
    """Read `А=A Ж=ZH|J Ь=`."""
    entries = (entry.partition("=") for entry in written.split())
    return {left: tuple(right.split("|")) for left, _, right in entries}


def _build(raw: Mapping[str, Any], parents: Mapping[str, Romanisation]) -> Romanisation:
    parent = parents[raw["extends"]] if "extends" in raw else None
    letters = dict(parent.letters) if parent else {}
    alternatives = dict(parent.alternatives) if parent else {}
    for letter, options in _pairs(raw.get("letters", "")).items():
        letters[letter] = options[0]
        alternatives.pop(letter, None)
        if len(options) > 1:
            alternatives[letter] = options[1:]
    groups: dict[str, dict[str, str]] = {}
    for position in _POSITIONS:
        inherited: Mapping[str, str] = getattr(parent, position) if parent else {}
        own = {left: right[0] for left, right in _pairs(raw.get(position, "")).items()}
        groups[position] = {**inherited, **own}
    return Romanisation(
        id=raw["id"],
        name=raw["name"],
        source=raw["source"],
        script=raw["script"],
        language=raw["language"],
        countries=tuple(raw["countries"]),
        letters=letters,
        alternatives=alternatives,
        heads=frozenset(left[0] for rules in groups.values() for left in rules),
        **groups,
    )


@cache
def romanisations() -> Mapping[str, Romanisation]:
    """Return every table by id. Raises CandorError when a table is malformed (our fault)."""
    waiting: dict[str, dict[str, Any]] = {}
    for path in sorted(_FOLDER.glob("*.toml")):
        for raw in tomllib.loads(path.read_text(encoding="utf-8"))["romanisation"]:
            waiting[raw["id"]] = raw
    built: dict[str, Romanisation] = {}
    while waiting:
        ready = [k for k, raw in waiting.items() if raw.get("extends") in (None, *built)]
        if not ready:
            raise CandorError(f"romanisation tables extend what is not there: {sorted(waiting)}")
        for key in ready:
            built[key] = _build(waiting.pop(key), built)
    return built


def romanisation(table_id: str) -> Romanisation:
    """Return one table; CandorError names an unknown id."""
    try:
        return romanisations()[table_id]
    except KeyError:
        raise CandorError(f"no romanisation table {table_id!r}") from None


@cache
def romanisations_for(script: str, country: str | None = None) -> tuple[str, ...]:
    """Return the ids of the tables for a script, those of `country` (alpha-3) first."""
    fitting = [table for table in romanisations().values() if table.script == script]
    fitting.sort(key=lambda table: country is None or country not in table.countries)
    return tuple(table.id for table in fitting)
