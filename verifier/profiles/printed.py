"""How well a page's words fit a document: its marks, its labels, its country's name.

Comparison is tolerant of what OCR does: case, accents and punctuation are dropped, a long word
may have one letter wrong, missing or too many, and words may run together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from verifier.model.profile import Country, Profile, ProfileSet
from verifier.profiles.forms import matches

SHORTEST_TOLERANT = 6  # letters from which one wrong letter still leaves the word telling
SHORTEST_ALONE = 11  # below, one letter parts one language's "passport" from the next one's
SHORTEST_SQUEEZED = 10  # letters from which words run together are still told apart
SHARED_MARK = 1.0  # a word that several countries print ("Passport") tells little
HOME_MARK = 2.0  # one that several documents of a country print tells the country at least
MARK, COUNTRY_MARK, LABEL, COMMON_LABEL, NUMBER = 3.0, 1.5, 0.5, 0.1, 1.0
TOO_EARLY = -2.0  # a document cannot be of a series that began after all of its dates
MOST_MARKS, MOST_LABELS = 3, 6
COMMON = frozenset({"en", "fr"})  # languages every passport prints beside its own
SHORTEST_NUMBER = 4  # digits a word must have to be tried as a document number
# Day, month and year in figures, in either order; other marks between them are not dates.
_DATE = re.compile(
    r"(?<!\d)(?P<first>\d{4}|\d{2})[ ./-]{1,2}(?P<middle>\d{2})[ ./-]{1,2}"
    r"(?P<last>\d{4}|\d{2})(?!\d)"
)
LAST_DAY = 31  # of any month; a larger number is a year
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
    def places(self) -> Mapping[str, frozenset[int]]:
        """Where each word stands, under every spelling that lacks at most one of its letters."""
        found: dict[str, set[int]] = {}
        for place, word in enumerate(self.words.split()):
            for spelling in _spellings(word):
                found.setdefault(spelling, set()).add(place)
        return {spelling: frozenset(places) for spelling, places in found.items()}

    @cached_property
    def squeezed(self) -> str:
        """All words without the spaces between them."""
        return self.words.replace(" ", "")

    @cached_property
    def days(self) -> tuple[frozenset[date], ...]:
        """Each day printed in figures; two where day and month could be either."""
        found = (frozenset(_days(m)) for line in self.lines for m in _DATE.finditer(line))
        return tuple(dict.fromkeys(days for days in found if days))

    @property
    def dates(self) -> frozenset[date]:
        """All of them together."""
        return frozenset().union(*self.days)

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """Words and whole lines that could be a document's number."""
        every = {p for line in self.lines for p in (line, *line.split())}
        return tuple(p for p in every if sum(c.isdigit() for c in p) >= SHORTEST_NUMBER)

    @cached_property
    def _known(self) -> dict[str, bool]:
        """Phrases already looked for: siblings ask for each other's marks."""
        return {}

    def has(self, phrase: str) -> bool:
        """Whether the phrase stands on the page, give or take a misread letter."""
        wanted = plain(phrase)
        if wanted not in self._known:
            self._known[wanted] = self._has(wanted)
        return self._known[wanted]

    def _has(self, wanted: str) -> bool:
        if not wanted:
            return False
        if f" {wanted} " in self.words:
            return True
        joined = wanted.replace(" ", "")
        if len(joined) >= SHORTEST_SQUEEZED and joined in self.squeezed:
            return True
        alone = " " not in wanted
        return self._nearly(wanted.split()) if not alone or len(wanted) >= SHORTEST_ALONE else False

    def _nearly(self, words: Sequence[str]) -> bool:
        starts = self._near(words[0])
        for offset, word in enumerate(words[1:], start=1):
            starts &= {place - offset for place in self._near(word)}
        return bool(starts)

    def _near(self, word: str) -> set[int]:
        """Return where the word stands, give or take a letter."""
        spelt = (self.places.get(spelling, frozenset()) for spelling in _spellings(word))
        return {place for places in spelt for place in places}


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a page fits a profile: a score and the marks that made it."""

    score: float
    marks: tuple[str, ...]
    country: bool


def text_of(lines: Sequence[str]) -> Text:
    """Return the lines as comparable text."""
    return Text(tuple(lines))


@dataclass(frozen=True, slots=True)
class Shared:
    """Marks, in plain form, that tell little: `abroad` by several countries, `at_home` by one's.

    A country's name beside a word that only foreign documents share tells which it is, so each
    set counts in its own case.
    """

    abroad: frozenset[str]
    at_home: frozenset[tuple[str, str]]


def shared_marks(profiles: ProfileSet) -> Shared:
    """Return the marks that several countries, or several documents of one country, carry."""
    owners: dict[str, list[str]] = {}
    for profile in profiles.profiles():
        for mark in _marks(profile):
            owners.setdefault(plain(mark), []).append(profile.country)
    return Shared(
        abroad=frozenset(m for m, countries in owners.items() if len({*countries}) > 1),
        at_home=frozenset(
            (m, c) for m, countries in owners.items() for c in countries if countries.count(c) > 1
        ),
    )


def fit(text: Text, profile: Profile, country: Country, shared: Shared) -> Fit:
    """Return how well the printed words fit the profile; `shared` marks count for little."""
    seen = [m for m in _marks(profile) if text.has(m)]
    longer = _longer(text, profile, country)
    marks = tuple(m for m in seen if not _within(plain(m), longer))[:MOST_MARKS]
    of_country = any(text.has(m) for m in country.marks)
    score = sum(_weight(plain(m), profile.country, of_country, shared) for m in marks)
    score += COUNTRY_MARK * of_country
    score += TOO_EARLY * _all_earlier(text, profile)
    if marks or of_country:
        score += _labels(text, profile) + NUMBER * _has_number(text, profile)
    return Fit(score, marks, of_country)


def _longer(text: Text, profile: Profile, country: Country) -> tuple[str, ...]:
    """Return the marks on the page, in plain form, that the country's other documents carry."""
    others = (p for p in country.profiles if p.id != profile.id)
    return tuple(plain(m) for p in others for m in _marks(p) if text.has(m))


def _within(mark: str, longer: Sequence[str]) -> bool:
    """Whether the mark is but a part of another: "identity card" of "provisional identity card"."""
    return any(mark != other and f" {mark} " in f" {other} " for other in longer)


def _weight(mark: str, country: str, of_country: bool, shared: Shared) -> float:
    if of_country:
        return HOME_MARK if (mark, country) in shared.at_home else MARK
    return SHARED_MARK if mark in shared.abroad else MARK


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


def _all_earlier(text: Text, profile: Profile) -> bool:
    """Whether every printed day lies before the series began: birth, issue and expiry alike.

    One alone may be of birth and tells nothing.
    """
    first = profile.issued_from
    if first is None or len(text.days) < 2:
        return False
    return all(max(days) < first for days in text.days)


def _has_number(text: Text, profile: Profile) -> bool:
    wanted = [f.pattern for f in profile.fields if f.name == "document_number" and f.pattern]
    return any(matches(p, n) for p in wanted for n in text.numbers)


def _days(found: re.Match[str]) -> Iterator[date]:
    first, middle, last = (int(found[name]) for name in ("first", "middle", "last"))
    parts = (
        [(first, middle, last)] if first > 31 else [(last, middle, first), (last, first, middle)]
    )
    for year, month, day in parts:
        with suppress(ValueError):
            yield date(year, month, day)


@lru_cache(maxsize=16384)
def plain(text: str) -> str:
    """Return the text's letters and digits only, without case and accents, single-spaced."""
    bare = unicodedata.normalize("NFKD", text.replace("ı", "i"))
    kept = (" " if not c.isalnum() else c for c in bare if not unicodedata.combining(c))
    return " ".join("".join(kept).casefold().split())


@lru_cache(maxsize=16384)
def _spellings(word: str) -> frozenset[str]:
    """Return the word and, when it is long, the word without each of its letters.

    Two words with a spelling in common differ by one letter wrong, missing or too many.
    """
    if len(word) < SHORTEST_TOLERANT:
        return frozenset({word})
    return frozenset({word, *(word[:i] + word[i + 1 :] for i in range(len(word)))})
