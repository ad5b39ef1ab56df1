"""What the machine-readable zone says should be printed: a hint where to look, never a value.

On a layout without known labels a line that resembles the zone's value is likely the field. What
is returned is always what was read there, differences and all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from verifier.model.zone import Zone
from verifier.visual.labels import fold
from verifier.visual.tags import alpha3_by_alpha2
from verifier.visual.value import Value
from verifier.visual.values import DATES, NAMES, NUMBERS

# Similarities below this are chance: two names of six letters share two by accident.
LEAST = 0.7
# Letters from which a zone's name may have been cut short: TD1 holds 30 characters in all.
_MAY_BE_CUT = 18
_HINTED = (
    "surname",
    "given_names",
    "document_number",
    "birth_date",
    "expiry_date",
    "personal_number",
    "nationality",
    "sex",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """The zone's values by field name, as they would stand in print."""

    expected: Mapping[str, str]

    def likeness(self, field: str, value: Value) -> float:
        """Return how much `value` resembles the zone's for `field`, 0..1; 0 without a hint."""
        wanted = self.expected.get(field, "")
        if not wanted:
            return 0.0
        if field in DATES:
            return _date_likeness(field, wanted, value)
        if field in NUMBERS:
            return fuzz.ratio(wanted, _alnum(value.value)) / 100
        if field == "full_name":
            turned = f"{self.expected['given_names']} {self.expected['surname']}"
            return max(_name_likeness(w, value.value) for w in (wanted, turned))
        if field in NAMES:
            return _name_likeness(wanted, value.value)
        return float(wanted == value.value)


def guide_of(zone: Zone | None) -> Guide:
    """Return the hints of a zone; none at all without one."""
    if zone is None:
        return Guide(expected={})
    raw = {name: zone.fields.get(name, "") for name in _HINTED}
    expected = {name: " ".join(text.replace("<", " ").split()) for name, text in raw.items()}
    for name in NUMBERS:
        expected[name] = _alnum(expected[name])
    if expected["nationality"] not in alpha3_by_alpha2().values():
        expected["nationality"] = ""
    if expected["surname"] and expected["given_names"]:
        expected["full_name"] = f"{expected['surname']} {expected['given_names']}"
    return Guide(expected={k: v for k, v in expected.items() if v})


def _alnum(text: str) -> str:
    return "".join(c for c in text.upper() if c.isalnum())


def _date_likeness(field: str, wanted: str, value: Value) -> float:
    digits = wanted.replace(" ", "")
    best = 0.0
    for iso in (value.value, *value.other):
        short = iso.replace("-", "")[2:]
        if field == "expiry_date" and _term_before(short, digits):
            continue
        same = sum(a == b for a, b in zip(short, digits, strict=False))
        best = max(best, same / 6 if len(short) == 6 else 0.0)
    return best if best >= 5 / 6 else 0.0


def _term_before(short: str, expiry: str) -> bool:
    """Whether a date is the expiry's day and month in another year, as the day of issue is."""
    return short[2:] == expiry[2:] and short[:2] != expiry[:2]


def _name_likeness(wanted: str, printed: str) -> float:
    """Compare letters alone; a zone's name may be cut short, so its beginning counts."""
    mine, theirs = fold(printed).replace(" ", ""), fold(wanted).replace(" ", "")
    if not mine or not mine.isascii():
        return 0.0
    whole = fuzz.ratio(mine, theirs) / 100
    if len(theirs) < _MAY_BE_CUT:
        return whole
    return max(whole, fuzz.ratio(mine[: len(theirs)], theirs) / 100 - 0.05)
