"""The text layer of a PDF page as a witness of its own, beside what is printed on it.

A layer says exactly what it says, but anyone can write one, and that of a scan is some other
reader's guess: it is compared with the print and never believed over it. Lines of the layer keep
their order; their places on the page are not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from verifier.model.engine import TextLine
from verifier.model.geometry import Region
from verifier.model.page import Page
from verifier.model.profile import Profile
from verifier.model.reading import Reading, Source
from verifier.model.zone import Zone
from verifier.visual.fields import manner_of
from verifier.visual.guide import guide_of
from verifier.visual.labels import LabelFinder
from verifier.visual.layout import pieces_of
from verifier.visual.place import place
from verifier.visual.scene import Placed, Scene
from verifier.visual.strip import from_text_line
from verifier.visual.tags import languages_of, tags_for
from verifier.visual.values import NAMES, TEXTS

# Under what a printed value needs to accuse: a difference from a layer is shown, not held against.
LAYER_CONFIDENCE = 0.89
_COLUMNS = re.compile(r"\t+|\s{3,}")
_MOST_LINES = 400
_LETTER = 0.012  # of the page's width: an imagined page of 80 letters across


def read_layers(
    pages: Sequence[Page], profile: Profile | None, zone: Zone | None
) -> tuple[Reading, ...]:
    """Return the fields that the pages' own text layers hold; none for pictures."""
    return tuple(reading for page in pages if page.text for reading in _read(page, profile, zone))


def _read(page: Page, profile: Profile | None, zone: Zone | None) -> Iterator[Reading]:
    languages = languages_of(tags_for(profile, zone))
    lines = [from_text_line(line) for line in _lines(page.text or "")]
    labels, values = pieces_of(lines, LabelFinder(profile, languages))
    scene = Scene(
        labels=tuple(labels),
        values=tuple(values),
        aspect=1.0,
        manner=manner_of(profile, languages),
        guide=guide_of(zone),
    )
    for placed in place(scene):
        yield from _readings(placed, page.index)


def _lines(text: str) -> Iterator[TextLine]:
    """Yield the layer's lines one under another, columns beside each other."""
    rows = [row for row in text.splitlines() if row.strip()][:_MOST_LINES]
    step = 1 / max(len(rows), 1)
    for number, row in enumerate(rows):
        at = 0
        for part in _COLUMNS.split(row):
            start = row.find(part, at)
            at = start + len(part)
            if part.strip():
                box = Region(
                    start * _LETTER, number * step, at * _LETTER, number * step + 0.8 * step
                )
                yield TextLine(text=part.strip(), confidence=1.0, region=box)


def _readings(placed: Placed, page: int) -> Iterator[Reading]:
    kept = placed.values if placed.field in NAMES + TEXTS else placed.values[:1]
    for value in kept:
        yield Reading(
            field=placed.field,
            source=Source.PDF_TEXT,
            raw=placed.stretch.text[value.start : value.end],
            value=value.value,
            confidence=LAYER_CONFIDENCE,
            page=page,
            language=value.script,
            alternatives=value.other,
        )
