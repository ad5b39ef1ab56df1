"""Signing in and out: the company's account by OpenID Connect, or the demo's local accounts."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from fastapi import Depends, Form, Request, Response
from fastapi.responses import RedirectResponse

from api.access import oidc, sessions, staff
from api.access.rates import limited
from api.pages.console.door import SIGN_IN, Looking, room
from api.pages.console.show import show
from api.routes.sight import Svc
from api.service import Service

router = room()

HOME = "/console"
_LONGEST = 200
_Text = Annotated[str, Form(max_length=_LONGEST)]


@router.get(SIGN_IN)
def sign_in_page(request: Request, svc: Svc, back: str = HOME) -> Response:
    """Return the page with the ways in."""
    return _page(request, svc, _local(back))


@router.post(SIGN_IN, dependencies=[Depends(limited("sign in", "30/minute"))])
def sign_in(
    request: Request, svc: Svc, name: _Text = "", password: _Text = "", back: _Text = HOME
) -> Response:
    """Sign in with a local account (demo only)."""
    with svc.sessions.begin() as session:
        secret = staff.sign_in_locally(
            session, svc.settings, name=name, password=password, now=svc.now()
        )
    if secret is None:
        wrong = "There is no account with this name and password."
        return _page(request, svc, _local(back), problem=wrong, name=name)
    return _entered(svc, secret, _local(back))


@router.get(f"{SIGN_IN}/company")
def company(svc: Svc, back: str = HOME) -> Response:
    """Send the browser to the identity provider."""
    provider = oidc.discover(svc.settings)
    with svc.sessions.begin() as session:
        url, state = oidc.begin(session, provider, back_to=_local(back), now=svc.now())
    answer = RedirectResponse(url, HTTPStatus.SEE_OTHER)
    answer.set_cookie(
        oidc.COOKIE,
        state,
        max_age=int(oidc.LIFETIME.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=_https(svc),
        path=oidc.CALLBACK,
    )
    return answer


@router.get(oidc.CALLBACK)
def signed_in(request: Request, svc: Svc) -> Response:
    """Take the identity provider's answer; begin a session for whom it vouches."""
    provider = oidc.discover(svc.settings)
    now = svc.now()
    with svc.sessions.begin() as session:
        who = oidc.finish(
            session,
            provider,
            query=dict(request.query_params),
            cookie=request.cookies.get(oidc.COOKIE),
            now=now,
        )
        person = staff.from_provider(
            session,
            issuer=who.issuer,
            subject=who.subject,
            roles=who.roles,
            now=now,
        )
        secret = sessions.begin(session, person.id, now)
    answer = _entered(svc, secret, _local(who.back_to))
    answer.delete_cookie(oidc.COOKIE, path=oidc.CALLBACK)
    return answer


@router.post("/console/sign-out")
def sign_out(request: Request, svc: Svc, visitor: Looking) -> Response:
    """End this browser's session."""
    with svc.sessions.begin() as session:
        sessions.end(session, request.cookies.get(sessions.COOKIE, ""))
    answer = RedirectResponse(SIGN_IN, HTTPStatus.SEE_OTHER)
    sessions.clear_cookie(answer, https=_https(svc))
    return answer


def _entered(svc: Service, secret: str, back: str) -> Response:
    answer = RedirectResponse(back, HTTPStatus.SEE_OTHER)
    sessions.set_cookie(answer, secret, https=_https(svc))
    return answer


def _page(
    request: Request, svc: Service, back: str, *, problem: str = "", name: str = ""
) -> Response:
    status = HTTPStatus.UNAUTHORIZED if problem else HTTPStatus.OK
    return show(
        request,
        "console/sign_in.html",
        status=status,
        back=back,
        problem=problem,
        name=name,
        local=svc.settings.demo,
        company=svc.settings.oidc_issuer is not None,
    )


def _local(path: str) -> str:
    """Return where to go on, if it is within the console; else its first page."""
    plain = path.isascii() and path.isprintable() and "\\" not in path
    inside = path == HOME or path.startswith((f"{HOME}/", f"{HOME}?"))
    return path if plain and inside and ".." not in path else HOME


def _https(svc: Service) -> bool:
    return svc.settings.public_url.startswith("https://")
