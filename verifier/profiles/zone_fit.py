"""How well a zone fits a document of its country: code, nationality, number, time of issue.

What is printed beside it tells series apart that share a zone: their dates of issue differ.
No single sign refuses: the second letter of a document code is the issuer's choice and a
nationality need not be the issuing state (Doc 9303-3, part 5; Doc 9303-4, 4.2.2).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from verifier.model.profile import Confidence, Country, DocumentKind, FieldSpec, Profile, ZoneSpec
from verifier.model.zone import Zone
from verifier.profiles.forms import matches
from verifier.profiles.zone_values import PARTS, personal_number, zone_values

FILLER = "<"
EXACT_CODE, FIRST_LETTER, WRONG_LETTER = 3.0, 1.0, -3.0
OWN_NATIONALITY, OTHER_NATIONALITY, FOREIGN_PASSPORT = 2.0, -3.0, -2.0
# By how sure the number's form is; the sum stays below what a wrong code costs.
NUMBER_FITS = {Confidence.CHECKED: 2.0, Confidence.KNOWN: 1.5, Confidence.UNCERTAIN: 1.0}
PERSONAL_NUMBER_FITS = 1.0
NUMBER_MISFITS = {Confidence.CHECKED: -2.0, Confidence.KNOWN: -1.0, Confidence.UNCERTAIN: 0.0}
OUT_OF_TIME, IN_TIME = -2.0, 1.0
WRONG_LAYOUT = -6.0  # more than all that a series with more facts to its name can gain
CENTURY = 2000  # an expiry date of the last century belongs to no document still in question


@dataclass(frozen=True, slots=True)
class ZoneFit:
    """A score, higher is better and below zero is no match, and what made it."""

    score: float
    why: tuple[str, ...]


def issuing_state(zone: Zone) -> str:
    """Return the zone's issuing state without fillers (characters 3 to 5 of the first line)."""
    return zone.lines[0][2:5].strip(FILLER) if zone.lines else ""


def zone_fit(
    profile: Profile, country: Country, zone: Zone, dates: Collection[date] = ()
) -> ZoneFit | None:
    """Return how well the zone fits the profile; None when the profile has no such zone.

    `dates` are those printed beside the zone, whatever they are of.
    """
    spec = profile.zone
    if spec is None or spec.type != zone.type.value:
        return None
    signs = (
        _code(spec, zone.lines[0][:2]),
        _nationality(profile, spec, country, _part(zone, "nationality")),
        _number(profile, spec, zone),
        _personal_number(profile, spec, country, zone),
        _layout(spec, country, zone),
        _time(profile, _part(zone, "expiry_date")),
        _issue(profile, zone, dates),
    )
    told = [s for s in signs if s is not None]
    return ZoneFit(sum(score for score, _ in told), tuple(why for _, why in told if why))


def _part(zone: Zone, name: str) -> str:
    line, first, last = PARTS[zone.type][name]
    return zone.lines[line][first:last] if line < len(zone.lines) else ""


def _code(spec: ZoneSpec, code: str) -> tuple[float, str] | None:
    if not spec.codes:
        return FIRST_LETTER, ""
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
    if profile.kind is DocumentKind.PASSPORT and not own:
        return FOREIGN_PASSPORT, ""  # an alien's or refugee's, where the state has such a series
    return None


def _layout(spec: ZoneSpec, country: Country, zone: Zone) -> tuple[float, str] | None:
    """Count against a layout of the country's own where the zone is laid out as ICAO says."""
    as_icao = _part(zone, "nationality").strip(FILLER) in (*country.zone_codes, country.alpha3)
    return (WRONG_LAYOUT, "") if as_icao and not spec.icao else None


def _number(profile: Profile, spec: ZoneSpec, zone: Zone) -> tuple[float, str] | None:
    field = _field(profile, "document_number")
    if field is None or not field.pattern:
        return None
    printed = zone_values(spec, zone).get("document_number")
    number = printed or zone.fields.get("document_number") or _part(zone, "document_number")
    if matches(field.pattern, number.strip(FILLER)):
        return NUMBER_FITS[field.confidence], "its number has the right form"
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


def _issue(profile: Profile, zone: Zone, dates: Collection[date]) -> tuple[float, str] | None:
    """Compare the printed dates that are neither of birth nor of expiry with the time of issue."""
    if not (profile.issued_from or profile.issued_until):
        return None
    others = {_part(zone, "birth_date"), _part(zone, "expiry_date")}
    issued = [d for d in dates if d.strftime("%y%m%d") not in others]
    if not issued:
        return None
    first, last = profile.issued_from or date.min, profile.issued_until or date.max
    if any(first <= d <= last for d in issued):
        return IN_TIME, "it was issued when such documents were"
    return OUT_OF_TIME, ""


def _years(rule: object) -> tuple[str, ...]:
    years = getattr(rule, "options", {}).get("years", ())
    return tuple(str(y) for y in years) if isinstance(years, tuple) else ()


def _field(profile: Profile, name: str) -> FieldSpec | None:
    return next((f for f in profile.fields if f.name == name), None)
