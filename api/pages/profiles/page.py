"""`/console/profiles`: coverage, a profile, its specimen, trying a picture, what changes."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from fastapi import Depends, Path, Query, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData, UploadFile

from api.cases.replay import start_replay
from api.pages.console.door import Governing, Looking, room
from api.pages.console.show import show
from api.pages.look.render import partial_page
from api.pages.profiles.coverage import cases_of, covered
from api.pages.profiles.drawn import drawn, places
from api.pages.profiles.profile import profile_view
from api.pages.profiles.replayed import kept_decisions, latest_replay
from api.pages.profiles.trying import BusyError, Tried, try_out
from api.problems import ProblemError
from api.routes.sight import Svc, not_there
from verifier.model.profile import Country, Profile
from verifier.profiles.load import load_profiles
from verifier.reasons.language import direction, negotiate

router = room()
ROUTERS = (router,)

_MOST_FILES = 4
_A_DAY = "private, max-age=86400"
_Code = Annotated[str, Path(pattern=r"^[a-z]{3}$")]
_Name = Annotated[str, Path(pattern=r"^[a-z0-9-]{1,60}$")]


def _known(country: str, name: str) -> tuple[Profile, Country]:
    profiles = load_profiles()
    profile = profiles.get(f"{country}/{name}")
    if profile is None:
        raise not_there()
    return profile, profiles.countries[profile.country]


@router.get("/console/profiles")
def coverage_page(
    request: Request, visitor: Looking, q: Annotated[str, Query(max_length=80)] = ""
) -> Response:
    """Return every country and document, or those that hold the words `q`."""
    countries = covered(load_profiles(), q)
    template = "profiles/countries.html" if partial_page(request) else "profiles/coverage.html"
    return show(request, template, visitor=visitor, countries=countries, q=q)


@router.get("/console/profiles/{country}/{name}")
def profile_page(
    request: Request,
    svc: Svc,
    visitor: Looking,
    country: _Code,
    name: _Name,
    tell: Annotated[str, Query(max_length=20)] = "en",
    said: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """Return a profile; the reasons it can give are told in the language `tell`."""
    return _page(request, svc, visitor, country, name, tell=tell, said=said)


def _page(
    request: Request,
    svc: Svc,
    visitor: Looking,
    country: str,
    name: str,
    *,
    tell: str = "en",
    said: str = "",
    tried: Tried | None = None,
    problem: str = "",
) -> Response:
    profile, of = _known(country, name)
    language = negotiate(tell)
    with svc.sessions() as session:
        replay = latest_replay(session, profile.id)
        kept = kept_decisions(session, profile.id)
    return show(
        request,
        "profiles/profile.html",
        visitor=visitor,
        view=profile_view(profile, of, language),
        tell=language,
        tell_dir=direction(language),
        cases=cases_of(profile),
        replay=replay,
        kept=kept,
        tried=tried,
        case=tried,
        problem=problem,
        said=said,
        appeal=None,
    )


@router.get("/console/profiles/{country}/{name}/specimen")
def specimen(request: Request, visitor: Looking, country: _Code, name: _Name) -> Response:
    """Return the drawn specimen with a numbered box around each field, as a piece of the page."""
    profile, _ = _known(country, name)
    order = (*(field.name for field in profile.fields), "mrz")
    sides = [(side.name, places(side, order)) for side in drawn(profile.id)]
    return show(request, "profiles/specimen.html", profile=profile, sides=sides)


@router.get("/console/profiles/{country}/{name}/specimen/{side}.webp")
def picture(
    visitor: Looking, country: _Code, name: _Name, side: Annotated[int, Path(ge=0, le=9)]
) -> Response:
    """Return one drawn side."""
    profile, _ = _known(country, name)
    sides = drawn(profile.id)
    if side >= len(sides):
        raise not_there()
    return Response(sides[side].picture, media_type="image/webp", headers={"Cache-Control": _A_DAY})


async def sent_files(request: Request) -> list[bytes]:
    """Return the files of a form, in memory only."""
    form: FormData = await request.form(max_files=_MOST_FILES)
    files = [one for one in form.getlist("file") if isinstance(one, UploadFile)]
    return [data for one in files if (data := await one.read())]


@router.post("/console/profiles/{country}/{name}/try")
def try_profile(
    request: Request,
    svc: Svc,
    visitor: Looking,
    country: _Code,
    name: _Name,
    files: Annotated[list[bytes], Depends(sent_files)],
) -> Response:
    """Return how the profile reads what was sent; nothing of it is kept."""
    profile, _ = _known(country, name)
    tried, problem = None, ""
    try:
        if not files:
            raise BusyError("choose a picture or PDF first")
        tried = try_out(profile, files, svc.settings.policy, svc.now())
    except BusyError as error:
        problem = str(error)
    if partial_page(request):
        return show(
            request,
            "profiles/tried.html",
            tried=tried,
            case=tried,
            problem=problem,
            appeal=None,
            wanted=profile.id,
        )
    return _page(request, svc, visitor, country, name, tried=tried, problem=problem)


@router.post("/console/profiles/{country}/{name}/replay")
def replay(svc: Svc, visitor: Governing, country: _Code, name: _Name) -> Response:
    """Queue the document's stored decisions for replay on the workers."""
    profile, _ = _known(country, name)
    with svc.sessions.begin() as session:
        _, many = start_replay(session, profile=profile.id)
    if not many:
        raise ProblemError(
            HTTPStatus.CONFLICT, "nothing_to_replay", "No decision of this document is kept"
        )
    where = f"/console/profiles/{profile.id}?said=replayed#replay"
    return RedirectResponse(where, HTTPStatus.SEE_OTHER)
