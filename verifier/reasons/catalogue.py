"""Load the reason catalogue: one TOML file per code, and the words shown inside texts."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from verifier.errors import CatalogueError
from verifier.model.finding import Evidence
from verifier.model.reason import Fault, Settles, Tier
from verifier.model.reason_code import ReasonCode
from verifier.reasons.definition import EvidenceKey, Example, ReasonDefinition, Texts, ValueKind

HERE = Path(__file__).parent
WORDS_FILE = "words.toml"
SENTENCES_FILE = "sentences.toml"
_KEYS = {
    *("stage", "fault", "settles", "tier", "fields", "fix_verb", "why", "source"),
    *("seen", "expected", "evidence", "applicant", "reviewer", "example", "equivalents"),
}
_Choice = TypeVar("_Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """Every reason's definition, and the words (`table -> key -> English`) texts are made of.

    `sentences` are those around the reasons, with placeholders, in the same form.
    """

    definitions: Mapping[ReasonCode, ReasonDefinition]
    words: Mapping[str, Mapping[str, str]]
    sentences: Mapping[str, Mapping[str, str]]
    units: Mapping[str, tuple[str, str]]

    def __getitem__(self, code: ReasonCode) -> ReasonDefinition:
        """Return the definition of a code."""
        return self.definitions[code]

    def equivalent_to(self, system: str, their_code: str) -> tuple[ReasonCode, ...]:
        """Return our codes for another system's code (`"onfido", "blurred_photo"`)."""
        return tuple(
            code
            for code, definition in self.definitions.items()
            if their_code in definition.equivalents.get(system, ())
        )


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """Return the catalogue that ships with Candor."""
    return load(HERE)


def load(root: Path) -> Catalogue:
    """Load the catalogue under `root`; raise CatalogueError naming the file and key at fault."""
    paths = {path_code(path): path for path in definition_files(root)}
    missing = [code.value for code in ReasonCode if code.value not in paths]
    if missing:
        raise CatalogueError(f"no file for: {', '.join(missing)}")
    definitions = {code: read_definition(paths[code.value]) for code in ReasonCode}
    return with_words(root, definitions)


def with_words(root: Path, definitions: Mapping[ReasonCode, ReasonDefinition]) -> Catalogue:
    """Return a catalogue of these definitions with the words and sentences under `root`."""
    words, units = read_words(root / WORDS_FILE)
    sentences = read_sentences(root / SENTENCES_FILE)
    return Catalogue(definitions=definitions, words=words, sentences=sentences, units=units)


def definition_files(root: Path) -> list[Path]:
    """Return the files of all codes, ordered by code."""
    return sorted(root.glob("*/*.toml"))


def path_code(path: Path) -> str:
    """Return the code a file is for: `<group>/<name>.toml` is `<group>.<name>`."""
    return f"{path.parent.name}.{path.stem}"


def read_definition(path: Path) -> ReasonDefinition:
    """Read one code's file; raise CatalogueError naming the file and key at fault."""
    raw = _toml(path)
    if unknown := set(raw) - _KEYS:
        raise CatalogueError(f"{path}: unknown key {sorted(unknown)[0]}")
    try:
        return ReasonDefinition(
            code=_choice(ReasonCode, path_code(path), path, "file name"),
            stage=raw["stage"],
            fault=_choice(Fault, raw["fault"], path, "fault"),
            settles=_choice(Settles, raw["settles"], path, "settles"),
            tier=_choice(Tier, raw["tier"], path, "tier"),
            fields=tuple(raw["fields"]),
            fix_verb=raw["fix_verb"],
            why=raw["why"],
            source=raw["source"],
            seen=_evidence_keys(raw, "seen", path),
            expected=_evidence_keys(raw, "expected", path),
            evidence=_evidence_keys(raw, "evidence", path),
            applicant=_texts(raw["applicant"]),
            reviewer=_texts(raw["reviewer"]),
            example=_example(raw["example"]),
            equivalents={k: tuple(v) for k, v in raw.get("equivalents", {}).items()},
        )
    except KeyError as error:
        raise CatalogueError(f"{path}: {error.args[0]} is missing") from error
    except (TypeError, AttributeError) as error:
        raise CatalogueError(f"{path}: a key holds the wrong type of value") from error


def read_words(path: Path) -> tuple[dict[str, dict[str, str]], dict[str, tuple[str, str]]]:
    """Read the word tables and the units from `words.toml`."""
    raw = _toml(path)
    units = {name: (forms[0], forms[1]) for name, forms in raw.pop("unit").items()}
    return raw, units


def read_sentences(path: Path) -> dict[str, dict[str, str]]:
    """Read the sentences around the reasons from `sentences.toml`."""
    return _toml(path)


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise CatalogueError(f"{path}: {error}") from error


def _choice(kind: type[_Choice], value: str, path: Path, key: str) -> _Choice:
    try:
        return kind(value)
    except ValueError as error:
        allowed = ", ".join(member.value for member in kind)
        raise CatalogueError(f"{path}: {key} is {value}; it may be {allowed}") from error


def _evidence_keys(raw: dict[str, Any], table: str, path: Path) -> dict[str, EvidenceKey]:
    return {
        name: EvidenceKey(
            name=name,
            kind=_choice(ValueKind, entry["is"], path, f"{table}.{name}.is"),
            means=entry["means"],
        )
        for name, entry in raw.get(table, {}).items()
    }


def _texts(raw: dict[str, list[str]]) -> Texts:
    return Texts(title=tuple(raw["title"]), fix=tuple(raw["fix"]))


def _example(raw: dict[str, Any]) -> Example:
    def evidence(name: str) -> Evidence:
        table = raw.get(name, {})
        return {k: tuple(v) if isinstance(v, list) else v for k, v in table.items()}

    return Example(
        specimen=raw.get("specimen", ""),
        fields=tuple(raw.get("fields", ())),
        seen=evidence("seen"),
        expected=evidence("expected"),
        evidence=evidence("evidence"),
    )
