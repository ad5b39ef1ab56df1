"""Zones to findings: each check digit by name, how sure the reading is, one document or several.

Sources: ICAO Doc 9303-3, 4.9 (check digits) and 4.3 (the zone's place and pitch).
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.model.finding import Finding, Status, passed, skipped
from verifier.model.geometry import Place, Region
from verifier.model.reason_code import ReasonCode
from verifier.model.zone import Zone
from verifier.mrz.checkdigits import check_digit
from verifier.mrz.formats import overflow_number
from verifier.mrz.national import layout_of


def zone_findings(zone: Zone, threshold: float) -> tuple[Finding, ...]:
    """Return what a zone's own digits and its reader say about it.

    `threshold` is the least confidence (0..1) with which a zone counts as read.
    """
    sure = zone.confidence >= threshold
    digits = _digits(zone)
    together = passed("mrz.check_digits") if zone.checks_hold else _digits_fail(zone)
    return (*digits, *((together,) if together else ()), _confidence(zone, sure))


def no_zone(wanted: bool, page: int | None = None) -> Finding:
    """Return the finding for a document on which no zone could be read."""
    if not wanted:
        return skipped("mrz.read", "this document carries no machine-readable zone")
    return Finding(
        check="mrz.read",
        status=Status.FAILED,
        reason=ReasonCode.READ_MRZ_NOT_READABLE,
        fields=ZONE_FIELDS,
        evidence={} if page is None else {"page": page},
    )


ZONE_FIELDS = (
    "surname",
    "given_names",
    "document_number",
    "birth_date",
    "sex",
    "expiry_date",
    "nationality",
    "issuing_state",
)


def several_documents(zones: Sequence[Zone]) -> Finding | None:
    """Return a finding when one page shows the zones of two different documents."""
    seen: dict[int, str] = {}
    for zone in zones:
        number = zone.fields.get("document_number", "")
        if zone.checks_hold and seen.setdefault(zone.page, number) != number:
            return Finding(
                check="mrz.one_document",
                status=Status.FAILED,
                reason=ReasonCode.FILE_SEVERAL_DOCUMENTS,
                places=tuple(Place(page=z.page, region=z.quad.bounds) for z in zones),
            )
    return None


def _digits(zone: Zone) -> tuple[Finding, ...]:
    return tuple(
        passed(f"mrz.check_digit.{name}") if holds else _wrong_digit(zone, name)
        for name, holds in zone.checks.items()
    )


def _wrong_digit(zone: Zone, name: str) -> Finding:
    """Return the finding on a digit that does not hold: certain where every character is clear.

    A zone may be printed wrong; then its digit fails however well it is read.
    """
    line, position, covered = _digit(zone, name)
    weakest = _weakest(zone, name)
    others = [n for n, holds in zone.checks.items() if not holds and n != "composite"]
    if name == "composite" and others:
        # The composite covers the digits that already fail: naming it too would say it twice.
        return skipped("mrz.check_digit.composite", f"follows from {', '.join(others)}")
    places: tuple[Region, ...] = (zone.char_regions[line][position],)
    if name in zone.places:
        places = (zone.places[name], *places)
    return Finding(
        check=f"mrz.check_digit.{name}",
        status=Status.FAILED if weakest >= DOUBTFUL else Status.UNSURE,
        reason=ReasonCode.READ_MRZ_CHECK_DIGIT,
        fields=(name,),
        seen={
            "field": name,
            "printed": zone.lines[line][position],
            "line": line + 1,
            "position": position + 1,
        },
        expected={"computed": check_digit(covered)},
        evidence={"covered": covered, "confidence": round(weakest, 3)},
        places=tuple(Place(page=zone.page, region=region) for region in places),
    )


def _digit(zone: Zone, name: str) -> tuple[int, int, str]:
    """Return the line and position of a check digit, and the characters it stands for."""
    layout = layout_of(zone.type, zone.lines)
    check = next(check for check in layout.checks if check.name == name)
    covered = "".join(span.of(zone.lines) for span in check.over)
    long_number = overflow_number(layout, zone.lines) if name == "document_number" else None
    if long_number is None or layout.overflow is None:
        return check.digit.line, check.digit.start, covered
    rest, _ = long_number
    return layout.overflow.line, layout.overflow.start + len(rest), covered + rest


def _weakest(zone: Zone, name: str) -> float:
    """Return the least confidence among a check digit and the characters it stands for."""
    check = next(c for c in layout_of(zone.type, zone.lines).checks if c.name == name)
    spans = (*check.over, check.digit)
    return min(c for span in spans for c in zone.char_confidences[span.line][span.start : span.end])


def _digits_fail(zone: Zone) -> Finding:
    wrong = ", ".join(name for name, holds in zone.checks.items() if not holds)
    return skipped("mrz.check_digits", f"do not hold: {wrong}")


_NEAR = 0.02  # of the least sure character, where none is doubtful and the whole still is
DOUBTFUL = 0.8  # a character's confidence below which it is named to the reviewer


def _confidence(zone: Zone, sure: bool) -> Finding:
    evidence = {"confidence": round(zone.confidence, 3), "repaired": zone.repaired}
    if sure and not zone.repaired and not zone.disputed:
        return passed("mrz.confidence", evidence=evidence)
    doubtful = doubtful_characters(zone)
    if not doubtful and zone.checks_hold:
        doubtful = doubtful_characters(zone, below=_least(zone) + _NEAR)
    if not doubtful and not zone.checks_hold and not zone.repaired:
        return skipped("mrz.confidence", "every character is clear; the digits tell what is wrong")
    fields = tuple(dict.fromkeys(name for name, _ in doubtful if name))
    return Finding(
        check="mrz.confidence",
        status=Status.UNSURE,
        reason=ReasonCode.READ_UNCERTAIN,
        fields=fields,
        seen={"fields": fields} if fields else {},
        evidence={**evidence, "characters": " ".join(text for _, text in doubtful)},
        places=(Place(page=zone.page, region=zone.quad.bounds),),
    )


def _least(zone: Zone) -> float:
    return min((min(line, default=1.0) for line in zone.char_confidences), default=1.0)


def doubtful_characters(zone: Zone, below: float = DOUBTFUL) -> tuple[tuple[str, str], ...]:
    """Return (field, "line:position read/alternative") for each character in doubt."""
    found = []
    disputed = {(line, position): theirs for line, position, theirs in zone.disputed}
    for line, confidences in enumerate(zone.char_confidences):
        for position, confidence in enumerate(confidences):
            theirs = disputed.get((line, position), "")
            if confidence >= below and not theirs:
                continue
            other = theirs or zone.alternatives[line][position]
            text = f"{line + 1}:{position + 1} {zone.lines[line][position]}/{other or '?'}"
            found.append((_field_at(zone, zone.char_regions[line][position]), text))
    return tuple(found)


def _field_at(zone: Zone, region: Region) -> str:
    x, y = (region.left + region.right) / 2, (region.top + region.bottom) / 2
    for name, place in zone.places.items():
        if place.left <= x <= place.right and place.top <= y <= place.bottom:
            return name
    return ""
