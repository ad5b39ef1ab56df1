"""From a face to its printed fields: `read_print` is the stage's one entrance.

Labels, zones and patterns place the print (`place`), `values` says what it means, `trust` how
sure that is. Regions leave here in fractions of the page, through the face's outline.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from verifier.model.engine import TextLine, TextReader
from verifier.model.page import Face
from verifier.model.profile import Profile
from verifier.model.reading import Reading, Source
from verifier.model.zone import Zone
from verifier.visual.calendars import calendar_named
from verifier.visual.columns import parted
from verifier.visual.fragments import mended
from verifier.visual.guide import guide_of
from verifier.visual.labels import LabelFinder
from verifier.visual.layout import pieces_of
from verifier.visual.place import place
from verifier.visual.scene import Placed, Scene
from verifier.visual.sharp_s import with_sharp_s
from verifier.visual.side import side_shown
from verifier.visual.strip import from_text_line
from verifier.visual.surface import on_page, to_page
from verifier.visual.tags import languages_of, tags_for
from verifier.visual.trust import DOUBTFUL, value_confidence
from verifier.visual.upright import read_face
from verifier.visual.value import Manner, Value
from verifier.visual.values import NAMES, NUMBERS, TEXTS


def read_print(
    face: Face, *, profile: Profile | None, zone: Zone | None, text: TextReader
) -> tuple[Reading, ...]:
    """Return the printed fields of one face, with regions in fractions of its page.

    A name printed in two scripts gives two readings, `language` holding the script (ISO 15924)
    of each. The zone guides where to look; every value is what was read in print.
    """
    upright, lines = read_face(face, zone=zone, text=text, scripts=tags_for(profile, zone))
    return fields_in(upright, lines, profile=profile, zone=zone)


def fields_in(
    face: Face,
    lines: Sequence[TextLine],
    *,
    profile: Profile | None,
    zone: Zone | None,
) -> tuple[Reading, ...]:
    """Return the fields that `lines` of a face hold, as `read_print` does."""
    languages = languages_of(tags_for(profile, zone))
    finder = LabelFinder(profile, languages)
    aspect = face.pixels.shape[1] / face.pixels.shape[0]
    whole = mended([from_text_line(line) for line in lines], finder, aspect)
    labels, values = pieces_of(whole, finder)
    scene = Scene(
        labels=tuple(labels),
        values=tuple(parted(values, labels, aspect)),
        aspect=aspect,
        manner=manner_of(profile, languages),
        guide=guide_of(zone),
        specs=profile.fields if profile else (),
        side=side_shown(profile, zone, [line.text for line in lines]),
    )
    outline = to_page(face.quad)
    placed = [with_sharp_s(p, scene.guide, scene.manner.languages) for p in place(scene)]
    found = [r for p in placed for r in _readings(p, face.page, outline)]
    return tuple(sorted(found, key=lambda r: (r.field, r.language or "")))


def manner_of(profile: Profile | None, languages: tuple[str, ...]) -> Manner:
    """Return how a document writes its values; day-first Gregorian dates where nothing is known."""
    if profile is None:
        return Manner(languages=languages or ("en",))
    patterns = {s.name: s.pattern for s in profile.fields if s.pattern and s.name in NUMBERS}
    return Manner(
        formats=profile.date_formats,
        calendar=calendar_named(profile.calendar),
        languages=languages or profile.languages,
        patterns=patterns,
        phrases=profile.no_expiry_phrases,
        sexes={k: v for s in profile.fields if s.name == "sex" for k, v in s.means.items()},
    )


def _readings(placed: Placed, page: int, outline: npt.NDArray[np.float64]) -> Iterator[Reading]:
    kept = placed.values if placed.field in NAMES + TEXTS else placed.values[:1]
    for value in kept:
        yield _reading(placed, value, page, outline)


def _reading(placed: Placed, value: Value, page: int, outline: npt.NDArray[np.float64]) -> Reading:
    stretch = placed.stretch
    owners = stretch.owners[value.start : value.end]
    unsure = {
        i
        for i, o in enumerate(owners)
        if o is not None
        and o[0].line.chars[o[1]].confidence < DOUBTFUL
        and not o[0].line.chars[o[1]].text.isspace()
    }
    unsure |= {i - value.start for i in value.doubtful}
    confidence = value_confidence(
        stretch.chars(value.start, value.end),
        way=placed.way,
        fit=value.fit,
        changed=bool(value.doubtful),
        rivalled=bool(placed.rival),
        marks_count=placed.field not in NAMES,
    )
    return Reading(
        field=placed.field,
        source=Source.PRINT,
        raw=stretch.text[value.start : value.end],
        value=value.value,
        confidence=confidence,
        page=page,
        region=on_page(stretch.region(value.start, value.end), outline),
        language=value.script,
        alternatives=tuple(dict.fromkeys(v for v in (*value.other, placed.rival) if v)),
        uncertain=tuple(sorted(unsure)),
    )
