"""`/v1/verifications`: one person's wish to be verified, from opening to the last word."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel
from sqlalchemy import select

from api.access import upload_tokens
from api.access.cursors import After, Cursors, Limit
from api.access.roles import Kind
from api.cases.decisions import decision_of, decisions
from api.cases.keep import keep_on
from api.cases.open import told
from api.cases.send import TAKES_UPLOADS, NothingSentError, submit
from api.cases.states import State, WrongStateError, move
from api.problems import ProblemError
from api.routes.answers import ABSENT, CONFLICT, wrong_state
from api.routes.at_once import Report
from api.routes.sight import PlatformReader, Reader, Sender, Svc, not_there, platform_of, visible
from api.routes.status import Noticed, StateName, Status, noticed, status_of
from api.store.tables.cases import Verification
from verifier.report.applicant import applicant_report
from verifier.report.reviewer import reviewer_report

router = APIRouter(prefix="/v1", tags=["verifications"])


class StatusPage(BaseModel):
    """Some verifications, and the cursor of the next ones."""

    verifications: list[Status]
    next: str | None


class UploadIn(BaseModel):
    """Which side will be sent."""

    slot: Literal["front", "back", "page", "file", "supplement"] = "front"


class UploadTicket(BaseModel):
    """Where to PUT the bytes; works once, within the time given."""

    url: str
    token: str
    slot: str
    expires_at: datetime


@router.get("/verifications", summary="A platform's verifications, the newest first")
def listed(
    svc: Svc,
    caller: PlatformReader,
    state: Annotated[StateName | None, Query()] = None,
    after: After = None,
    limit: Limit = 50,
) -> StatusPage:
    """Return a page; `next` is the cursor of the page after it."""
    cursors = Cursors(key=svc.keys.mac_key("cursors", ""))
    with svc.sessions() as session:
        platform = platform_of(session, caller)
        asked = select(Verification).where(Verification.platform_id == platform.id)
        if state is not None:
            asked = asked.where(Verification.state == state)
        page = cursors.page(
            session,
            asked,
            by=(Verification.created_at, Verification.id),
            scope=f"verifications {platform.id} {state}",
            after=after,
            limit=limit,
            newest_first=True,
        )
        return StatusPage(verifications=[status_of(row) for row in page.rows], next=page.next)


@router.get("/verifications/{verification_id}", responses=ABSENT, summary="Where it stands")
def status(
    svc: Svc,
    caller: Reader,
    verification_id: str,
    lang: Annotated[str | None, Query(max_length=35)] = None,
) -> Noticed:
    """Return the state, who acts and by when, and what else the person should know."""
    with svc.sessions() as session:
        row = visible(session, caller, verification_id)
        return noticed(session, row, lang or row.language)


@router.post(
    "/verifications/{verification_id}/uploads",
    status_code=201,
    responses=CONFLICT,
    summary="Ask for a token to send one side with",
)
def upload_ticket(svc: Svc, caller: Sender, verification_id: str, wanted: UploadIn) -> UploadTicket:
    """Return a single-use token and its address."""
    now = svc.now()
    with svc.sessions.begin() as session:
        row = visible(session, caller, verification_id)
        if State(row.state) not in TAKES_UPLOADS:
            raise wrong_state(WrongStateError(f"A verification that is {row.state} is closed"))
        token, ends = upload_tokens.issue(
            session, verification_id=row.id, slot=wanted.slot, attempt=row.attempt, now=now
        )
        return UploadTicket(
            url=f"{svc.settings.public_url}/v1/uploads/{token}",
            token=token,
            slot=wanted.slot,
            expires_at=ends,
        )


@router.post(
    "/verifications/{verification_id}/submit",
    status_code=202,
    responses=CONFLICT,
    summary="Hand in what was sent",
)
def hand_in(svc: Svc, caller: Sender, verification_id: str) -> Status:
    """Queue the check of everything sent since the last one; also how a person tries again."""
    now = svc.now()
    with svc.sessions.begin() as session:
        row = visible(session, caller, verification_id, change=True)
        try:
            submit(session, row, now)
        except NothingSentError as error:
            raise ProblemError(
                HTTPStatus.CONFLICT, "nothing_sent", "Nothing was uploaded yet", f"{error}."
            ) from error
        except WrongStateError as error:
            raise wrong_state(error) from error
        return status_of(row)


@router.get(
    "/verifications/{verification_id}/report",
    responses={**CONFLICT, 200: {"model": Report}},
    summary="The decision in force with all its reasons",
)
def report(
    svc: Svc,
    caller: Reader,
    response: Response,
    verification_id: str,
    lang: Annotated[str | None, Query(max_length=35)] = None,
    audience: Annotated[Literal["applicant", "reviewer"] | None, Query()] = None,
) -> dict[str, object]:
    """Return the report: applicants and platforms get the applicant's, staff either."""
    with svc.sessions() as session:
        row = visible(session, caller, verification_id)
        kept = next(iter(decisions(session, row)), None)
        if kept is None:
            raise ProblemError(
                HTTPStatus.CONFLICT,
                "no_decision_yet",
                "There is no decision yet",
                f"It is {row.state}; see who acts and by when in the status.",
            )
        if kept.record is None:
            raise not_there()
        decision = decision_of(session, svc.vault, kept)
        language = lang or row.language
    wanted = audience or ("reviewer" if caller.kind is Kind.STAFF else "applicant")
    if wanted == "reviewer" and caller.kind is not Kind.STAFF:
        raise ProblemError(
            HTTPStatus.FORBIDDEN, "not_for_you", "This report is for reviewers", None
        )
    response.headers["Cache-Control"] = "no-store"
    build = reviewer_report if wanted == "reviewer" else applicant_report
    return build(decision, language)


@router.post(
    "/verifications/{verification_id}/withdraw", responses=CONFLICT, summary="Take it back"
)
def withdraw(svc: Svc, caller: Sender, verification_id: str) -> Status:
    """End an open verification at the person's or platform's wish; nothing is held against them."""
    now = svc.now()
    with svc.sessions.begin() as session:
        row = visible(session, caller, verification_id, change=True)
        try:
            move(row, State.WITHDRAWN, now)
            keep_on(session, row, "withdrawn", now)
        except WrongStateError as error:
            raise wrong_state(error) from error
        told(session, row, "verification.withdrawn", now)
        return status_of(row)
