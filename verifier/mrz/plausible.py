"""What a zone says that cannot be, or hardly: codes, names and dates, each with its evidence.

Check digits do not cover names and nationality; these checks notice misreadings there. They
doubt and never condemn: issuers print odd things. Source: ICAO Doc 9303-3, 4.6 to 4.8 and 5.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from verifier.model.finding import Finding, Status, passed, skipped
from verifier.model.geometry import Place
from verifier.model.reason_code import ReasonCode
from verifier.model.zone import Zone
from verifier.mrz.fields import may_be_truncated, read_date
from verifier.mrz.states import STATES

_LONGEST_VALIDITY: Final = timedelta(days=366 * 100)
_NO_EXPIRY: Final = frozenset({"999999", "991231"})  # printed by issuers of cards for life
_SEXES: Final = "MFX<"
_RUN: Final = re.compile(r"([A-Z])\1{3,}")
_GAP: Final = re.compile(r"<{3,}[A-Z]")


def plausibility(zone: Zone, now: date) -> tuple[Finding, ...]:
    """Return a finding per check: state codes, sex, names and dates."""
    return (
        _state(zone, "issuing_state"),
        _state(zone, "nationality"),
        _sex(zone),
        _names(zone),
        _birth(zone, now),
        _expiry(zone, now),
    )


def _doubt(zone: Zone, check: str, field: str, value: str, why: str) -> Finding:
    place = zone.places.get(field) or zone.places.get("name")
    return Finding(
        check=check,
        status=Status.UNSURE,
        reason=ReasonCode.READ_MRZ_IMPLAUSIBLE,
        fields=(field,),
        seen={"field": field, "value": value},
        evidence={"why": why},
        places=(Place(page=zone.page, region=place),) if place else (),
    )


def _state(zone: Zone, field: str) -> Finding:
    check = f"mrz.plausible.{field}"
    code = zone.fields.get(field, "").replace("<", "")
    if not code:
        return skipped(check, "the zone leaves it empty", field)
    if code in STATES:
        return passed(check, field)
    return _doubt(zone, check, field, code, "no state or organisation has this code")


def _sex(zone: Zone) -> Finding:
    value = zone.fields.get("sex", "")
    if value in _SEXES:
        return passed("mrz.plausible.sex", "sex")
    return _doubt(zone, "mrz.plausible.sex", "sex", value, "neither M, F nor a filler")


def _name_faults(name: str) -> Iterator[str]:
    if any(character.isdigit() for character in name):
        yield "names in zones hold no digits"
    # Two fillers first: a person without a surname, as some states write it.
    if name.startswith("<") and not name.startswith("<<"):
        yield "the name does not begin at its place"
    if _RUN.search(name):
        yield "one letter four times in a row"
    if _GAP.search(name):
        yield "letters after three fillers"
    if not name.strip("<"):
        yield "no name"


def _names(zone: Zone) -> Finding:
    name = zone.fields.get("name", "")
    faults = list(_name_faults(name))
    if faults:
        return _doubt(zone, "mrz.plausible.name", "surname", name.rstrip("<"), "; ".join(faults))
    note = "a letter stands last: the name may be cut off" if may_be_truncated(name) else ""
    return passed("mrz.plausible.name", "surname", "given_names", note=note)


def _birth(zone: Zone, now: date) -> Finding:
    check, raw = "mrz.plausible.birth_date", zone.fields.get("birth_date", "")
    if not raw.strip("<X"):
        return skipped(check, "the zone leaves it empty", "birth_date")
    if read_date(raw, latest=now) is None:
        return _doubt(zone, check, "birth_date", raw, "no day of the calendar")
    return passed(check, "birth_date")


def _expiry(zone: Zone, now: date) -> Finding:
    check, raw = "mrz.plausible.expiry_date", zone.fields.get("expiry_date", "")
    if not raw.strip("<X") or raw in _NO_EXPIRY:
        return skipped(check, "the document does not expire", "expiry_date")
    if read_date(raw, latest=now + _LONGEST_VALIDITY / 2) is None:
        return _doubt(zone, check, "expiry_date", raw, "no day of the calendar")
    return passed(check, "expiry_date")
