"""The countries and documents to choose from, under a policy, in the reader's words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from verifier.model.finding import Scalar
from verifier.model.policy import Policy
from verifier.model.profile import Country, DocumentKind, Profile
from verifier.profiles.accepts import Acceptable, accepts
from verifier.profiles.load import load_profiles
from verifier.reasons.definition import ValueKind
from verifier.reasons.wording import phrase, word

_TAKES_SPECIMENS = "document.specimen"
# As people think of their documents; within a kind the most telling comes first.
_ORDER = (
    *("national_id", "passport", "internal_passport", "residence_permit", "driving_licence"),
    *("egov", "visa", "other"),
)
_ENDED = "ended"
_SHEET = "A4"
_BOOKLET = "ID-3"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One document as offered: `title` in the reader's language, `own` in its own."""

    id: str
    country: str
    kind: str
    title: str
    own: str
    own_lang: str
    since: str
    slots: tuple[str, ...]
    sheet: bool
    booklet: bool
    signed: bool
    advice: tuple[str, ...]


def country_name(alpha3: Scalar, lang: str) -> str:
    """Return a country's name in a language."""
    named = phrase(ValueKind.COUNTRY, alpha3, lang).strip("\u2068\u2069")
    country = load_profiles().countries.get(str(alpha3))
    # CLDR has no name for ICAO's own specimen state.
    return country.name if country is not None and named == str(alpha3) else named


def countries(policy: Policy, lang: str) -> list[tuple[str, str]]:
    """Return the countries whose documents the platform takes, (alpha-3, name), by name."""
    named = [
        (country.alpha3, country_name(country.alpha3, lang))
        for country in load_profiles().countries.values()
        if _taken(country, policy)
    ]
    return sorted(named, key=lambda pair: pair[1])


def _taken(country: Country, policy: Policy) -> bool:
    if country.alpha3 in policy.refused_countries:
        return False
    if all(p.specimen for p in country.profiles):
        return _TAKES_SPECIMENS in policy.tolerated
    return any(
        p.status != _ENDED and p.proves and _kind_taken(p.kind.value, policy)
        for p in country.profiles
    )


def choices(alpha3: str, policy: Policy, lang: str, lacking: Collection[str] = ()) -> list[Choice]:
    """Return the documents of a country the platform takes, the most telling first."""
    answer = accepts(alpha3, lacking, profiles=load_profiles())
    if answer is None:
        return []
    taken = sorted(
        (d for d in answer.documents if _kind_taken(d.kind, policy)),
        key=lambda d: _ORDER.index(d.kind),
    )
    return [c for d in taken if (c := choice(d.id, lang, d)) is not None]


def _kind_taken(kind: str, policy: Policy) -> bool:
    return not policy.accepted_kinds or kind in policy.accepted_kinds


def choice(profile_id: str, lang: str, found: Acceptable | None = None) -> Choice | None:
    """Return one document as offered, or None for an unknown id."""
    profile = load_profiles().get(profile_id)
    if profile is None:
        return None
    own_lang, own = _own_name(profile, lang)
    sheet = profile.size == _SHEET
    return Choice(
        id=profile.id,
        country=profile.country,
        kind=profile.kind.value,
        title=_title(profile, lang),
        own=own,
        own_lang=own_lang,
        since=str(profile.issued_from.year) if profile.issued_from else "",
        slots=_slots(profile),
        sheet=sheet,
        booklet=profile.size == _BOOKLET,
        signed=found.signed if found is not None else False,
        advice=profile.guide,
    )


def _slots(profile: Profile) -> tuple[str, ...]:
    if profile.size == _SHEET:
        return ("file",)
    return ("page",) if profile.size == _BOOKLET else profile.sides


def _title(profile: Profile, lang: str) -> str:
    named = profile.names.get(lang.partition("-")[0])
    kind = word("kind", profile.kind.value, lang)
    # "Other" says nothing: there the English name is better than a word in one's own language.
    if named is None and profile.kind in (DocumentKind.OTHER, DocumentKind.EGOV):
        named = profile.names.get("en")
    title = named or kind
    return title[:1].upper() + title[1:]


def _own_name(profile: Profile, lang: str) -> tuple[str, str]:
    title = _title(profile, lang)
    others = [(tag, name) for tag, name in profile.names.items() if tag != "en" and name != title]
    return others[0] if others else ("en", "")


def kinds_of(choices_: list[Choice]) -> list[str]:
    """Return the kinds among documents, each once, in their order."""
    return list(dict.fromkeys(c.kind for c in choices_))
