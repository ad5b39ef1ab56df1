"""What is covered: every country with its documents, counted from the profiles themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from verifier.model.profile import Confidence, Country, Profile, ProfileSet
from verifier.profiles.cases import Case, load_cases
from verifier.profiles.load import HOME
from verifier.reasons.language import ENGLISH


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """One document: how much of it is known, and how well."""

    id: str
    name: str
    kind: str
    status: str
    confidence: str
    fields: int
    checked: int
    known: int
    uncertain: int
    signed: bool
    cases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveredCountry:
    """A country: `sure` is the share of its rules that are source-checked, None without rules."""

    code: str
    name: str
    native: str
    scripts: tuple[str, ...]
    languages: tuple[str, ...]
    reviewed: date | None
    documents: tuple[Covered, ...]
    checked: int
    rules: int

    @property
    def sure(self) -> float | None:
        """The share of source-checked rules."""
        return self.checked / self.rules if self.rules else None


def covered(profiles: ProfileSet, wanted: str = "") -> tuple[CoveredCountry, ...]:
    """Return the countries whose name, code or documents hold the words `wanted`."""
    cases = {code: _cases(code) for code in profiles.countries}
    every = (_country(country, cases[code]) for code, country in profiles.countries.items())
    found = (one for one in every if _holds(one, wanted.casefold().strip()))
    return tuple(sorted(found, key=lambda one: one.name))


def cases_of(profile: Profile) -> tuple[Case, ...]:
    """Return what Candor must answer to this document."""
    folder = Path(profile.folder) if profile.folder else HOME / profile.country.lower()
    return tuple(case for case in load_cases(folder) if case.document == profile.id)


def _cases(code: str) -> Mapping[str, int]:
    return Counter(case.document for case in load_cases(HOME / code.lower()))


def _country(country: Country, cases: Mapping[str, int]) -> CoveredCountry:
    documents = tuple(_document(p, cases) for p in country.profiles)
    return CoveredCountry(
        code=country.alpha3,
        name=country.name,
        native=country.native,
        scripts=country.scripts,
        languages=country.languages,
        reviewed=country.reviewed,
        documents=documents,
        checked=sum(one.checked for one in documents),
        rules=sum(len(p.rules) for p in country.profiles),
    )


def _document(profile: Profile, cases: Mapping[str, int]) -> Covered:
    sure = Counter(rule.confidence for rule in profile.rules)
    return Covered(
        id=profile.id,
        name=profile.names.get(ENGLISH) or next(iter(profile.names.values()), profile.id),
        kind=profile.kind.value,
        status=profile.status,
        confidence=profile.confidence.value,
        fields=len(profile.fields),
        checked=sure[Confidence.CHECKED],
        known=sure[Confidence.KNOWN],
        uncertain=sure[Confidence.UNCERTAIN],
        signed=bool(profile.seals),
        cases=cases.get(profile.id, 0),
    )


def _holds(country: CoveredCountry, wanted: str) -> bool:
    said = [country.code, country.name, country.native]
    said += [text for one in country.documents for text in (one.id, one.name, one.kind)]
    return not wanted or any(wanted in text.casefold() for text in said)
