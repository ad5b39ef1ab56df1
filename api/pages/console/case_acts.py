"""What a reviewer does with a case: preview, decide, correct, note, hold.

Nothing is sent that was not shown: the form that sends lies inside the preview and names the
decision it was made on.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from fastapi import Depends, Path, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from api.cases.correct import check_anew, correct_reading
from api.cases.decisions import decisions
from api.cases.holds import close_hold
from api.cases.review import ReviewError, add_note
from api.cases.states import WrongStateError
from api.pages.console.case_page import CaseId, case_at, shown
from api.pages.console.deciding import decide, panel, read_form
from api.pages.console.door import Reviewing, room
from api.pages.console.show import show
from api.pages.look.render import partial_page
from api.problems import ProblemError
from api.routes.sight import Svc, not_there
from api.store.tables.cases import DecisionRow, Verification
from api.store.tables.review import Hold
from verifier.model.reason_code import ReasonCode

router = room()

LONGEST_NOTE = 4000
_KNOWN = frozenset(map(str, ReasonCode))


async def sent_form(request: Request) -> FormData:
    """Return the form of a request."""
    return await request.form()


Sent = Annotated[FormData, Depends(sent_form)]


def words_of(form: FormData) -> dict[str, str]:
    """Return the form's texts by name; files and repeats are left out."""
    return {name: value for name, value in form.items() if isinstance(value, str)}


def _codes(form: FormData) -> list[str]:
    """Return the codes that were chosen; the list's empty first line is none."""
    return [value for value in form.getlist("code") if value in _KNOWN and isinstance(value, str)]


@router.post("/console/cases/{case_id}/preview")
def preview_panel(
    request: Request, svc: Svc, visitor: Reviewing, case_id: CaseId, form: Sent
) -> Response:
    """Return the panel: what can be chosen and exactly what the applicant would read.

    `fresh` asks for the engine's own reasons.
    """
    now, words = svc.now(), words_of(form)
    with svc.sessions() as session:
        row = session.get(Verification, case_id)
        view = case_at(session, svc, visitor, row)
        before = decisions(session, row) if row is not None else []
    given = [str(reason.code) for reason in view.decision.reasons]
    codes = given if words.get("fresh") == "yes" else _codes(form)
    try:
        asked = read_form(words, codes, words.get("verdict", ""))
    except ReviewError as error:
        raise ProblemError(HTTPStatus.BAD_REQUEST, "not_possible", f"{error}") from error
    opened = panel(view.decision, asked, before, view.language, now)
    if partial_page(request):
        return show(request, "console/panel.html", case=view, panel=opened, now=now)
    return shown(request, visitor, view, svc, opened=opened)


@router.post("/console/cases/{case_id}/decide")
def decide_case(
    request: Request, svc: Svc, visitor: Reviewing, case_id: CaseId, form: Sent
) -> Response:
    """Take the decision that was shown; then the next case."""
    words = words_of(form)
    try:
        asked = read_form(words, _codes(form), words.get("verdict", ""))
        with svc.sessions.begin() as session:
            row = session.get(Verification, case_id, with_for_update=True)
            if row is None:
                raise not_there()
            made = decide(
                session,
                svc.vault,
                row,
                asked,
                on=words.get("on", ""),
                staff_id=visitor.id,
                now=svc.now(),
            )
            proposed = not isinstance(made, DecisionRow)
    except WrongStateError as error:
        return _refused(request, svc, visitor, case_id, str(error))
    done = "proposed" if proposed else str(asked.judgement.verdict)
    return RedirectResponse(f"/console/next?done={case_id}&said={done}", HTTPStatus.SEE_OTHER)


@router.post("/console/cases/{case_id}/correct")
def correct(
    request: Request, svc: Svc, visitor: Reviewing, case_id: CaseId, form: Sent
) -> Response:
    """Keep a corrected reading and run the checks again at once."""
    words = words_of(form)
    try:
        with svc.sessions.begin() as session:
            row = session.get(Verification, case_id, with_for_update=True)
            if row is None:
                raise not_there()
            correct_reading(
                session,
                svc.vault,
                row,
                field=words.get("field", ""),
                source=words.get("source", ""),
                value=words.get("value", ""),
                staff_id=visitor.id,
                now=svc.now(),
            )
        check_anew(svc, case_id, staff_id=visitor.id)
    except WrongStateError as error:
        return _refused(request, svc, visitor, case_id, str(error))
    return _back(case_id, "corrected")


@router.post("/console/cases/{case_id}/notes")
def note(request: Request, svc: Svc, visitor: Reviewing, case_id: CaseId, form: Sent) -> Response:
    """Keep a note for colleagues."""
    text = words_of(form).get("text", "").strip()[:LONGEST_NOTE]
    if not text:
        return _refused(request, svc, visitor, case_id, "an empty note was not kept")
    with svc.sessions.begin() as session:
        row = session.get(Verification, case_id)
        if row is None:
            raise not_there()
        add_note(session, svc.vault, row, text, staff_id=visitor.id, now=svc.now())
    return _back(case_id, "noted")


@router.post("/console/cases/{case_id}/holds/{hold_id}/close")
def close(
    svc: Svc,
    visitor: Reviewing,
    case_id: CaseId,
    hold_id: Annotated[str, Path(max_length=60)],
) -> Response:
    """Close a hold on the case's person."""
    now = svc.now()
    with svc.sessions.begin() as session:
        row = session.get(Verification, case_id)
        hold = session.get(Hold, hold_id, with_for_update=True)
        if row is None or hold is None or hold.subject_id != row.subject_id:
            raise not_there()
        close_hold(session, hold, by=visitor.id, because="reviewed", now=now)
    return _back(case_id, "hold_closed")


def _back(case_id: str, said: str) -> Response:
    return RedirectResponse(f"/console/cases/{case_id}?said={said}", HTTPStatus.SEE_OTHER)


def _refused(
    request: Request, svc: Svc, visitor: Reviewing, case_id: str, problem: str
) -> Response:
    with svc.sessions() as session:
        view = case_at(session, svc, visitor, session.get(Verification, case_id))
    status = HTTPStatus.CONFLICT
    return shown(request, visitor, view, svc, problem=problem, status=status)
