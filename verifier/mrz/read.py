"""The zone reader: a page image in, its machine-readable zones out, best first.

Rows of evenly pitched marks are grouped into blocks, recognised, and seated in the format that
fits best. What is returned is what is printed, right or wrong, with its confidence; whether it
may be accepted is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from verifier.model.geometry import Quad, Region
from verifier.model.zone import Zone
from verifier.mrz.alphabet import ALPHABET
from verifier.mrz.assemble import Candidate, doubt, plainly_read, read_block, upright
from verifier.mrz.blocks import block_around
from verifier.mrz.components import Floats, Grey
from verifier.mrz.confidence import ACCEPTABLE_CONFIDENCE, confidence
from verifier.mrz.decode import Seated
from verifier.mrz.fields import raw_fields
from verifier.mrz.formats import Format, check_results
from verifier.mrz.locate import WORKING_SIZE, Row, find_rows
from verifier.mrz.repair import repaired
from verifier.mrz.steady import steadied
from verifier.mrz.strip import FRAME, STRIP_HEIGHT, Pyramid

PITCH_MM: Final = 2.54  # ICAO Doc 9303-3, 4.3: ten characters to the inch
_INCH_MM: Final = 25.4
_LEAST_LIKE: Final = 9.0  # sure characters in a row worth reading on
_LEAST_ROW_SCORE: Final = 7.0
_MOST_SEEDS: Final = 3
_SHORTEST: Final = 24.0  # characters of a row that may still be a line cut short
_FAR: Final = 1.5  # pages larger than that many working sizes are looked at more closely
_SECOND_ROW: Final = 20.0  # score of a row worth reading once a zone has been read surely
_STEADY_BELOW: Final = 0.97  # readings less sure are looked at again
_LEAST_SCORE: Final = -1.6  # nats per character below which rows are no zone
REPORTED: Final = 0.02
"""Readings of less confidence are noise, unless their layout says they are a zone."""
_ZONE_SCORE: Final = -0.9  # nats per character; what is no zone scores below -2
_DIM: Final = 0.5  # confidence below which strips are sharpened as well


def read_zones(image: NDArray[np.uint8], page: int = 0) -> tuple[Zone, ...]:
    """Return the zones on `image` (RGB uint8[h, w, 3]), best first; none is an empty tuple.

    `page` is only carried into the zones. A zone may be unsure: compare `confidence` with
    `ACCEPTABLE_CONFIDENCE`, and mind `repaired`.
    """
    if min(image.shape[:2]) < STRIP_HEIGHT:
        return ()
    grey = np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), np.uint8)
    red, green, blue = cv2.split(np.ascontiguousarray(image))
    brightest = np.asarray(cv2.max(cv2.max(red, green), blue), np.uint8)
    pages, colours = Pyramid(grey), Pyramid(brightest)
    best: list[tuple[float, Candidate]] = []
    for rows in _looks(grey):
        found = _read(pages, colours, rows)
        if not best or (found and _merit(found[0][1]) > _merit(best[0][1])):
            best = found
        if best and (best[0][0] >= ACCEPTABLE_CONFIDENCE or plainly_read(best[0][1])):
            break
    return tuple(_zone(candidate, sure, grey, page) for sure, candidate in best)


def _looks(grey: Grey) -> Iterator[list[Row]]:
    """Yield rows at the usual size, then at twice that: a document far away in a large photo."""
    yield from find_rows(grey)
    if max(grey.shape) > _FAR * WORKING_SIZE:
        yield from find_rows(grey, 2 * WORKING_SIZE)


def _sure(candidate: Candidate) -> float:
    return confidence(candidate, check_results(candidate.layout, candidate.lines))


def _read(pages: Pyramid, colours: Pyramid, rows: list[Row]) -> list[tuple[float, Candidate]]:
    """Return the readings of the rows with their confidences, best first."""
    strong = [row for row in rows if row.score > _LEAST_ROW_SCORE]
    used: set[int] = set()
    found: list[tuple[float, Candidate]] = []
    seeds = 0
    for seed in strong:
        settled = any(sure >= ACCEPTABLE_CONFIDENCE for sure, _ in found)
        if seeds >= _MOST_SEEDS or id(seed) in used or (settled and seed.score < _SECOND_ROW):
            continue
        seeds += 1
        candidate = _read_around(pages, colours, seed, strong)
        zone_like = seed.score > _SECOND_ROW and seed.length > _SHORTEST
        if zone_like and (candidate is None or _blurred(candidate)):
            crisp = _read_around(pages.sharpened(), colours, seed, strong)
            candidate = max((c for c in (candidate, crisp) if c), key=_merit, default=None)
        if candidate is None:
            continue
        used |= _covered(strong, candidate)
        if _is_zone(candidate):
            found.append((_sure(candidate), candidate))
    return sorted(found, key=lambda item: -item[0])


def _blurred(candidate: Candidate) -> bool:
    return _sure(candidate) < _DIM and not plainly_read(candidate)


def _is_zone(candidate: Candidate) -> bool:
    """Say whether this is a zone at all, however badly read."""
    held = any(check_results(candidate.layout, candidate.lines).values())
    return _sure(candidate) >= REPORTED or (held and candidate.score > _ZONE_SCORE)


def _read_around(pages: Pyramid, colours: Pyramid, seed: Row, rows: list[Row]) -> Candidate | None:
    turned, likeness = upright(pages, seed)
    if likeness < _LEAST_LIKE:
        return None
    others = [turned if row is seed else row for row in rows]
    candidate = read_block(pages, block_around(turned, others), turned)
    if candidate is None or candidate.score < _LEAST_SCORE:
        return None
    if _sure(candidate) < _STEADY_BELOW:
        return _looked_at_again(pages, colours, candidate)
    return candidate


def _looked_at_again(pages: Pyramid, colours: Pyramid, candidate: Candidate) -> Candidate:
    """Return the surer of two looks; if both hold their digits and yet differ, neither is sure."""
    again = steadied(pages, colours, candidate)
    best, other = sorted((candidate, again), key=_merit, reverse=True)
    if best.lines == other.lines or not (_holds(best) and _holds(other)):
        return best
    return replace(best, contested=True)


def _merit(candidate: Candidate) -> tuple[bool, float]:
    """Rank readings: digits that all hold come first; where some fail anyway, clearer print does.

    A single digit that holds among failing ones says nothing: the print itself is wrong.
    """
    holds = _holds(candidate)
    return holds, _sure(candidate) if holds else -doubt(candidate)


def _holds(candidate: Candidate) -> bool:
    return all(check_results(candidate.layout, candidate.lines).values())


def _covered(rows: list[Row], candidate: Candidate) -> set[int]:
    middles = [(read.line.row.start + read.line.row.end) / 2 for read in candidate.reads]
    return {
        id(row)
        for row in rows
        for middle in middles
        if float(np.hypot(*((row.start + row.end) / 2 - middle))) < 6 * row.cap
    }


def _zone(candidate: Candidate, sure: float, grey: Grey, page: int) -> Zone:
    lines = candidate.lines
    checks = check_results(candidate.layout, lines)
    mended = repaired(candidate.layout, lines, candidate.seated)
    if mended is not None:
        lines, checks = mended, check_results(candidate.layout, mended)
    quads = [_corners(candidate, number, grey) for number in range(len(lines))]
    boxes = tuple(tuple(_box(corners) for corners in line) for line in quads)
    return Zone(
        type=candidate.layout.type,
        lines=lines,
        page=page,
        confidence=sure,
        repaired=mended is not None,
        checks=checks,
        char_confidences=tuple(
            _chances(seated, line) for seated, line in zip(candidate.seated, lines, strict=True)
        ),
        alternatives=tuple(
            _alternatives(seated, line)
            for seated, line in zip(candidate.seated, lines, strict=True)
        ),
        quad=_quad(quads),
        line_regions=tuple(_union(line) for line in boxes),
        char_regions=boxes,
        dpi=round(candidate.pitch * _INCH_MM / PITCH_MM, 1),
        fields=raw_fields(candidate.layout, lines),
        places=_places(candidate.layout, boxes),
    )


def _chances(seated: Seated, line: str) -> tuple[float, ...]:
    return tuple(
        round(float(np.exp(odds[ALPHABET.index(character)])), 4)
        for odds, character in zip(seated.odds, line, strict=True)
    )


def _alternatives(seated: Seated, line: str) -> tuple[str, ...]:
    others = []
    for odds, character in zip(seated.odds, line, strict=True):
        ranked = [ALPHABET[i] for i in np.argsort(-odds)[:2]]
        others.append(ranked[1] if ranked[0] == character else ranked[0])
    return tuple(others)


def _corners(candidate: Candidate, number: int, grey: Grey) -> list[Floats]:
    """Return for each character its four corners in page fractions."""
    read, seated = candidate.reads[number], candidate.seated[number]
    half = read.slots.pitch * FRAME / 2
    middle = (seated.times + 0.5) * FRAME
    rise = STRIP_HEIGHT * 0.34  # a capital fills about two thirds of the strip
    size = np.array([grey.shape[1], grey.shape[0]], np.float64)
    x = np.stack([middle - half, middle + half, middle + half, middle - half], axis=1)
    y = np.array([-rise, -rise, rise, rise]) + STRIP_HEIGHT / 2
    points = read.how.place(x.ravel(), np.tile(y, len(middle))) / size
    return list(points.reshape(-1, 4, 2))


def _box(corners: Floats) -> Region:
    low = np.clip(corners.min(axis=0), 0.0, 1.0)
    high = np.clip(corners.max(axis=0), 0.0, 1.0)
    return Region(float(low[0]), float(low[1]), float(high[0]), float(high[1]))


def _union(boxes: Sequence[Region]) -> Region:
    whole = boxes[0]
    for box in boxes[1:]:
        whole = whole.union(box)
    return whole


def _quad(quads: list[list[Floats]]) -> Quad:
    top, bottom = quads[0], quads[-1]
    corners = (top[0][0], top[-1][1], bottom[-1][2], bottom[0][3])
    points = [(float(x), float(y)) for x, y in corners]
    return Quad((points[0], points[1], points[2], points[3]))


def _places(layout: Format, boxes: tuple[tuple[Region, ...], ...]) -> dict[str, Region]:
    return {
        name: _union(boxes[span.line][span.start : span.end])
        for name, span in layout.fields.items()
    }
