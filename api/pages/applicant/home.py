"""`/v/{token}`: where the case stands, every reason, what to do next; progress while checking."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import Form, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy import select

from api.cases.again import valid_until
from api.cases.appeals import OPEN_FOR, appeals, open_appeals, outcome_of
from api.cases.decisions import decisions
from api.cases.send import TAKES_UPLOADS, uploads
from api.cases.states import State
from api.pages.applicant.case import Case, Token, opened, room
from api.pages.applicant.papers import papers
from api.pages.applicant.reasons import settling, shown_reasons
from api.pages.look.render import render
from api.store.tables.cases import Attempt
from api.store.tables.people import Platform
from verifier.errors import CandorError
from verifier.model.decision import Verdict
from verifier.reasons.language import LANGUAGES

router = room()

_APPEALABLE = (State.NEEDS_YOU, State.WITH_REVIEWER, State.NOT_VERIFIED, State.EXPIRED)
_POLL = 2  # seconds between looks while it is checked


@router.get("")
def home(request: Request, token: Token) -> Response:
    """Show the case as it stands."""
    with opened(request, token) as case:
        if case.state is State.CHECKING:
            values = {**frame(case), "poll": _POLL, "steps": _steps(case)}
            return render(request, "applicant/checking.html", lang=case.lang, **values)
        values = {**frame(case), **_standing(case)}
        return render(request, "applicant/home.html", lang=case.lang, **values)


@router.get("/progress")
def progress(request: Request, token: Token) -> Response:
    """Return the steps alone; once it is decided, send the browser to the answer."""
    with opened(request, token) as case:
        if case.state is not State.CHECKING:
            return Response(headers={"HX-Redirect": case.link})
        values = {**frame(case), "poll": _POLL, "steps": _steps(case)}
        return render(request, "applicant/steps.html", lang=case.lang, **values)


@router.post("/language")
def language(
    request: Request,
    token: Token,
    lang: Annotated[str, Form(max_length=35)],
    back: Annotated[str, Form(max_length=300)] = "",
) -> Response:
    """Speak another language from now on, in messages too."""
    with opened(request, token, change=True) as case:
        if lang in LANGUAGES:
            case.row.language = lang
        # Only to a page of this very case: an open redirect would lend our name to strangers.
        here = back.startswith((f"{case.link}/", f"{case.link}?")) and "//" not in back
        to = back if here else case.link
    return RedirectResponse(to, HTTPStatus.SEE_OTHER)


def frame(case: Case) -> dict[str, Any]:
    """Return what every page of a case needs."""
    platform = case.session.get(Platform, case.row.platform_id)
    return {
        "link": case.link,
        "state": str(case.state),
        "row": case.row,
        "platform": platform.name if platform is not None else "",
    }


def _standing(case: Case) -> dict[str, Any]:
    decided = case.decided() if case.state is not State.ERASED else None
    kept, decision = decided if decided is not None else (None, None)
    may_send = case.state in TAKES_UPLOADS
    made = appeals(case.session, case.row)
    return {
        "reasons": shown_reasons(case, decision, may_send=may_send, may_appeal=may_appeal(case))
        if decision
        else [],
        "decision": kept,
        "reviewed": kept is not None and kept.reviewer_id is not None,
        "may_send": may_send,
        "begun": bool(uploads(case.session, case.row)),
        "attempts_left": case.row.attempts_allowed - case.row.attempts_used,
        "until": _valid_until(case),
        "settled": settling(decision, case.lang) if decision else [],
        "appeals": [
            {"row": one, "outcome": outcome_of(case.session, case.svc.vault, one)} for one in made
        ],
        "may_appeal": may_appeal(case),
        "appeal_until": kept.created_at + OPEN_FOR if kept is not None else None,
        "papers": papers(case, kept) if kept is not None else [],
    }


def _valid_until(case: Case) -> date | None:
    if case.state is not State.VERIFIED:
        return None
    try:
        until = valid_until(case.session, case.svc.vault, case.row)
        return date.fromisoformat(until) if until else None
    except (ValueError, CandorError):  # a partial date, or a decision kept no longer
        return None


def may_appeal(case: Case) -> bool:
    """Whether an appeal can be opened now, as `api.cases.appeals` would let it."""
    kept = next(iter(decisions(case.session, case.row)), None)
    return (
        kept is not None
        and kept.verdict != Verdict.ACCEPT
        and case.state in _APPEALABLE
        and case.now <= kept.created_at + OPEN_FOR
        and not open_appeals(case.session, case.row)
    )


def _steps(case: Case) -> list[tuple[str, str]]:
    attempt = case.session.scalar(
        select(Attempt).where(
            Attempt.verification_id == case.row.id, Attempt.number == case.row.attempt
        )
    )
    running = attempt is not None and attempt.state == "running"
    return [
        ("sent", "done"),
        ("waiting", "done" if running else "now"),
        ("reading", "now" if running else "next"),
        ("answer", "next"),
    ]
