"""How well a zone fits a document of its country: code, nationality, number, time of issue.

No single sign refuses: the second letter of a document code is the issuer's choice and a
nationality need not be the issuing state (Doc 9303-3, part 5; Doc 9303-4, 4.2.2).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from verifier.model.profile import Confidence, Country, DocumentKind, FieldSpec, Profile, ZoneSpec
from verifier.model.zone import Zone
from verifier.profiles.forms import matches
from verifier.profiles.zone_values import PARTS, personal_number, zone_values

FILLER = "<"
EXACT_CODE, FIRST_LETTER, WRONG_LETTER = 3.0, 1.0, -3.0
OWN_NATIONALITY, OTHER_NATIONALITY = 2.0, -3.0
NUMBER_FITS, PERSONAL_NUMBER_FITS = 2.0, 1.0
NUMBER_MISFITS = {Confidence.CHECKED: -2.0, Confidence.KNOWN: -1.0, Confidence.UNCERTAIN: 0.0}
OUT_OF_TIME = -2.0
CENTURY = 2000  # an expiry date of the last century belongs to no document still in question


@dataclass(frozen=True, slots=True)
class ZoneFit:
    """A score, higher is better and below zero is no match, and what made it."""

    score: float
    why: tuple[str, ...]


def issuing_state(zone: Zone) -> str:
    """Return the zone's issuing state without fillers (characters 3 to 5 of the first line)."""
    return zone.lines[0][2:5].strip(FILLER) if zone.lines else ""


def zone_fit(profile: Profile, country: Country, zone: Zone) -> ZoneFit | None:
    """Return how well the zone fits the profile; None when the profile has no such zone."""
    spec = profile.zone
    if spec is None or spec.type != zone.type.value:
        return None
    signs = (
        _code(spec, zone.lines[0][:2]),
        _nationality(profile, spec, country, _part(zone, "nationality")),
        _number(profile, spec, zone),
        _personal_number(profile, spec, country, zone),
        _time(profile, _part(zone, "expiry_date")),
    )
    told = [s for s in signs if s is not None]
    return ZoneFit(sum(score for score, _ in told), tuple(why for _, why in told if why))


def _part(zone: Zone, name: str) -> str:
    line, first, last = PARTS[zone.type][name]
    return zone.lines[line][first:last] if line < len(zone.lines) else ""


def _code(spec: ZoneSpec, code: str) -> tuple[float, str] | None:
    if not spec.codes:
        return None
    if code in spec.codes:
        return EXACT_CODE, f"its document code is {code}"
    same = code[:1] in {c[:1] for c in spec.codes}
    return (FIRST_LETTER, "") if same else (WRONG_LETTER, f"its document code {code} is unusual")


def _nationality(
    profile: Profile, spec: ZoneSpec, country: Country, seen: str
) -> tuple[float, str] | None:
    code = seen.strip(FILLER)
    if not spec.icao:
        return None
    if spec.nationality:
        fits = code in spec.nationality
        return (OWN_NATIONALITY, f"the nationality is {code}") if fits else (OTHER_NATIONALITY, "")
    own = code in (*country.zone_codes, country.alpha3)
    if profile.kind is DocumentKind.RESIDENCE_PERMIT:
        return (
            (OTHER_NATIONALITY, "")
            if own
            else (OWN_NATIONALITY, "its nationality is another country's")
        )
    if profile.kind is DocumentKind.NATIONAL_ID and not own:
        return OTHER_NATIONALITY, ""
    return None


def _number(profile: Profile, spec: ZoneSpec, zone: Zone) -> tuple[float, str] | None:
    field = _field(profile, "document_number")
    if field is None or not field.pattern:
        return None
    printed = zone_values(spec, zone).get("document_number")
    number = printed or zone.fields.get("document_number") or _part(zone, "document_number")
    if matches(field.pattern, number.strip(FILLER)):
        return NUMBER_FITS, "its number has the right form"
    return NUMBER_MISFITS[field.confidence], ""


def _personal_number(
    profile: Profile, spec: ZoneSpec, country: Country, zone: Zone
) -> tuple[float, str] | None:
    field = _field(profile, "personal_number")
    number = personal_number(spec, zone)
    if field is None or number is None:
        return None
    known = [n for n in country.numbers if n.id in field.numbers and matches(n.pattern, number)]
    return (PERSONAL_NUMBER_FITS, f"it carries a {known[0].name}") if known else None


def _time(profile: Profile, expiry: str) -> tuple[float, str] | None:
    """Count against a series that was not issued when this document must have been."""
    years = [float(y) for r in profile.rules if r.kind == "validity_length" for y in _years(r)]
    if not years or not expiry.isdigit():
        return None
    try:
        ends = date(CENTURY + int(expiry[:2]), int(expiry[2:4]), 1).toordinal()
    except ValueError:
        return None
    earliest, latest = ends - max(years) * 366 - 31, ends - min(years) * 365 + 62
    after = profile.issued_from and latest < profile.issued_from.toordinal()
    before = profile.issued_until and earliest > profile.issued_until.toordinal()
    return (OUT_OF_TIME, "") if after or before else None


def _years(rule: object) -> tuple[str, ...]:
    years = getattr(rule, "options", {}).get("years", ())
    return tuple(str(y) for y in years) if isinstance(years, tuple) else ()


def _field(profile: Profile, name: str) -> FieldSpec | None:
    return next((f for f in profile.fields if f.name == name), None)
