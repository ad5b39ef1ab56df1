"""A value as understood, and how a document writes its values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


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
    """How a document writes: its date formats, calendar, languages and number patterns.

    `phrases` stand for no expiry; `sexes` maps a printed letter to the sex it means
    where that is not the usual one.
    """

    formats: tuple[str, ...] = ()
    calendar: str = "gregorian"
    languages: tuple[str, ...] = ("en",)
    patterns: dict[str, str] = field(default_factory=dict)
    phrases: tuple[str, ...] = ()
    sexes: Mapping[str, str] = field(default_factory=dict)
