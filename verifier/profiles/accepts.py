"""What a country's people can send, and what instead when they lack something.

Answers come from the profiles alone: what each document proves, and which are still recognised.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Set
from itertools import combinations

from verifier.model.profile import DocumentKind, Profile, ProfileSet
from verifier.profiles.answer import Acceptable, Answer, plain_answer
from verifier.profiles.problem import nearest
from verifier.profiles.schema import PROOFS, SIGNED_SCHEMES

__all__ = ["Acceptable", "Answer", "accepts", "instead", "plain_answer"]

IDENTITY = frozenset({"name", "birth_date", "photo"})
MOST_TOGETHER = 3  # documents a person can reasonably be asked for at once
OFTEN_LACKED = (*(k.value for k in DocumentKind), "utility_bill", "bank_statement")
# Papers that are no profile's: lacking them takes nothing away.
NO_DOCUMENT = frozenset({"utility_bill", "bank_statement"})


def accepts(iso3: str, lacking: Collection[str] = (), *, profiles: ProfileSet) -> Answer | None:
    """Return what people of a country can send without what they lack; None if unknown.

    `lacking` names kinds (`passport`), document ids (`ukr/passport-2015`) or papers such as
    `utility_bill`; `unknown_words` are those it does not know, with the nearest right word.
    """
    country = profiles.countries.get(iso3.upper())
    if country is None:
        return None
    left = sorted((p for p in country.profiles if _offered(p, lacking)), key=_most_telling)
    known = {*OFTEN_LACKED, *(p.id for p in profiles.profiles())}
    return Answer(
        country=country.alpha3,
        alpha2=country.alpha2,
        name=country.name,
        lacking=tuple(lacking),
        documents=tuple(map(_acceptable, left)),
        by_proof=tuple((proof, tuple(p.id for p in left if proof in p.proves)) for proof in PROOFS),
        enough=tuple(_smallest(left, IDENTITY)),
        with_address=tuple(_smallest(left, IDENTITY | {"address"})),
        unknown_words=tuple((w, nearest(w, known)) for w in lacking if w not in known),
    )


def instead(profile: Profile | None, country: str | None, profiles: ProfileSet) -> tuple[str, ...]:
    """Return the ids of documents that can stand in for one that was not accepted, best first.

    Those its profile names, where it names some; else what the country's people can send that
    shows as much as it does. Documents no longer recognised are never proposed.
    """
    known = profiles.countries.get(country or "")
    if known is None:
        return ()
    offered = {p.id: p for p in known.profiles if _offered(p, ())}
    if profile is not None and profile.alternatives:
        return tuple(i for i in profile.alternatives if i in offered)
    wanted = set(profile.proves if profile else ()) or IDENTITY
    left = (p for p in offered.values() if wanted <= set(p.proves) and p is not profile)
    return tuple(p.id for p in sorted(left, key=_most_held))


def _offered(profile: Profile, lacking: Collection[str]) -> bool:
    absent = {profile.id, profile.kind.value} & ({*lacking} - NO_DOCUMENT)
    return profile.status != "ended" and bool(profile.proves) and not absent


def _most_telling(profile: Profile) -> tuple[int, bool, str]:
    return (-len(profile.proves), profile.status != "current", profile.id)


def _most_held(profile: Profile) -> tuple[bool, int, str]:
    """Order by what people are likeliest to have at hand: the kinds as DocumentKind lists them."""
    return (profile.status != "current", tuple(DocumentKind).index(profile.kind), profile.id)


def _acceptable(profile: Profile) -> Acceptable:
    checkers = (s.checker for s in profile.seals if s.checker)
    return Acceptable(
        id=profile.id,
        kind=profile.kind.value,
        names=tuple(profile.names.items()),
        proves=profile.proves,
        sides=profile.sides,
        signed=any(s.scheme in SIGNED_SCHEMES for s in profile.seals),
        checker=next(checkers, ""),
        advice=profile.guide,
        status=profile.status,
    )


def _smallest(profiles: list[Profile], wanted: Set[str]) -> Iterator[tuple[str, ...]]:
    """Yield every smallest set of documents that proves all that is wanted."""
    for size in range(1, MOST_TOGETHER + 1):
        found = [
            tuple(p.id for p in chosen)
            for chosen in combinations(profiles, size)
            if wanted <= {proof for p in chosen for proof in p.proves}
        ]
        if found:
            yield from found
            return
