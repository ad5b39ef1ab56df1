"""Choose the country and the document; without any of them, what can be sent instead."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import RedirectResponse, Response

from api.cases.send import TAKES_UPLOADS
from api.pages.applicant.case import Token, opened, room
from api.pages.applicant.documents import choices, countries, country_name, kinds_of
from api.pages.applicant.home import frame
from api.pages.look.render import render
from verifier.profiles.accepts import accepts
from verifier.profiles.load import load_profiles

router = room()

Country = Annotated[str, Query(max_length=3)]


@router.get("/choose")
def choose(request: Request, token: Token, country: Country = "") -> Response:
    """Show the countries, or the documents of one."""
    with opened(request, token) as case:
        if case.state not in TAKES_UPLOADS:
            return RedirectResponse(case.link)
        picked = country or case.claim().country or ""
        known = picked in load_profiles().countries
        return render(
            request,
            "applicant/choose.html",
            lang=case.lang,
            **frame(case),
            countries=countries(case.policy, case.lang),
            country=picked if known else "",
            country_name=country_name(picked, case.lang) if known else "",
            documents=choices(picked, case.policy, case.lang) if known else [],
        )


@router.get("/instead")
def instead(
    request: Request,
    token: Token,
    country: Country = "",
    lacking: Annotated[list[str] | None, Query(max_length=20)] = None,
) -> Response:
    """Show what is left without what the person lacks, and that a person helps when nothing is."""
    with opened(request, token) as case:
        if case.state not in TAKES_UPLOADS:
            return RedirectResponse(case.link)
        every = choices(country, case.policy, case.lang)
        without = [word for word in lacking or [] if word in kinds_of(every)]
        left = choices(country, case.policy, case.lang, without)
        answer = accepts(country, without, profiles=load_profiles())
        titles = {one.id: one for one in left}
        together = [
            [titles[i] for i in chosen]
            for chosen in (answer.enough if answer is not None else ())
            if all(i in titles for i in chosen)
        ]
        return render(
            request,
            "applicant/instead.html",
            lang=case.lang,
            **frame(case),
            country=country if answer is not None else "",
            country_name=country_name(country, case.lang) if answer is not None else "",
            kinds=kinds_of(every),
            lacking=without,
            asked=lacking is not None,
            documents=left,
            together=[chosen for chosen in together if len(chosen) > 1],
        )
