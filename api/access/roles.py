"""Who may call a route: FastAPI dependencies that answer 401, 403 or 404.

A case out of reach is answered 404 as one that does not exist: whether somebody has a case is
nobody else's business. `app.state.service` is the running `api.service.Service`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Protocol

from fastapi import Depends, Request
from sqlalchemy.orm import Session, sessionmaker

from api.access import api_keys, applicant_tokens, sessions
from api.access.principal import Kind, Need, Principal, Role, Scope
from api.problems import ProblemError

__all__ = ["Kind", "Principal", "Role", "Scope", "anyone", "principal", "reach", "require"]

CSRF_HEADER = "x-csrf-token"
CSRF_FIELD = "csrf"
_SAFE = ("GET", "HEAD", "OPTIONS")
_FORM = "application/x-www-form-urlencoded"


class _Service(Protocol):
    @property
    def sessions(self) -> sessionmaker[Session]: ...

    @property
    def now(self) -> Callable[[], datetime]: ...


async def sent_csrf(request: Request) -> str | None:
    """Return the token against forged posts, from the header or the form."""
    if token := request.headers.get(CSRF_HEADER):
        return token
    # Only a small form is read here; uploads use the header, and stay unread until allowed.
    if request.headers.get("content-type", "").partition(";")[0] != _FORM:
        return None
    value = (await request.form()).get(CSRF_FIELD)
    return value if isinstance(value, str) else None


def anyone(
    request: Request, csrf: Annotated[str | None, Depends(sent_csrf)] = None
) -> Principal | None:
    """Return who is asking, or None without credentials; raises ProblemError for bad ones."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    cookie = request.cookies.get(sessions.COOKIE)
    if not scheme and not cookie:
        return None
    service: _Service = request.app.state.service
    now = service.now()
    with service.sessions.begin() as session:
        if scheme:
            found = _bearer(session, token.strip(), now) if scheme.lower() == "bearer" else None
        else:
            found = sessions.principal_of(session, cookie or "", now)
    if found is None:
        raise _unknown()
    if found.kind is Kind.STAFF and request.method not in _SAFE:
        _refuse_forgery(request, cookie or "", csrf)
    return found


def principal(found: Annotated[Principal | None, Depends(anyone)]) -> Principal:
    """Return who is asking; raises ProblemError 401 when nobody says."""
    if found is None:
        raise _unknown()
    return found


def require(*needs: Need) -> Callable[[Principal], Principal]:
    """Return a dependency: the caller, who meets one of `needs`, or 403."""

    def allowed(caller: Annotated[Principal, Depends(principal)]) -> Principal:
        if not caller.may(*needs):
            raise ProblemError(
                HTTPStatus.FORBIDDEN,
                "not_allowed",
                "You may not do this",
                f"It needs one of: {', '.join(needs)}.",
            )
        return caller

    return allowed


def reach(caller: Principal, *, platform_id: str, verification_id: str, what: str = "") -> None:
    """Raise ProblemError 404 unless the caller may know of this case."""
    if not caller.owns(platform_id=platform_id, verification_id=verification_id):
        raise ProblemError(
            HTTPStatus.NOT_FOUND, "not_found", f"There is no such {what or 'verification'}"
        )


def _bearer(session: Session, token: str, now: datetime) -> Principal | None:
    if token.startswith(f"{applicant_tokens.PREFIX}_"):
        return applicant_tokens.principal_of(session, token, now)
    return api_keys.principal_of(session, token, now)


def _refuse_forgery(request: Request, cookie: str, csrf: str | None) -> None:
    # Fetch Metadata: a browser says itself when another site makes it send.
    elsewhere = request.headers.get("sec-fetch-site") in ("cross-site", "same-site")
    if elsewhere or not sessions.csrf_holds(cookie, csrf):
        raise ProblemError(
            HTTPStatus.FORBIDDEN,
            "csrf_failed",
            "This form is out of date",
            "Load the page again and repeat what you did.",
        )


def _unknown() -> ProblemError:
    return ProblemError(
        HTTPStatus.UNAUTHORIZED,
        "not_signed_in",
        "We do not know who is asking",
        "Send `Authorization: Bearer` with a key or token that is in force, or sign in.",
        headers={"WWW-Authenticate": "Bearer"},
    )
