"""Say why the profile's name and the document's differ; the same pictures are then read again.

Candor compares again with the explanation, and a person looks where it asks for one.
"""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import Annotated

from fastapi import Form, Request
from fastapi.responses import RedirectResponse, Response

from api.cases.open import set_claim
from api.cases.send import TAKES_UPLOADS, submit, uploads
from api.cases.states import WrongStateError
from api.pages.applicant.case import Token, opened, room
from api.pages.applicant.earlier import earlier, send_earlier
from api.pages.applicant.home import frame
from api.pages.applicant.reasons import shown_reasons
from api.pages.applicant.send import too_late
from api.pages.look.render import render

router = room()

# As verifier.model.claim names them.
WHYS = ("transliteration", "married_name", "preferred_name", "other_spelling")
_NEEDS_PROOF = "married_name"
_ABOUT_NAMES = "match.name"


@router.get("/name")
def name(request: Request, token: Token) -> Response:
    """Show what differs and the explanations to choose from."""
    with opened(request, token) as case:
        if case.state not in TAKES_UPLOADS:
            return RedirectResponse(case.link)
        decided = case.decided()
        told = shown_reasons(case, decided[1]) if decided else []
        return render(
            request,
            "applicant/name.html",
            lang=case.lang,
            **frame(case),
            whys=WHYS,
            chosen=case.claim().name_reason,
            reasons=[reason for reason in told if reason.code.startswith(_ABOUT_NAMES)],
            have=bool(earlier(case)) or bool(uploads(case.session, case.row)),
        )


@router.post("/name")
def declared(
    request: Request, token: Token, why: Annotated[str, Form(max_length=40)] = ""
) -> Response:
    """Note the explanation; hand in the same pictures again where they are still kept."""
    with opened(request, token, change=True) as case:
        if why not in WHYS or case.state not in TAKES_UPLOADS:
            return RedirectResponse(f"{case.link}/name", HTTPStatus.SEE_OTHER)
        set_claim(case.session, case.svc.vault, case.row, replace(case.claim(), name_reason=why))
        if why == _NEEDS_PROOF:
            return RedirectResponse(f"{case.link}/send?add=proof", HTTPStatus.SEE_OTHER)
        send_earlier(case, list(earlier(case)))
        if not uploads(case.session, case.row):
            return RedirectResponse(f"{case.link}/send", HTTPStatus.SEE_OTHER)
        try:
            submit(case.session, case.row, case.now)
        except WrongStateError:
            raise too_late() from None
        return RedirectResponse(case.link, HTTPStatus.SEE_OTHER)
