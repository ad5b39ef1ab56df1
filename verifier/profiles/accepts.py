"""What a country's people can send, and what instead when they lack something.

Answers come from the profiles alone: what each document proves, and which are still recognised.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import combinations

from verifier.model.profile import DocumentKind, Profile, ProfileSet
from verifier.profiles.problem import nearest
from verifier.profiles.schema import PROOFS, SIGNED_SCHEMES

MOST_TOGETHER = 3  # documents a person can reasonably be asked for at once
OFTEN_LACKED = (*(k.value for k in DocumentKind), "utility_bill", "bank_statement")
# Papers that are no profile's: lacking them takes nothing away.
NO_DOCUMENT = frozenset({"utility_bill", "bank_statement"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptable:
    """One document that can be sent; `names` by language, `advice` on how to show it."""

    id: str
    kind: str
    names: tuple[tuple[str, str], ...]
    proves: tuple[str, ...]
    sides: tuple[str, ...]
    signed: bool
    checker: str
    advice: tuple[str, ...]
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What can be sent from one country.

    `documents` are those left after what is lacking, most telling first; `by_proof` names them by
    what they prove; `enough` are the smallest sets that together prove name, birth date and
    photograph, and `with_address` those that also prove the address. Both may be empty: then a
    person must help.
    """

    country: str
    name: str
    lacking: tuple[str, ...]
    documents: tuple[Acceptable, ...]
    by_proof: tuple[tuple[str, tuple[str, ...]], ...]
    enough: tuple[tuple[str, ...], ...]
    with_address: tuple[tuple[str, ...], ...]
    unknown_words: tuple[tuple[str, str], ...] = ()


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
        name=country.name,
        lacking=tuple(lacking),
        documents=tuple(map(_acceptable, left)),
        by_proof=tuple((proof, tuple(p.id for p in left if proof in p.proves)) for proof in PROOFS),
        enough=tuple(_smallest(left, {"name", "birth_date", "photo"})),
        with_address=tuple(_smallest(left, {"name", "birth_date", "photo", "address"})),
        unknown_words=tuple((w, nearest(w, known)) for w in lacking if w not in known),
    )


def plain_answer(answer: Answer) -> str:
    """Return the answer in English sentences, a document a line."""
    if not answer.documents:
        return (
            f"We know no other document of {answer.name} that you could send. "
            "Ask for a person's help: this is our limit, not your mistake."
        )
    lines = [f"From {answer.name} you can send:"]
    lines += [f"  - {_sentence(d)}" for d in answer.documents if d.proves]
    for sets, what in (
        (answer.enough, "your name, birth date and photograph"),
        (answer.with_address, "your address as well"),
    ):
        if sets:
            lines.append(f"To prove {what}, this is enough: {_joined(answer, sets)}.")
        else:
            lines.append(f"Nothing here proves {what}: ask for a person's help.")
    hints = (
        f"We do not know {w!r}." + (f" Did you mean {n!r}?" if n else "")
        for w, n in answer.unknown_words
    )
    return "\n".join((*lines, *hints))


def _offered(profile: Profile, lacking: Collection[str]) -> bool:
    absent = {profile.id, profile.kind.value} & ({*lacking} - NO_DOCUMENT)
    return profile.status != "ended" and bool(profile.proves) and not absent


def _most_telling(profile: Profile) -> tuple[int, bool, str]:
    return (-len(profile.proves), profile.status != "current", profile.id)


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


def _smallest(profiles: list[Profile], wanted: set[str]) -> Iterator[tuple[str, ...]]:
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


def _sentence(document: Acceptable) -> str:
    names = dict(document.names)
    own = next((n for lang, n in document.names if lang != "en"), "")
    title = (
        f"{names.get('en', own)} ({own})" if own and own != names.get("en") else own or names["en"]
    )
    proofs = ", ".join(p.replace("_", " ") for p in document.proves)
    sides = "; show both sides" if len(document.sides) > 1 else ""
    return f"{title}: proves {proofs}{sides}."


def _joined(answer: Answer, sets: tuple[tuple[str, ...], ...]) -> str:
    titles = {d.id: dict(d.names).get("en", d.id) for d in answer.documents}
    return "; or ".join(" with ".join(titles[i] for i in chosen) for chosen in sets)
