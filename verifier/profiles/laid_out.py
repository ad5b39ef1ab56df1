"""A zone's readings as the document's country lays the zone out.

A reader that knows ICAO's layout alone takes a field from where ICAO puts it. Where a profile
says otherwise (spans of its own, letters that digits stand for, a layout that only looks like
ICAO's) the readings are replaced here, once, before anything judges or compares them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from verifier.model.profile import Profile, ZoneSpec
from verifier.model.reading import Reading, Source
from verifier.model.zone import Zone
from verifier.profiles.zone_values import FILLER, personal_number, zone_checks, zone_values

_NAMED = ("name", "surname", "given_names")
_EVERYWHERE = ("document_code", "issuing_state", "name")
NAMES = ("surname", "given_names", "full_name", "patronymic")
DATES = ("birth_date", "issue_date")
NUMBER = "personal_number"
IN_DOUBT = 0.5  # a value whose check digit does not hold is no surer than a coin
CENTURY = 100
EARLIER_SERIES = 15  # years before a series began in which its predecessor's documents may end


def zone_as_laid_out(profile: Profile | None, zone: Zone | None) -> Zone | None:
    """Return the zone as its profile lays it out: its fields, letters and check digits.

    The reader knows where things stand in ICAO's formats; the rest it can only read.
    """
    spec = profile.zone if profile else None
    if spec is None or zone is None or spec.type != zone.type.value:
        return zone
    if not spec.icao:
        zone = replace(zone, fields=_own_fields(spec, zone))
    if spec.letters:
        zone = replace(zone, fields=_own_letters(spec, zone))
    return replace(zone, checks=zone_checks(spec, zone)) if spec.checks else zone


def _own_fields(spec: ZoneSpec, zone: Zone) -> dict[str, str]:
    """Return what the zone holds by a layout of its country's own: the rest is something else.

    Only the code, the state and the names stand where ICAO puts them; a state's own code for
    itself (Kenya's KYA) is one.
    """
    kept = {f: v for f, v in zone.fields.items() if f in _EVERYWHERE}
    known = kept.get("issuing_state", "") in spec.issuing_state
    state = {"issuing_state": spec.issuing_state[0]} if known else {}
    return {**kept, **state, **{f: v for f, v in zone.fields.items() if f in spec.reads}}


def _own_letters(spec: ZoneSpec, zone: Zone) -> dict[str, str]:
    """Return the zone's fields with its names in the letters that its signs stand for."""
    table = str.maketrans(dict(spec.letters))
    return {f: v.translate(table) if f in _NAMED else v for f, v in zone.fields.items()}


def as_laid_out(
    profile: Profile | None, readings: Sequence[Reading], zone: Zone | None, today: date
) -> tuple[Reading, ...]:
    """Return the readings with the zone's read by the profile; unchanged where it says nothing.

    Applying it twice changes nothing. Optional data that the profile does not call a personal
    number is none.
    """
    spec = profile.zone if profile else None
    if spec is None or zone is None or spec.type != zone.type.value:
        return tuple(readings)
    own = _own(spec, zone, today)
    kept = [r for r in readings if r.source is not Source.MRZ or _stays(r.field, spec, own)]
    every = (*kept, *(_reading(f, v, zone) for f, v in own.items()))
    return tuple(_in_century(_lettered(r, spec), profile) for r in every)


def _stays(field: str, spec: ZoneSpec, own: dict[str, str]) -> bool:
    return spec.icao and field not in own and field != NUMBER


def _own(spec: ZoneSpec, zone: Zone, today: date) -> dict[str, str]:
    found = zone_values(spec, zone)
    number = personal_number(spec, zone)
    named = {f: v.replace("-", " ") if f in NAMES else v for f, v in found.items()}
    dated = {f: _date(v, today) if f in DATES else v for f, v in named.items()}
    return {f: v for f, v in {**dated, NUMBER: number}.items() if v}


def _date(digits: str, today: date) -> str | None:
    """Return YYMMDD or YYMM as ISO 8601, in the latest century that is not after today."""
    if len(digits) not in (4, 6) or not (digits.isascii() and digits.isdecimal()):
        return None
    year = today.year - today.year % CENTURY + int(digits[:2])
    rest = [digits[i : i + 2] for i in range(2, len(digits), 2)]
    if "-".join((str(year), *rest)) > today.isoformat():
        year -= CENTURY
    try:
        date(year, int(rest[0]), int(rest[1]) if len(rest) > 1 else 1)
    except ValueError:
        return None
    return "-".join((str(year), *rest))


def _reading(field: str, value: str, zone: Zone) -> Reading:
    held = zone.checks.get("composite", True) and zone.checks.get(field, True)
    return Reading(
        field=field,
        source=Source.MRZ,
        raw=value,
        value=value,
        confidence=zone.confidence if held else min(zone.confidence, IN_DOUBT),
        page=zone.page,
        region=zone.places.get(field),
    )


def _in_century(reading: Reading, profile: Profile | None) -> Reading:
    """Return an expiry long before the series' first issue a century later.

    Two digits of the year cannot tell 1981 from 2081, which Romanian cards without end carry.
    Only where cards without end exist, and only beyond the life of any earlier series: an old
    document must not come back to life.
    """
    zoned = reading.source is Source.MRZ and reading.field == "expiry_date"
    if not zoned or profile is None or not profile.expiry_optional or not profile.issued_from:
        return reading
    year = int(reading.value[:4])
    if year >= profile.issued_from.year - EARLIER_SERIES:
        return reading
    return replace(reading, value=f"{year + CENTURY}{reading.value[4:]}")


def _lettered(reading: Reading, spec: ZoneSpec) -> Reading:
    """Return a name in the letters its signs stand for (Russia's internal passport)."""
    if reading.source is not Source.MRZ or reading.field not in NAMES or not spec.letters:
        return reading
    plain = reading.raw.replace(FILLER, " ").split() or reading.value.split()
    value = " ".join("".join(spec.letters.get(c, c) for c in word) for word in plain)
    return replace(reading, value=value)
