"""`/v1/accepts` and `/v1/profiles`: what can be sent from a country, and how each is known."""

from __future__ import annotations

from dataclasses import asdict
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field

from api.problems import ProblemError
from api.routes.answers import ABSENT
from verifier.profiles.accepts import accepts, plain_answer
from verifier.profiles.load import load_profiles

router = APIRouter(prefix="/v1", tags=["reference"])

Country = Annotated[str, Path(pattern=r"^[A-Za-z]{3}$", description="ISO 3166-1 alpha-3")]


class AcceptsOut(BaseModel):
    """What people of a country can send without what they lack."""

    country: str
    name: str
    lacking: list[str]
    plain: str = Field(description="the answer in sentences")
    documents: list[dict[str, Any]]
    by_proof: dict[str, list[str]] = Field(description="documents by what they prove")
    enough: list[list[str]] = Field(description="smallest sets proving name, birth date and face")
    with_address: list[list[str]]
    unknown_words: dict[str, str] = Field(description="words of `lacking` we did not know")


class ProfileEntry(BaseModel):
    """One document series."""

    id: str
    country: str
    kind: str
    status: str
    names: dict[str, str]
    reviewed: str | None = None


@router.get(
    "/accepts/{country}", responses=ABSENT, summary="What can be sent, and what instead of it"
)
def accepted(
    country: Country,
    lacking: Annotated[
        str, Query(max_length=300, description="what the person does not have: `passport,id_card`")
    ] = "",
    lang: Annotated[str, Query(max_length=35)] = "en",
) -> AcceptsOut:
    """Answer "I have no passport and no paper bills: what can I send?"."""
    words = [word.strip() for word in lacking.split(",") if word.strip()]
    answer = accepts(country.lower(), words, profiles=load_profiles())
    if answer is None:
        raise _unknown("country")
    return AcceptsOut(
        country=answer.country,
        name=answer.name,
        lacking=list(answer.lacking),
        plain=plain_answer(answer, lang),
        documents=[{**asdict(one), "names": dict(one.names)} for one in answer.documents],
        by_proof={proof: list(ids) for proof, ids in answer.by_proof},
        enough=[list(ids) for ids in answer.enough],
        with_address=[list(ids) for ids in answer.with_address],
        unknown_words=dict(answer.unknown_words),
    )


@router.get("/profiles", summary="Every document series we know")
def profiles(
    country: Annotated[str | None, Query(pattern=r"^[A-Za-z]{3}$")] = None,
) -> list[ProfileEntry]:
    """Return the document series, of one country or of all."""
    return [
        _entry(one)
        for one in load_profiles().profiles()
        if country is None or one.country == country.upper()
    ]


@router.get("/profiles/{country}/{name}", responses=ABSENT, summary="One document series")
def profile(
    country: Country, name: Annotated[str, Path(pattern=r"^[a-z0-9-]{1,60}$")]
) -> ProfileEntry:
    """Return one document series."""
    wanted = f"{country.lower()}/{name}"
    found = next((one for one in load_profiles().profiles() if one.id == wanted), None)
    if found is None:
        raise _unknown("document")
    return _entry(found)


def _entry(profile: Any) -> ProfileEntry:
    return ProfileEntry(
        id=profile.id,
        country=profile.country,
        kind=str(profile.kind),
        status=str(profile.status),
        names=dict(profile.names),
    )


def _unknown(what: str) -> ProblemError:
    return ProblemError(
        HTTPStatus.NOT_FOUND,
        f"unknown_{what}",
        f"There is no profile of this {what} yet",
        "That is our limit: send the document anyway, a person will look at it.",
    )
