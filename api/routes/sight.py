"""Which verifications a caller may see: their own case, their platform's, or what staff handle.

What is somebody else's is not there: the answer is the same 404 as for what never existed.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy.orm import Session

from api.access.roles import Kind, Principal, Role, Scope, require
from api.problems import ProblemError
from api.service import Service
from api.store.tables.cases import Verification
from api.store.tables.people import Platform


def service_of(request: Request) -> Service:
    """Return the running service."""
    svc: Service = request.app.state.service
    return svc


Svc = Annotated[Service, Depends(service_of)]

# Who may read a case, act in it, and decide on it; which cases is `visible`'s to say.
Reader = Annotated[
    Principal,
    Depends(require(Kind.APPLICANT, Scope.VERIFICATIONS_READ, Role.REVIEWER, Role.ADMIN)),
]
PlatformReader = Annotated[Principal, Depends(require(Scope.VERIFICATIONS_READ))]
Sender = Annotated[Principal, Depends(require(Kind.APPLICANT, Scope.VERIFICATIONS_WRITE))]
Appellant = Annotated[Principal, Depends(require(Kind.APPLICANT, Scope.APPEALS_WRITE))]
Reviewer = Annotated[Principal, Depends(require(Role.REVIEWER))]
Admin = Annotated[Principal, Depends(require(Role.ADMIN))]
Auditor = Annotated[Principal, Depends(require(Role.AUDITOR, Role.ADMIN))]


def visible(
    session: Session, caller: Principal, verification_id: str, *, change: bool = False
) -> Verification:
    """Return a verification the caller may see, locked when it is to be changed; else 404."""
    row = session.get(Verification, verification_id, with_for_update=change or None)
    if row is None or not caller.owns(platform_id=row.platform_id, verification_id=row.id):
        raise not_there()
    return row


def not_there() -> ProblemError:
    """Return the one answer for what is absent and for what is not the caller's."""
    return ProblemError(
        HTTPStatus.NOT_FOUND, "not_found", "There is nothing here by that name for you"
    )


def platform_of(session: Session, caller: Principal) -> Platform:
    """Return the caller's platform; raises ProblemError for callers without one."""
    platform = session.get(Platform, caller.platform_id) if caller.platform_id else None
    if platform is None:
        raise not_there()
    return platform
