"""`/`: what this address is; in demo mode a verification can be opened and specimens be had."""

from __future__ import annotations

import importlib.util
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from api.access import applicant_tokens
from api.cases.open import Wish, open_verification
from api.operate.bootstrap import DEMO_PLATFORM
from api.pages.look.origin import from_our_pages
from api.pages.look.problem_page import PageRoute
from api.pages.look.render import render
from api.problems import ProblemError
from api.routes.sight import Svc
from api.service import Service
from api.store.tables.people import Platform
from verifier.model.claim import Claim
from verifier.reasons.language import negotiate

router = APIRouter(
    route_class=PageRoute, include_in_schema=False, dependencies=[Depends(from_our_pages)]
)
ROUTERS = (router,)

# Specimens that show a way each; the sandbox lists one for every reason.
TRIED = (
    ("uto-passport", "A passport without a fault", "verified at once"),
    ("uto-passport-glare", "The same, with glare", "which fields it hides, and how to avoid it"),
    ("uto-passport-expired", "An expired passport", "what to send instead"),
    ("uto-passport-blurred", "A blurred picture", "told before it is sent"),
    ("uto-passport-cropped", "A picture that cuts the document off", "the edge is named"),
    ("uto-passport-wrong-check-digit", "A control digit that is wrong", "which field it guards"),
)
CARD = "uto-id-card"
# One person to the demo's platform: a specimen tried twice is no second account of somebody.
VISITOR = "demo-visitor"
HOLDER = "Anna Maria Eriksson"


@router.get("/")
def front(request: Request, svc: Svc) -> Response:
    """Show what this address is."""
    lang = negotiate(request.headers.get("accept-language"))
    if not svc.settings.demo:
        return render(request, "front/front.html", lang=lang)
    return render(
        request,
        "front/demo.html",
        tried=TRIED if importlib.util.find_spec("fixtures") is not None else (),
        card=CARD,
        holder=HOLDER,
        wanted=lang,
    )


@router.post("/demo")
def demo(
    svc: Svc,
    name: Annotated[str, Form(max_length=120)] = "",
    lang: Annotated[str, Form(max_length=35)] = "en",
) -> Response:
    """Open a verification as a platform would, and lead to its page; in demo mode only."""
    if not svc.settings.demo:
        raise ProblemError(HTTPStatus.NOT_FOUND, "not_found", "There is no demonstration here")
    link = _opened(svc, name.replace("\x00", "").strip(), negotiate(lang))
    return RedirectResponse(link, HTTPStatus.SEE_OTHER)


def _opened(svc: Service, name: str, lang: str) -> str:
    now = svc.now()
    with svc.sessions.begin() as session:
        platform = session.get(Platform, DEMO_PLATFORM)
        if platform is None:
            raise ProblemError(
                HTTPStatus.NOT_FOUND, "not_found", "The demo's platform is not set up"
            )
        wish = Wish(
            reference=VISITOR,
            claim=Claim(full_name=name or None),
            policy=svc.settings.policy,
            language=lang,
        )
        row = open_verification(session, svc.vault, platform, wish, now)
        token, _ = applicant_tokens.issue(
            session, verification_id=row.id, platform_id=platform.id, now=now
        )
    return f"/v/{token}"
