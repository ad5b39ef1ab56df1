"""When a document really ends: no-expiry phrases, far sentinels, caps and extensions by law.

Sources are each profile's own; the sentinels are those the countries' cards are known to print
(`01 01 9999` in Spain, `999999` and fillers in zones).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from verifier.model.profile import Confidence, Profile, RuleSpec
from verifier.model.reading import Reading
from verifier.model.zone import Zone
from verifier.profiles.printed import plain
from verifier.profiles.zone_values import PARTS
from verifier.rules.dates import earliest, latest, years_after
from verifier.rules.subject import strongest

SENTINEL = re.compile(
    r"\D*(?:\d{1,2}\D+\d{1,2}\D+9999|9999(?:\D+\d{1,2}){0,2}|99\D*99\D*99\D*(?:99)?)\D*"
)
LAST_DAY_OF_ZONES = "991231"  # printed for "no end" where two digits must hold the year
LEAST_PHRASE = 3  # letters
FAR = 2999  # a year no document is issued to


@dataclass(frozen=True, slots=True, kw_only=True)
class Expiry:
    """When the document ends: some day from `first` to `last`, both included.

    The two differ where a fact that is only widely known may have moved the end. `date.max`
    stands for never; both are None when nothing tells. `note` says what moved it, `extended`
    whether that is an extension by law.
    """

    first: date | None = None
    last: date | None = None
    note: str = ""
    extended: bool = False

    @property
    def endless(self) -> bool:
        """Whether it certainly never ends."""
        return self.first == date.max


def expiry_of(
    profile: Profile | None,
    readings: Sequence[Reading],
    zone: Zone | None = None,
    text: Sequence[str] = (),
) -> Expiry:
    """Return when the document ends, by what it says and by its profile's conventions.

    `text` are the printed lines, in which a no-expiry phrase may stand.
    """
    said = _said(profile, readings, zone, text)
    if profile is None:
        return said
    for rule in (r for r in profile.rules if r.kind == "expiry_extended"):
        said = _extended(said, rule, readings)
    for rule in (r for r in profile.rules if r.kind == "expiry_cap"):
        said = _capped(said, rule)
    return said


def _said(
    profile: Profile | None, readings: Sequence[Reading], zone: Zone | None, text: Sequence[str]
) -> Expiry:
    convention = _convention(profile)
    if convention == "never":
        return _endless("documents of this series carry no date of expiry")
    reading = strongest(readings, "expiry_date")
    if reading is not None and _is_sentinel(reading, convention == "sometimes"):
        return _endless("its date of expiry means no end")
    phrase = _phrase(profile, reading, text)
    day = latest(reading.value) if reading is not None else None
    if phrase and day is not None:
        # The words may stand elsewhere on the page: an expired date beside them is for a person.
        return Expiry(first=day, last=date.max, note=f"it says {phrase} beside a date")
    if phrase:
        return _endless(f"it says {phrase}")
    if day is not None:
        return Expiry(first=day, last=day)
    if convention == "sometimes" and zone is not None and not _zone_has_expiry(zone):
        return _endless("its zone has no date of expiry, as the profile allows")
    return Expiry()


def _endless(note: str) -> Expiry:
    return Expiry(first=date.max, last=date.max, note=note)


def _convention(profile: Profile | None) -> str:
    rules = profile.rules if profile else ()
    said = (str(r.options.get("expiry", "")) for r in rules if r.kind == "expiry_convention")
    return next(said, "printed")


def _is_sentinel(reading: Reading, may_be_endless: bool) -> bool:
    raw, day = reading.raw.strip(), earliest(reading.value)
    if SENTINEL.fullmatch(raw) or (day is not None and day.year > FAR):
        return True
    return may_be_endless and raw == LAST_DAY_OF_ZONES


def _phrase(profile: Profile | None, reading: Reading | None, text: Sequence[str]) -> str:
    lines = (*text, *((reading.raw, reading.value) if reading else ()))
    shown = f" {' '.join(filter(None, map(plain, lines)))} "
    phrases = profile.no_expiry_phrases if profile else ()
    return next((p for p in phrases if _says(p, shown, lines)), "")


def _says(phrase: str, shown: str, lines: Sequence[str]) -> bool:
    """Whether the page says a phrase; a bare sign, as in "4b. -", must end a line as it is."""
    words = plain(phrase)
    if sum(map(str.isalpha, words)) >= LEAST_PHRASE:
        return f" {words} " in shown
    sign = "".join(phrase.split())
    return any("".join(line.split()).endswith(sign) for line in lines)


def _zone_has_expiry(zone: Zone) -> bool:
    line, first, last = PARTS[zone.type]["expiry_date"]
    return zone.lines[line][first:last].isdigit()


def _extended(said: Expiry, rule: RuleSpec, readings: Sequence[Reading]) -> Expiry:
    if said.last is None or said.endless or not _applies(rule, readings):
        return said
    years = float(str(rule.options.get("years", 0)))
    last = years_after(said.last, years) if years else date.max
    sure = rule.confidence is Confidence.CHECKED
    note = rule.note or "extended by law beyond the printed date"
    return Expiry(first=last if sure else said.first, last=last, note=note, extended=True)


def _applies(rule: RuleSpec, readings: Sequence[Reading]) -> bool:
    issue, birth = strongest(readings, "issue_date"), strongest(readings, "birth_date")
    issued = latest(issue.value) if issue else None
    first, last = rule.options.get("issued_from"), rule.options.get("issued_until")
    if issued is None:
        return not (first or last) or rule.confidence is not Confidence.CHECKED
    if (first and issued.isoformat() < str(first)) or (last and issued.isoformat() > str(last)):
        return False
    age, born = rule.options.get("minimum_age"), latest(birth.value) if birth else None
    return not age or born is None or years_after(born, float(str(age))) <= issued


def _capped(said: Expiry, rule: RuleSpec) -> Expiry:
    cap = date.fromisoformat(str(rule.options["date"]))
    if said.first is None or said.last is None or said.first <= cap:
        return said
    if rule.confidence is Confidence.UNCERTAIN:
        return said
    last = min(said.last, cap) if rule.confidence is Confidence.CHECKED else said.last
    note = rule.note or f"whatever is printed, it is valid until {cap.isoformat()} at most"
    return Expiry(first=cap, last=last, note=note)
