"""Print as a witness: which document it is, and what stands on every side of it.

With a zone the document is known before its print is read, and is read in its own scripts.
Without one the print is read twice where need be: once to know the document, once in its scripts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verifier.model.claim import Claim
from verifier.model.context import Context
from verifier.model.engine import TextLine, TextReader
from verifier.model.page import Face, Page
from verifier.model.profile import Profile, ProfileSet
from verifier.model.reading import Reading
from verifier.model.zone import Zone
from verifier.profiles.match import Match, match
from verifier.visual.fields import fields_in
from verifier.visual.layers import read_layers
from verifier.visual.tags import tags_for
from verifier.visual.upright import read_face


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """The document recognised, its printed fields, and every line of print as text.

    `clear` is how many lines were read without doubt, `cut` the edge of the picture at which
    lines of print break off, if they do.
    """

    found: Match
    readings: tuple[Reading, ...] = ()
    lines: tuple[str, ...] = ()
    clear: int = 0
    cut: str | None = None


def read_document(
    pages: Sequence[Page],
    faces: Sequence[Face],
    zones: Sequence[Zone],
    schemes: Sequence[str],
    claim: Claim,
    ctx: Context,
) -> Printed:
    """Return what print and text layers say; without a text engine, which document it is.

    The claim is used between documents that fit equally well, and to choose scripts to try.
    """
    zone = zones[0] if zones else None
    profiles, text = ctx.profiles, ctx.engines.text

    def matched(lines: Sequence[str]) -> Match:
        return match(
            profiles,
            zone=zone,
            text=lines,
            schemes=schemes,
            claim_country=claim.country,
            claim_kind=claim.kind,
        )

    found = matched(())
    if text is None:
        return Printed(found=found)
    first = _tags(found.profile or _claimed(claim, profiles), zone)
    upright, read = _read(faces, zones, text, first)
    found = matched([line.text for lines in read for line in lines])
    own = _tags(found.profile, zone)
    if found.profile is not None and own != first:
        upright, read = _read(upright, zones, text, own)
    readings = [
        reading
        for face, lines in zip(upright, read, strict=True)
        for reading in fields_in(face, lines, profile=found.profile, zone=_zone_of(face, zones))
    ]
    words = tuple(line.text for lines in read for line in lines)
    cut = _cut_edge([line for face, lines in zip(upright, read, strict=True)
                     if not face.outline_found for line in lines])  # fmt: skip
    clear = sum(line.confidence >= CLEAR for lines in read for line in lines)
    surest = (*read_layers(pages, found.profile, zone), *_surest(readings))
    return Printed(found=found, readings=surest, lines=words, clear=clear, cut=cut)


CLEAR = 0.9  # mean confidence of a line; the smears of a blurred page stay well below
LEAST_CUT = 2  # lines that must break off at one edge; a single one is a stray mark
TOUCHES = 0.004  # of the picture's side


def _cut_edge(lines: Sequence[TextLine]) -> str | None:
    """Return the side edge of the picture at which several lines of print break off, or None."""
    left = sum(line.region.left <= TOUCHES for line in lines)
    right = sum(line.region.right >= 1 - TOUCHES for line in lines)
    if max(left, right) < LEAST_CUT:
        return None
    return "left" if left >= right else "right"


def _read(
    faces: Sequence[Face], zones: Sequence[Zone], text: TextReader, tags: Sequence[str]
) -> tuple[list[Face], list[tuple[TextLine, ...]]]:
    both = [read_face(f, zone=_zone_of(f, zones), text=text, scripts=tags) for f in faces]
    return [face for face, _ in both], [lines for _, lines in both]


def _zone_of(face: Face, zones: Sequence[Zone]) -> Zone | None:
    return next((zone for zone in zones if zone.page == face.page), None)


def _tags(profile: Profile | None, zone: Zone | None) -> tuple[str, ...]:
    return tuple(tags_for(profile, zone))


def _claimed(claim: Claim, profiles: ProfileSet) -> Profile | None:
    """Return a document of the claimed country, for its scripts alone."""
    country = profiles.countries.get(claim.country or "")
    return country.profiles[0] if country and country.profiles else None


def _surest(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Return one reading for each field and script: the surest of all sides."""
    best: dict[tuple[str, str | None], Reading] = {}
    for reading in readings:
        key = (reading.field, reading.language)
        if key not in best or reading.confidence > best[key].confidence:
            best[key] = reading
    return tuple(best.values())
