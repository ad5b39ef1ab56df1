"""What a genuine document of this kind looks like: the profile's guide beside the case."""

from __future__ import annotations

from dataclasses import dataclass

from verifier.model.profile import Confidence, Country, FieldSpec, Profile, ProfileSet
from verifier.reasons.language import ENGLISH
from verifier.reasons.wording import word


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where a field stands: its printed words in each language, its form, its side."""

    field: str
    labels: tuple[tuple[str, str], ...]
    form: str
    side: str
    certain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """A document's guide; `traps` are what refuses genuine documents when it is not known."""

    profile: str
    name: str
    native: str
    country: str
    status: str
    confidence: str
    reviewed: str
    marks: tuple[str, ...]
    advice: tuple[str, ...]
    traps: tuple[str, ...]
    where: tuple[Where, ...]
    zone: str
    seals: tuple[str, ...]
    alternatives: tuple[str, ...]


def guide(profile_id: str | None, profiles: ProfileSet) -> Guide | None:
    """Return the guide of a profile; None where no profile matched."""
    profile = profiles.get(profile_id or "")
    if profile is None:
        return None
    country = profiles.countries[profile.country]
    return _guide(profile, country)


def _guide(profile: Profile, country: Country) -> Guide:
    own = next((n for lang, n in profile.names.items() if lang != ENGLISH), "")
    reviewed = profile.reviewed or country.reviewed
    zone = profile.zone
    return Guide(
        profile=profile.id,
        name=profile.names.get(ENGLISH, own),
        native=own,
        country=country.name,
        status=profile.status,
        confidence=str(profile.confidence),
        reviewed=reviewed.isoformat() if reviewed else "",
        marks=(*profile.marks, *country.marks),
        advice=profile.guide,
        traps=_traps(profile, country),
        where=tuple(_where(f, len(profile.sides) > 1) for f in profile.fields),
        zone=f"{zone.type}: {', '.join(zone.codes) or 'any code'}" if zone else "",
        seals=tuple(f"{s.scheme}{' (required)' if s.required else ''}" for s in profile.seals),
        alternatives=profile.alternatives,
    )


def _traps(profile: Profile, country: Country) -> tuple[str, ...]:
    """Return what is noted of the document, its rules and its numbers, each once.

    Exceptions lie where a rule needed words.
    """
    used = {number for field in profile.fields for number in field.numbers}
    numbers = [n for n in country.numbers if n.note and n.id in used]
    of_numbers = {number.note for number in numbers}
    rules = (rule.note for rule in profile.rules if rule.note not in of_numbers)
    named = (f"{number.name}: {number.note}" for number in numbers)
    every = (*profile.notes, *country.notes, *rules, *named)
    return tuple(dict.fromkeys(note for note in every if note))


def _where(field: FieldSpec, several_sides: bool) -> Where:
    return Where(
        field=word("field", field.name, ENGLISH),
        labels=tuple((lang, " / ".join(words)) for lang, words in field.labels.items()),
        form=field.form,
        side=field.side if several_sides else "",
        certain=field.confidence is Confidence.CHECKED,
    )
