"""`/console/cases/{id}`: a case and its pictures; what is done there lies in `case_acts`."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import Annotated

from fastapi import Path, Request, Response
from sqlalchemy.orm import Session

from api.cases.appeals import open_appeals
from api.cases.send import uploads
from api.pages.console.case import CaseView, case_view
from api.pages.console.deciding import Panel
from api.pages.console.door import Reviewing, Visitor, room
from api.pages.console.pictures import page_picture
from api.pages.console.show import show
from api.problems import ProblemError
from api.routes.sight import Svc, not_there
from api.service import Service
from api.store.tables.cases import Verification
from verifier.profiles.load import load_profiles
from verifier.standard import standard_context

router = room()

CaseId = Annotated[str, Path(max_length=60, pattern=r"^ver_[a-z2-7]+$")]
_Number = Annotated[int, Path(ge=0, le=100)]


def case_at(session: Session, svc: Service, visitor: Visitor, row: Verification | None) -> CaseView:
    """Return the case's view, blind while an appeal waits; raises ProblemError 404."""
    if row is None:
        raise not_there()
    view = case_view(
        session,
        svc.vault,
        row,
        load_profiles(),
        staff_id=visitor.id,
        now=svc.now(),
        blind=bool(open_appeals(session, row)),
    )
    if view is None:
        raise ProblemError(
            HTTPStatus.NOT_FOUND,
            "nothing_checked_yet",
            "Nothing was checked yet, or it was erased",
            f"This verification is {row.state}.",
        )
    return view


@router.get("/console/cases/{case_id}")
def case_page(
    request: Request, svc: Svc, visitor: Reviewing, case_id: CaseId, said: str = ""
) -> Response:
    """Return the case; `said` tells what was just done."""
    with svc.sessions() as session:
        view = case_at(session, svc, visitor, session.get(Verification, case_id))
    return shown(request, visitor, view, svc, said=said)


def shown(
    request: Request,
    visitor: Visitor,
    view: CaseView,
    svc: Service,
    *,
    said: str = "",
    problem: str = "",
    opened: Panel | None = None,
    status: int = HTTPStatus.OK,
) -> Response:
    """Return the whole page of a case."""
    return show(
        request,
        "console/case.html",
        status=status,
        visitor=visitor,
        case=view,
        panel=opened,
        said=said,
        problem=problem,
        now=svc.now(),
        appeal=None,
    )


@router.get("/console/cases/{case_id}/pages/{attempt}/{number}")
def picture(
    svc: Svc, visitor: Reviewing, case_id: CaseId, attempt: _Number, number: _Number
) -> Response:
    """Return one page of an attempt as a picture; it is not kept by the browser."""
    with svc.sessions() as session:
        row = session.get(Verification, case_id)
        if row is None:
            raise not_there()
        sent = uploads(session, row, attempt)
        ctx = replace(standard_context(), now=svc.now())
        data = page_picture(session, svc.vault, sent, number, ctx)
    if data is None:
        raise not_there()
    return Response(data, media_type="image/jpeg", headers={"Cache-Control": "no-store"})
