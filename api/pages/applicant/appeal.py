"""Appeal: say why the decision is wrong, add evidence; somebody else than before reads it."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from api.cases.appeals import DUE_IN, AppealError, open_appeal
from api.cases.evidence import keep_evidence
from api.pages.applicant.case import Case, Token, opened, room
from api.pages.applicant.home import frame, may_appeal
from api.pages.applicant.reasons import shown_reasons
from api.pages.applicant.receive import files_of, form_of, text_of
from api.pages.look.render import render

router = room()

LONGEST = 6000  # characters of a statement: some four pages
FILES = ("evidence1", "evidence2", "evidence3")


@router.get("/appeal")
def appeal(request: Request, token: Token) -> Response:
    """Show what an appeal is, and its form."""
    with opened(request, token) as case:
        if not may_appeal(case):
            return RedirectResponse(case.link)
        return _form(request, case, statement="", error=False)


@router.post("/appeal")
async def appealed(request: Request, token: Token) -> Response:
    """Open the appeal with its evidence; without a word of why, ask for it."""
    form = await form_of(request)
    files = await files_of(form, FILES)
    statement = text_of(form, "statement", LONGEST)
    return await run_in_threadpool(_open, request, token, statement, files)


def _open(
    request: Request, token: str, statement: str, files: dict[str, tuple[bytes, str]]
) -> Response:
    with opened(request, token, change=True) as case:
        if not may_appeal(case):
            return RedirectResponse(case.link, HTTPStatus.SEE_OTHER)
        if not statement:
            return _form(request, case, statement="", error=True)
        try:
            made = open_appeal(case.session, case.svc.vault, case.row, statement, now=case.now)
        except AppealError:
            return RedirectResponse(case.link, HTTPStatus.SEE_OTHER)
        for data, media_type in files.values():
            keep_evidence(
                case.session,
                case.svc.vault,
                case.row,
                made,
                data=data,
                media_type=media_type,
                now=case.now,
            )
    return RedirectResponse(f"{case.link}#appeal", HTTPStatus.SEE_OTHER)


def _form(request: Request, case: Case, *, statement: str, error: bool) -> Response:
    decided = case.decided()
    return render(
        request,
        "applicant/appeal.html",
        lang=case.lang,
        status=HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK,
        **frame(case),
        reasons=shown_reasons(case, decided[1]) if decided else [],
        statement=statement,
        error=error,
        due=case.now + DUE_IN,
        longest=LONGEST,
        files=FILES,
    )
