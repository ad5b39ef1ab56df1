"""Which document is this? By its zone, or its printed words and codes; never by the claim alone.

The zone names the issuing state and the format (Doc 9303 parts 3 to 7); between a country's
documents of one format the number's form, the nationality and the time of issue decide. Without
a zone the words printed on the page do. What the person chose only breaks a tie.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verifier.model.profile import Country, Profile, ProfileSet
from verifier.model.zone import Zone
from verifier.profiles.printed import Fit, Shared, Text, fit, shared_marks, text_of
from verifier.profiles.zone_fit import issuing_state, zone_fit

ENOUGH = 4.0  # one mark of the document and something of its country, or two marks
MARGIN = 0.75  # by which the best must lead the next, so that a coin never decides
CLAIMED = 0.35  # a claimed country or kind, each: less than the margin even together
SEAL = 4.0  # a scheme only this document carries
CURRENT = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """The document recognised, or as much of it as could be.

    `country` is alpha-3 and may be known where `profile` is not; `candidates` are the ids of
    what it could be, likeliest first; `why` says in plain words what spoke for the choice.
    """

    profile: Profile | None = None
    country: str | None = None
    candidates: tuple[str, ...] = ()
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Scored:
    profile: Profile
    score: float
    why: tuple[str, ...]


def match(
    profiles: ProfileSet,
    *,
    zone: Zone | None = None,
    text: Sequence[str] = (),
    schemes: Sequence[str] = (),
    seal_countries: Sequence[str] = (),
    claim_country: str | None = None,
    claim_kind: str | None = None,
) -> Match:
    """Return the document that zone, printed `text` and seals speak of.

    `schemes` are the scheme ids of the codes found and `seal_countries` the alpha-3 codes of
    their issuers; the claim is only ever used between documents that fit equally well.
    """
    claim = (claim_country, claim_kind)
    if zone is not None:
        return _by_zone(profiles, zone, text_of(text), claim)
    return _by_print(profiles, text_of(text), frozenset(schemes), frozenset(seal_countries), claim)


def country_of_state(profiles: ProfileSet, state: str) -> Country | None:
    """Return the country whose zones carry that issuing-state code (`D`, `DEU`, `KYA`)."""
    return next(
        (c for c in profiles.countries.values() if state in (*c.zone_codes, c.alpha3)), None
    )


def _by_zone(
    profiles: ProfileSet, zone: Zone, text: Text, claim: tuple[str | None, str | None]
) -> Match:
    state = issuing_state(zone)
    country = country_of_state(profiles, state)
    if country is None:
        why = f"no profile knows the issuing state {state or '(none)'}"
        return Match(country=state if len(state) == 3 else None, why=(why,))
    scored = sorted(
        (
            _Scored(
                p,
                s.score
                + _bonus(p, claim)
                + len(fit(text, p, country, Shared(frozenset(), frozenset())).marks),
                s.why,
            )
            for p in country.profiles
            if (s := zone_fit(p, country, zone, text.dates)) is not None
        ),
        key=_order,
    )
    if not scored:
        none = f"{country.name} has no profile with a zone of type {zone.type.value}"
        return Match(country=country.alpha3, why=(none,))
    best = scored[0]
    seen = f"the zone is of type {zone.type.value} and names {country.name}"
    fits = best.score >= 0
    return Match(
        profile=best.profile if fits else None,
        country=country.alpha3,
        candidates=tuple(s.profile.id for s in scored),
        why=(seen, *(best.why if fits else ("none of its documents has such a zone",))),
    )


def _by_print(
    profiles: ProfileSet,
    text: Text,
    schemes: frozenset[str],
    issuers: frozenset[str],
    claim: tuple[str | None, str | None],
) -> Match:
    shared = shared_marks(profiles)
    scored = sorted(
        (
            s
            for c in profiles.countries.values()
            for p in c.profiles
            if (s := _printed(p, fit(text, p, c, shared), schemes, issuers, claim)).score > 1
        ),
        key=_order,
    )
    if not scored or scored[0].score < ENOUGH:
        why = "nothing printed tells which document it is"
        return Match(candidates=tuple(s.profile.id for s in scored[:5]), why=(why,))
    best = scored[0]
    near = [s.profile for s in scored[1:] if best.score - s.score < MARGIN]
    one_country = all(p.country == best.profile.country for p in near)
    one_kind = one_country and all(p.kind is best.profile.kind for p in near)
    doubt = (f"{near[0].id} fits nearly as well",) if near else ()
    return Match(
        profile=best.profile if one_kind else None,
        country=best.profile.country if one_country else None,
        candidates=tuple(s.profile.id for s in scored[:5]),
        why=(*best.why, *doubt),
    )


def _printed(
    profile: Profile,
    words: Fit,
    schemes: frozenset[str],
    issuers: frozenset[str],
    claim: tuple[str | None, str | None],
) -> _Scored:
    carried = [s.scheme for s in profile.seals if s.scheme in schemes]
    sealed = bool(carried) and (not issuers or profile.country in issuers)
    score = words.score + SEAL * sealed
    why = [f"it says {mark!r}" for mark in words.marks]
    why += ["the country's name is printed on it"] if words.country else []
    why += [f"it carries a {carried[0]} code"] if sealed else []
    return _Scored(profile, score + (_bonus(profile, claim) if score else 0), tuple(why))


def _bonus(profile: Profile, claim: tuple[str | None, str | None]) -> float:
    country, kind = claim
    kinds = {profile.kind.value, *(k.value for k in profile.also_chosen_as)}
    chosen = (country == profile.country) + (kind in kinds)
    return CLAIMED * chosen + CURRENT * (profile.status == "current")


def _order(scored: _Scored) -> tuple[float, int, str]:
    issued = scored.profile.issued_from
    return (-scored.score, -(issued.toordinal() if issued else 0), scored.profile.id)
