"""How well a page's words fit a document: its marks, its labels, its country's name.

Comparison is tolerant of what OCR does: case, accents and punctuation are dropped, and a long
mark counts when four fifths of its letter triples are on the page.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from verifier.model.profile import Country, Profile, ProfileSet
from verifier.profiles.forms import matches

ENOUGH_TRIPLES = 0.8  # one wrong letter in ten spoils about a quarter of a short mark's triples
SHORTEST_TOLERANT = 12  # letters from which triples are telling
SHARED_MARK = 1.0  # a word that several countries print ("Passport") tells little
MARK, COUNTRY_MARK, LABEL, COMMON_LABEL, NUMBER = 3.0, 1.5, 0.5, 0.1, 1.0
MOST_MARKS, MOST_LABELS = 3, 6
COMMON = frozenset({"en", "fr"})  # languages every passport prints beside its own
SHORTEST_NUMBER = 4  # digits a word must have to be tried as a document number
SHORTEST_LABEL = 3  # "4a" and "1" stand on every licence and every page


@dataclass(frozen=True)
class Text:
    """A page's words, made comparable once."""

    lines: tuple[str, ...]

    @cached_property
    def words(self) -> str:
        """All words in one padded string."""
        return f" {' '.join(filter(None, map(plain, self.lines)))} "

    @cached_property
    def triples(self) -> frozenset[str]:
        """Every run of three characters."""
        return _triples(self.words)

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """Words and whole lines that could be a document's number."""
        every = {p for line in self.lines for p in (line, *line.split())}
        return tuple(p for p in every if sum(c.isdigit() for c in p) >= SHORTEST_NUMBER)

    def has(self, phrase: str) -> bool:
        """Whether the phrase stands on the page, give or take a misread letter."""
        wanted = plain(phrase)
        if not wanted:
            return False
        if f" {wanted} " in self.words:
            return True
        if len(wanted) < SHORTEST_TOLERANT:
            return False
        triples = _triples(wanted)
        return len(triples & self.triples) >= ENOUGH_TRIPLES * len(triples)


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a page fits a profile: a score and the marks that made it."""

    score: float
    marks: tuple[str, ...]
    country: bool


def text_of(lines: Sequence[str]) -> Text:
    """Return the lines as comparable text."""
    return Text(tuple(lines))


def shared_marks(profiles: ProfileSet) -> frozenset[str]:
    """Return the marks, in plain form, that documents of more than one country carry."""
    owners: dict[str, set[str]] = {}
    for profile in profiles.profiles():
        for mark in _marks(profile):
            owners.setdefault(plain(mark), set()).add(profile.country)
    return frozenset(mark for mark, countries in owners.items() if len(countries) > 1)


def fit(text: Text, profile: Profile, country: Country, shared: frozenset[str]) -> Fit:
    """Return how well the printed words fit the profile; `shared` marks count for little."""
    marks = tuple(m for m in _marks(profile) if text.has(m))[:MOST_MARKS]
    of_country = any(text.has(m) for m in country.marks)
    score = sum(SHARED_MARK if plain(m) in shared else MARK for m in marks)
    score += COUNTRY_MARK * of_country
    if marks or of_country:
        score += _labels(text, profile) + NUMBER * _has_number(text, profile)
    return Fit(score, marks, of_country)


def _marks(profile: Profile) -> tuple[str, ...]:
    """Return a document's marks and its names in its own languages, each but once.

    English and French names are no marks: passports of many countries print them.
    """
    own = (n for language, n in profile.names.items() if language not in COMMON)
    return tuple({plain(m): m for m in (*own, *profile.marks)}.values())


def _labels(text: Text, profile: Profile) -> float:
    hits = [
        COMMON_LABEL if language in COMMON else LABEL
        for spec in profile.fields
        for language, words in spec.labels.items()
        if any(len(plain(w)) >= SHORTEST_LABEL and text.has(w) for w in words)
    ]
    return sum(sorted(hits, reverse=True)[:MOST_LABELS])


def _has_number(text: Text, profile: Profile) -> bool:
    wanted = [f.pattern for f in profile.fields if f.name == "document_number" and f.pattern]
    return any(matches(p, n) for p in wanted for n in text.numbers)


@lru_cache(maxsize=16384)
def plain(text: str) -> str:
    """Return the text's letters and digits only, without case and accents, single-spaced."""
    bare = unicodedata.normalize("NFKD", text.replace("ı", "i"))
    kept = (" " if not c.isalnum() else c for c in bare if not unicodedata.combining(c))
    return " ".join("".join(kept).casefold().split())


@lru_cache(maxsize=16384)
def _triples(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 3] for i in range(len(text) - 2))
