"""Printed field labels: our table of them, a profile's own, and finding either in a line read.

Labels come in two or three languages beside each other ("Прізвище/Surname", "01 PŘÍJMENÍ/SURNAME/
NOM") or before their value ("Nama : BUDI"). They are the smallest print on a document, so the
comparison is by edit similarity of folded text, strict for short labels.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from rapidfuzz import fuzz, process

from verifier.model.profile import DocumentKind, Profile
from verifier.visual.label_spans import PIECE, spans_of, trimmed
from verifier.visual.letters import latinised

OTHER = "other"  # labels of what is not one of our fields
_WORLD = ("en", "fr")  # beside the state's own language, Doc 9303-3, section 4
TITLE = "title"  # words that only resemble a label
# Least similarity (0..100) by length of the label: a short one has no letter to spare.
_LEAST = ((3, 100.0), (5, 90.0), (8, 80.0), (999, 78.0))
_NEVER = 101.0
_HALF = 85.0  # of both halves of a piece whose slash was misread
_WITH_SLASH = 92.0  # of a text that holds separators, as few labels do
_FOREIGN = 12.0  # more for labels in languages the document does not print
_FOREIGN_LETTERS = 5  # fewer are never such a label: NIF is one of ours, and Hungarian for "N/F"
# The numbers that stand for labels on driving licences: ISO/IEC 18013-1, annex A; AAMVA, D.12.
_NUMBERED = (
    ("1", "surname"),
    ("2", "given_names"),
    ("3", "birth_date"),
    ("4a", "issue_date"),
    ("4b", "expiry_date"),
    ("4c", "authority"),
    ("4d", "personal_number"),
    ("5", "document_number"),
    ("8", "address"),
)
_SHORT = 3  # letters of a label that may as well begin a name
# "4c." whose letter was taken for the Cyrillic or Greek one of its shape.
_LETTERED = re.compile(r"\W*\d[^\W\d_a-z][.)]?\s*")
_SECOND = 90.0  # of a label that follows another; a value may follow it too
# A similarity this far below the best still names the same label in another language.
_TIE = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label of the table: the field it names, its language and its folded text."""

    field: str
    language: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A label found at [start, end) of a line; `score` is its similarity, 0..1.

    `fields` are all the fields those words may name, the likeliest first.
    """

    fields: tuple[str, ...]
    start: int
    end: int
    score: float


@cache
def fold(text: str) -> str:
    """Return text in lower case without accents, punctuation and doubled spaces."""
    if _LETTERED.fullmatch(text):
        text = latinised(text)
    plain = unicodedata.normalize("NFKD", text.casefold().replace("№", " no ").replace("ı", "i"))
    kept = (
        c if unicodedata.category(c)[0] in "LN" or _indic_mark(c) else " " * (not _accent(c))
        for c in plain
    )
    return " ".join("".join(kept).split())


def _accent(char: str) -> bool:
    return bool(unicodedata.combining(char)) or char in "'’ʼ`´"


def _indic_mark(char: str) -> bool:
    # Vowel signs of Indic scripts are marks too, and part of the word.
    return unicodedata.category(char) in ("Mc", "Mn") and ord(char) > 0x8FF


@cache
def table() -> tuple[Label, ...]:
    """Return our own labels, each once per field and language."""
    data: dict[str, dict[str, list[str]]] = tomllib.loads(
        files("verifier.visual").joinpath("labels.toml").read_text("utf-8")
    )
    seen: dict[tuple[str, str, str], Label] = {}
    for field, languages in data.items():
        for language, texts in languages.items():
            for text in texts:
                folded = fold(text)
                seen.setdefault(
                    (field, language, folded), Label(field=field, language=language, text=folded)
                )
    return tuple(seen.values())


class LabelFinder:
    """Finds labels in lines: the table's, and before them those of a profile.

    `languages` (ISO 639-1) rank labels that mean different fields in different languages: "Nom"
    is a surname in French, "Nome" a given name in Italian and a full name in Portuguese.
    """

    def __init__(self, profile: Profile | None = None, languages: Sequence[str] = ()) -> None:
        own = _own(profile)
        self._labels = own + [label for label in table() if label.text]
        self._texts = [label.text for label in self._labels]
        self._rank = [
            (
                0 if i < len(own) else 1,
                _language_rank(label.language, languages),
                label.field != "full_name",  # "Name" with nothing else said is the whole name
            )
            for i, label in enumerate(self._labels)
        ]
        lengths = np.array([len(t) for t in self._texts])
        self._least = np.select(
            [lengths <= most for most, _ in _LEAST], [score for _, score in _LEAST]
        )
        if languages:
            native = {*languages, *_WORLD}
            foreign = np.array([i >= len(own) and x.language not in native
                                for i, x in enumerate(self._labels)])  # fmt: skip
            self._least = np.minimum(self._least + _FOREIGN * foreign, 100.0)
            if profile is not None:
                self._least[foreign & (lengths < _FOREIGN_LETTERS)] = _NEVER

    def find(self, text: str) -> tuple[Found, ...]:
        """Return the labels in a line, left to right; none overlaps another."""
        spans, halves = spans_of(text)
        if not spans:
            return ()
        queries = [fold(text[a:b]) for a, b in spans]
        scores = self._scores(queries)
        found: list[Found] = []
        whole = {
            span: bool((scores[i] >= self._needed(text[slice(*span)], span in halves)).any())
            for i, span in enumerate(spans)
        }
        order = sorted(range(len(spans)), key=lambda i: self._weight(i, queries, scores))
        for i in order:
            start, end = spans[i]
            fits = scores[i] >= self._needed(text[start:end], (start, end) in halves)
            if any(not whole.get(half, False) for half in halves.get((start, end), ())):
                continue
            if not fits.any() or any(start < f.end and f.start < end for f in found):
                continue
            if _runs_on(text, start, end):
                continue
            found.append(self._found(start, end, scores[i], fits))
        found += self._after(text, found)
        kept = (f for f in found if f.fields[0] != TITLE)
        return tuple(sorted(kept, key=lambda f: f.start))

    def _after(self, text: str, found: Sequence[Found]) -> list[Found]:
        """Return the labels that follow another with a blank alone between: two columns' labels."""
        more: list[Found] = []
        for one in found:
            ends = [m.start() for m in PIECE.finditer(text, one.end)]
            stop = min([*ends, *(f.start for f in found if f.start >= one.end), len(text)])
            start, end = trimmed(text, one.end, stop)
            if one.end < start < end and text[one.end].isspace():
                scores = self._scores([fold(text[start:end])])[0]
                fits = scores >= np.maximum(self._least, _SECOND)
                if fits.any():
                    more.append(self._found(start, end, scores, fits))
        return more

    def _needed(self, text: str, half: bool) -> Any:
        """Return the least similarity by label: more for halves and for text with a slash."""
        if half:
            return np.maximum(self._least, _HALF)
        return np.maximum(self._least, _WITH_SLASH) if PIECE.search(text) else self._least

    def _scores(self, queries: list[str]) -> Any:
        return process.cdist(queries, self._texts, scorer=fuzz.ratio, dtype=np.float32)

    def _weight(self, i: int, queries: list[str], scores: Any) -> tuple[float, int]:
        """Better and longer first; the cube keeps a value's first word out of its label."""
        best = float(np.max(np.where(scores[i] >= self._least, scores[i], 0)))
        return (-((best / 100) ** 3) * len(queries[i]), i)

    def _found(self, start: int, end: int, scores: Any, fits: Any) -> Found:
        best = float(scores[fits].max())
        near = [int(k) for k in np.flatnonzero(fits & (scores >= best - _TIE))]
        near.sort(key=lambda k: (self._rank[k], -float(scores[k])))
        fields = tuple(dict.fromkeys(self._labels[k].field for k in near))
        return Found(fields=fields, start=start, end=end, score=best / 100)


def _runs_on(text: str, start: int, end: int) -> bool:
    """Whether a short label is the first word of a value: VAN in "VAN DER MERWE"."""
    rest = text[end:]
    joined = rest[:1].isspace() and rest.strip()[:1].isalpha()
    return end - start <= _SHORT and joined and text[start:end].isupper() and rest.isupper()


def _own(profile: Profile | None) -> list[Label]:
    licence = profile is not None and profile.kind is DocumentKind.DRIVING_LICENCE
    numbered = [
        Label(field=field, language="", text=number)
        for number, field in (_NUMBERED if licence else ())
    ]
    return numbered + [
        Label(field=spec.name, language=language, text=fold(text))
        for spec in (profile.fields if profile else ())
        for language, texts in spec.labels.items()
        for text in texts
        if fold(text)
    ]


def _language_rank(language: str, languages: Sequence[str]) -> int:
    if language in languages:
        return languages.index(language)
    return len(languages) + (language != "en")


@cache
def everyday() -> LabelFinder:
    """Return the finder of our own table alone."""
    return LabelFinder()


def is_label(text: str) -> bool:
    """Return whether the whole of `text` is labels, so that its letters need no closer look."""
    found = everyday().find(text)
    covered = sum(f.end - f.start for f in found)
    letters = sum(c.isalnum() for c in text)
    return bool(found) and covered >= 0.8 * max(letters, 1) and not re.search(r"\d{3}", text)
