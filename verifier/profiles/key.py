"""What one key of a profile file may hold, and the keys that stand in many tables."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from verifier.model.profile import Confidence


class Shape(StrEnum):
    """What a key's value looks like in TOML."""

    TEXT = "text"
    TEXTS = "list of texts"
    WORD = "one of the listed words"
    WORDS = "list of the listed words"
    DATE = "date, as 2026-11-22"
    FLAG = "true or false"
    NUMBER = "number"
    NUMBERS = "list of numbers"
    PATTERN = "regular expression"
    TABLE = "table"
    TABLES = "list of tables"
    NAMED = "tables by name"
    BY_LANGUAGE = "texts by language"
    LABELS = "lists of texts by language"


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key: its name, shape, meaning, and what may stand in or below it."""

    name: str
    shape: Shape = Shape.TEXT
    about: str = ""
    required: bool = False
    words: tuple[str, ...] = ()
    keys: tuple[Key, ...] = ()


CONFIDENCES = tuple(c.value for c in Confidence)
CONFIDENCE = Key(
    name="confidence",
    shape=Shape.WORD,
    words=CONFIDENCES,
    about="checked: seen in the named source, may fail a document. known: widely known, only "
    "guides and warns. uncertain: never judges.",
)
SOURCE = Key(
    name="source",
    about="where this fact was found: law, notice, specimen, library; left out, the document's "
    "`sources` stand for it, and left out there the country's",
)
NOTE = Key(name="note", about="anything the next person should know")
WARNS = Key(name="warns_only", shape=Shape.FLAG, about="a mismatch is noted and never judged")
REVIEWED = Key(name="reviewed", shape=Shape.DATE, about="when a person last went through it")
