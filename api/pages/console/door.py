"""Who may enter the console, and what each of its pages knows of its visitor.

Routers are made with `room()`: their problems are pages, and who is not signed in is sent to the
sign-in and back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse
from fastapi.routing import APIRoute

from api.access import sessions
from api.access.principal import Kind, Principal, Role
from api.access.roles import CSRF_FIELD, sent_csrf
from api.pages.look.origin import from_our_pages
from api.pages.look.problem_page import Handler, PageRoute
from api.pages.look.render import partial_page
from api.problems import ProblemError
from api.routes.sight import Svc
from api.store.tables.access import Staff

SIGN_IN = "/console/sign-in"
_SAFE = ("GET", "HEAD")
_FILES = "multipart/form-data"


class NotSignedInError(Exception):
    """Nobody is signed in; the argument is where to sign in."""


class _SignInRoute(APIRoute):
    """Sends strangers to the sign-in, before their absence is taken for a fault."""

    def get_route_handler(self) -> Handler:
        """Return the handler; an HTMX request is told to load the whole sign-in page."""
        handler = super().get_route_handler()

        async def handled(request: Request) -> Response:
            try:
                return await handler(request)
            except NotSignedInError as stranger:
                where = str(stranger)
                if partial_page(request):
                    return Response(headers={"HX-Redirect": where})
                return RedirectResponse(where, HTTPStatus.SEE_OTHER)

        return handled


class ConsoleRoute(PageRoute, _SignInRoute):
    """A page's route: strangers sign in first, problems are told as pages."""


def room() -> APIRouter:
    """Return a router for pages of the console."""
    return APIRouter(
        route_class=ConsoleRoute,
        include_in_schema=False,
        dependencies=[Depends(from_our_pages)],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """A member of staff at a page."""

    id: str
    name: str
    roles: frozenset[str]

    @property
    def decides(self) -> bool:
        """Whether they may decide cases."""
        return Role.REVIEWER in self.roles

    @property
    def governs(self) -> bool:
        """Whether they may start what touches many cases."""
        return Role.ADMIN in self.roles


async def page_csrf(
    request: Request, csrf: Annotated[str | None, Depends(sent_csrf)] = None
) -> str | None:
    """Return the token against forged posts; a form with files is read too, of staff only."""
    kind = request.headers.get("content-type", "").partition(";")[0]
    if csrf is not None or kind != _FILES or sessions.COOKIE not in request.cookies:
        return csrf
    value = (await request.form()).get(CSRF_FIELD)
    return value if isinstance(value, str) else None


def visitor_with(*roles: Role) -> Callable[..., Visitor]:
    """Return a dependency: the signed-in visitor with one of `roles`.

    Without a session the browser is sent to sign in; without the role it is answered 403, and a
    form without its session's token likewise.
    """

    def dependency(
        request: Request, svc: Svc, csrf: Annotated[str | None, Depends(page_csrf)] = None
    ) -> Visitor:
        cookie = request.cookies.get(sessions.COOKIE, "")
        found = _visitor(svc, cookie)
        if found is None:
            raise NotSignedInError(_sign_in(request))
        if request.method not in _SAFE and not sessions.csrf_holds(cookie, csrf):
            raise ProblemError(
                HTTPStatus.FORBIDDEN,
                "csrf_failed",
                "This form is out of date",
                "Load the page again and repeat what you did.",
            )
        if not found.roles & {*roles}:
            raise ProblemError(HTTPStatus.FORBIDDEN, "not_allowed", "You may not see this page")
        request.state.csrf = sessions.csrf_token(cookie)
        request.state.visitor = found
        return found

    return dependency


def _visitor(svc: Svc, cookie: str) -> Visitor | None:
    if not cookie:
        return None
    with svc.sessions.begin() as session:
        who: Principal | None = sessions.principal_of(session, cookie, svc.now())
        if who is None or who.kind is not Kind.STAFF:
            return None
        name = session.get_one(Staff, who.id).name
    return Visitor(id=who.id, name=name, roles=who.roles)


def _sign_in(request: Request) -> str:
    if request.method not in _SAFE:
        return SIGN_IN
    back = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return f"{SIGN_IN}?back={quote(back, safe='')}"


# Reviewers decide; admins and auditors look. Profiles are everybody's.
Reviewing = Annotated[Visitor, Depends(visitor_with(Role.REVIEWER))]
Looking = Annotated[Visitor, Depends(visitor_with(Role.REVIEWER, Role.ADMIN, Role.AUDITOR))]
Governing = Annotated[Visitor, Depends(visitor_with(Role.ADMIN))]
