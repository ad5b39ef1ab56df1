"""What a document should be: the records that `country_profiles/*.toml` load into."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Confidence(StrEnum):
    """How sure a fact is. Only `checked` facts may fail a document."""

    CHECKED = "checked"  # seen in a source during research
    KNOWN = "known"  # widely known, not re-checked: guides reading and warns
    UNCERTAIN = "uncertain"  # never judges


class DocumentKind(StrEnum):
    """Kinds a claim, a policy and a profile speak of."""

    PASSPORT = "passport"
    NATIONAL_ID = "national_id"
    INTERNAL_PASSPORT = "internal_passport"
    RESIDENCE_PERMIT = "residence_permit"
    DRIVING_LICENCE = "driving_licence"
    VISA = "visa"
    EGOV = "egov"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneSpec:
    """The zone a document carries: its type, document codes, issuing state and nationality.

    `reads` says, for zones that put a field elsewhere than ICAO does, which span holds it
    (`{"issue_date": "optional_data[1:7]"}`); `personal_number` likewise. Spans are joined with
    `+` and read by `verifier.profiles.zone_values`. An empty `nationality` means any.
    """

    type: str
    codes: tuple[str, ...] = ()
    issuing_state: tuple[str, ...] = ()
    nationality: tuple[str, ...] = ()
    confidence: Confidence = Confidence.KNOWN
    optional_data: str = ""
    personal_number: str = ""  # where it stands: "optional_data_1[0:12]"
    reads: Mapping[str, str] = field(default_factory=dict)
    letters: Mapping[str, str] = field(default_factory=dict)  # of names, where one sign is one
    checks: Mapping[str, str] = field(default_factory=dict)  # "line2[12:13] over line2[0:12]"
    icao: bool = True  # false where the layout only looks like an ICAO one
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSpec:
    """One field: printed labels by language, where it is read, its pattern and its box.

    `zone` is (left, top, right, bottom) as fractions of the card's face `side`; `numbers` are the
    ids of the country's `NumberSpec`s that may stand here; `form` says the pattern in words.
    `means` maps a printed letter to the one it stands for: Mexican cards print M for mujer.
    """

    name: str
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    read_from: tuple[str, ...] = ()
    pattern: str | None = None
    side: str = "front"
    zone: tuple[float, float, float, float] | None = None
    scripts: tuple[str, ...] = ()
    required: bool = False
    confidence: Confidence = Confidence.KNOWN
    form: str = ""
    numbers: tuple[str, ...] = ()
    means: Mapping[str, str] = field(default_factory=dict)
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberSpec:
    """A number the country gives a person (or prints on many documents).

    `check` names what verifies its check digit and `decode` what tells birth date and sex from
    it, each `stdnum.<module>` or `hooks.<function>`. Of those named in `warns_only` (`check`,
    `decode`) a mismatch never judges, however sure the algorithm: officially issued numbers
    break the rule.
    """

    id: str
    name: str
    pattern: str
    form: str = ""
    check: str = ""
    decode: str = ""
    encodes: tuple[str, ...] = ()
    warns_only: tuple[str, ...] = ()
    confidence: Confidence = Confidence.KNOWN
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSpec:
    """One rule of a kind from the closed list of `verifier/rules/`.

    `options` are the kind's own keys; `source` says where the fact was found; the dates bound
    when it holds. With `warns_only` it is noted and never judges.
    """

    kind: str
    fields: tuple[str, ...]
    confidence: Confidence
    source: str
    options: Mapping[str, str | int | float | bool | tuple[str, ...]] = field(default_factory=dict)
    valid_from: date | None = None
    valid_until: date | None = None
    note: str = ""
    warns_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SealSpec:
    """A signed code the document carries, and who else can check it."""

    scheme: str
    required: bool = False
    checker: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One document series of one country."""

    id: str
    country: str
    kind: DocumentKind
    names: Mapping[str, str]
    size: str = "ID-1"
    sides: tuple[str, ...] = ("front",)
    status: str = "current"
    issued_from: date | None = None
    issued_until: date | None = None
    withdrawn_on: date | None = None
    zone: ZoneSpec | None = None
    fields: tuple[FieldSpec, ...] = ()
    rules: tuple[RuleSpec, ...] = ()
    seals: tuple[SealSpec, ...] = ()
    scripts: tuple[str, ...] = ("Latn",)
    languages: tuple[str, ...] = ("en",)
    date_formats: tuple[str, ...] = ("DD MM YYYY",)
    calendar: str = "gregorian"
    expiry_optional: bool = False
    no_expiry_phrases: tuple[str, ...] = ()
    proves: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    guide: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    confidence: Confidence = Confidence.KNOWN
    marks: tuple[str, ...] = ()  # words printed on it that tell it from its neighbours
    also_chosen_as: tuple[DocumentKind, ...] = ()  # kinds its holders rightly call it
    notes: tuple[str, ...] = ()
    specimen: bool = False  # never issued to a person (ICAO's UTO)
    reviewed: date | None = None
    folder: str = field(default="", compare=False, repr=False)  # where its hooks.py lies


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country's own facts, shared by its documents."""

    alpha2: str
    alpha3: str
    zone_codes: tuple[str, ...]
    name: str
    native: str = ""
    scripts: tuple[str, ...] = ("Latn",)
    languages: tuple[str, ...] = ("en",)
    romanisations: tuple[str, ...] = ()
    name_order: str = "surname given_names"
    official_hosts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    profiles: tuple[Profile, ...] = ()
    marks: tuple[str, ...] = ()  # the country's name as its documents print it
    numbers: tuple[NumberSpec, ...] = ()
    sources: tuple[str, ...] = ()
    reviewed: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileSet:
    """All countries known to one verification; `version` is a digest of their files."""

    countries: Mapping[str, Country]
    version: str

    def profiles(self) -> tuple[Profile, ...]:
        """Return every profile, ordered by id."""
        every = [p for c in self.countries.values() for p in c.profiles]
        return tuple(sorted(every, key=lambda p: p.id))

    def get(self, profile_id: str) -> Profile | None:
        """Return the profile of that id, or None."""
        return next((p for p in self.profiles() if p.id == profile_id), None)

    def official_hosts(self, country: str | None) -> tuple[str, ...]:
        """Return the domains that codes of a country's documents may point to."""
        known = self.countries.get(country or "")
        return known.official_hosts if known else ()
