"""Zones as a witness: read on every page, turned into readings, judged by their own digits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from verifier.model.context import Context
from verifier.model.finding import Finding
from verifier.model.page import Page
from verifier.model.reading import Reading, Source
from verifier.model.zone import Zone
from verifier.mrz.confidence import ACCEPTABLE_CONFIDENCE
from verifier.mrz.fields import name_words, read_date
from verifier.mrz.findings import no_zone, several_documents, zone_findings
from verifier.mrz.plausible import plausibility
from verifier.mrz.second import second_opinion

LEGIBLE = 0.3  # below it most characters are guesses (bench mrz on drawn wear)
_LONGEST_VALIDITY = timedelta(days=366 * 50)  # some states issue cards for life, dated far ahead
# Doc 9303-5, part 5: Germany alone prints one letter; a filler pads shorter codes.
_STATES = {"D": "DEU"}


def read_pages(pages: Sequence[Page], ctx: Context) -> tuple[Zone, ...]:
    """Return every zone on the pages, surest first; none when no reader is at hand.

    Zones that the first reader is unsure of are shown to the second readers, where there are any.
    """
    if ctx.engines.zone is None:
        return ()
    zones = [
        _settled(zone, page, ctx)
        for page in pages
        for zone in ctx.engines.zone(page.pixels, page.index)
    ]
    return tuple(sorted(zones, key=lambda zone: -zone.confidence))


def _settled(zone: Zone, page: Page, ctx: Context) -> Zone:
    if zone.confidence >= ACCEPTABLE_CONFIDENCE and not zone.repaired:
        return zone
    readers = ctx.engines.second_zone_readers
    return second_opinion(zone, page.pixels, page.index, readers) or zone


def legible(zones: Sequence[Zone]) -> tuple[Zone, ...]:
    """Return the zones that were read at all; the rest are told as unreadable, not judged."""
    return tuple(zone for zone in zones if zone.confidence >= LEGIBLE)


def zone_readings(zone: Zone | None, now: date) -> tuple[Reading, ...]:
    """Return the zone's fields as readings, normalised; a field it leaves empty gives none."""
    if zone is None:
        return ()
    values = {
        "surname": name_words(zone.fields.get("surname", "")),
        "given_names": name_words(zone.fields.get("given_names", "")),
        "document_number": _plain(zone, "document_number"),
        "document_code": _plain(zone, "document_code"),
        "issuing_state": _state(_plain(zone, "issuing_state")),
        "nationality": _state(_plain(zone, "nationality")),
        "birth_date": read_date(zone.fields.get("birth_date", ""), latest=now) or "",
        "sex": {"M": "M", "F": "F"}.get(_plain(zone, "sex"), ""),
        "expiry_date": expiry_date(zone.fields.get("expiry_date", ""), now) or "",
        "personal_number": _plain(zone, "personal_number"),
    }
    return tuple(_reading(zone, field, value) for field, value in values.items() if value)


def expiry_date(raw: str, now: date) -> str | None:
    """Return the zone's expiry as ISO 8601; two digits of the year are read as near `now`."""
    return read_date(raw, latest=now + _LONGEST_VALIDITY)


def judge_zones(
    zones: Sequence[Zone], wanted: bool, threshold: float, now: date | None = None
) -> tuple[Finding, ...]:
    """Return the findings on the best zone; `wanted` says whether the document must have one.

    With `now`, names, codes and dates are held against what can be.
    """
    if not zones:
        return (no_zone(wanted),)
    several = several_documents([zone for zone in zones if zone.confidence >= threshold])
    return (
        *zone_findings(zones[0], threshold),
        *(plausibility(zones[0], now) if now else ()),
        *((several,) if several else ()),
    )


def _plain(zone: Zone, field: str) -> str:
    return zone.fields.get(field, "").replace("<", "")


def _state(code: str) -> str:
    return _STATES.get(code, code)


def _reading(zone: Zone, field: str, value: str) -> Reading:
    region = zone.places.get(field)
    return Reading(
        field=field,
        source=Source.MRZ,
        raw=zone.fields.get(field, ""),
        value=value,
        confidence=_confidence(zone, field),
        page=zone.page,
        region=region,
    )


def _confidence(zone: Zone, field: str) -> float:
    """Return how sure a field is: its least sure character, but no surer than its check digit."""
    region = zone.places.get(field)
    sure = zone.confidence
    if region is not None:
        inside = [
            confidence
            for line, boxes in zip(zone.char_confidences, zone.char_regions, strict=True)
            for confidence, box in zip(line, boxes, strict=True)
            if region.left <= (box.left + box.right) / 2 <= region.right
            and region.top <= (box.top + box.bottom) / 2 <= region.bottom
        ]
        sure = min([sure, *inside])
    return min(sure, 0.5) if zone.checks.get(field) is False or zone.repaired else sure
