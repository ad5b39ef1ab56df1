"""`/v1/verifications`: one person's wish to be verified, from opening to the last word."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from api.access import applicant_tokens, idempotency, upload_tokens
from api.access.cursors import After, Cursors, Limit
from api.access.roles import Kind, Principal
from api.cases.decisions import decision_of, decisions
from api.cases.keep import keep_on
from api.cases.open import Wish, open_verification, told
from api.cases.send import TAKES_UPLOADS, NothingSentError, submit
from api.cases.states import State, WrongStateError, move
from api.problems import ProblemError
from api.routes.answers import ABSENT, CONFLICT, wrong_state
from api.routes.at_once import Report
from api.routes.sight import PlatformReader, Reader, Sender, Svc, not_there, platform_of, visible
from api.routes.status import Noticed, StateName, Status, noticed, status_of
from api.service import Service
from api.store.tables.cases import Verification
from verifier.decide.policy import PolicyError, load_policy
from verifier.model.claim import Claim
from verifier.report.applicant import applicant_report
from verifier.report.reviewer import reviewer_report

router = APIRouter(prefix="/v1", tags=["verifications"])

NO_STORE = {"Cache-Control": "no-store"}
_ANSWER = "idempotency"


class ClaimIn(BaseModel):
    """What the person says about themselves; leave out what they did not say."""

    full_name: str | None = Field(default=None, max_length=200)
    surname: str | None = Field(default=None, max_length=200)
    given_names: str | None = Field(default=None, max_length=200)
    patronymic: str | None = Field(default=None, max_length=200)
    birth_date: str | None = Field(default=None, pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")
    document_number: str | None = Field(default=None, max_length=40)
    personal_number: str | None = Field(default=None, max_length=40)
    nationality: str | None = Field(default=None, pattern=r"^[A-Z]{3}$")
    address: str | None = Field(default=None, max_length=400)
    country: str | None = Field(default=None, pattern=r"^[A-Z]{3}$")
    kind: str | None = Field(default=None, max_length=40, pattern=r"^[a-z_]+$")
    name_reason: (
        Literal["married_name", "preferred_name", "transliteration", "other_spelling"] | None
    ) = None


class VerificationIn(BaseModel):
    """A wish to verify one person."""

    model_config = {
        "json_schema_extra": {
            "example": {
                "reference": "freelancer-48213",
                "language": "uk",
                "claim": {"full_name": "Anna Maria Eriksson", "birth_date": "1974-08-12"},
            }
        }
    }

    reference: str = Field(
        min_length=1, max_length=200, description="your own id of the person; kept as a hash only"
    )
    claim: ClaimIn = ClaimIn()
    language: str = Field(default="en", max_length=35, pattern=r"^[A-Za-z0-9-]+$")
    policy: str | None = Field(default=None, pattern=r"^[a-z_-]{1,40}$")
    again_of: str | None = Field(default=None, max_length=60, description="an earlier verification")


class Opened(Status):
    """A new verification, and the page and token by which the person goes on."""

    applicant_url: str
    applicant_token: str


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


def open_once(
    svc: Service, caller: Principal, wanted: VerificationIn, sent: bytes, key: str | None
) -> Response:
    """Open a verification; with an Idempotency-Key a repetition gets the first one's answer."""
    if key is None:
        with svc.sessions.begin() as session:
            opened, _ = open_one(svc, session, caller, wanted)
        return _created(opened)
    request = idempotency.asked(
        key, principal_id=caller.id, method="POST", path="/v1/verifications", body=sent
    )
    with svc.sessions.begin() as session:

        def seal(data_key_id: str, data: bytes) -> bytes:
            return svc.vault.seal_text(session, data_key_id, data, about=_ANSWER)

        def unseal(data_key_id: str, data: bytes) -> bytes:
            return svc.vault.open_text(session, data_key_id, data, about=_ANSWER)

        kept = idempotency.before(session, request, svc.now(), unseal=unseal)
        if kept is not None:
            return kept.response()
        opened, data_key_id = open_one(svc, session, caller, wanted)
        answer = _created(opened)
        headers = {"content-type": "application/json", **NO_STORE}
        first = idempotency.Kept(status=201, body=bytes(answer.body), headers=headers)
        idempotency.keep(session, request, first, svc.now(), seal=seal, data_key_id=data_key_id)
        return answer


def _created(opened: Opened) -> JSONResponse:
    return JSONResponse(opened.model_dump(mode="json"), status_code=201, headers=NO_STORE)


def open_one(
    svc: Service, session: Session, caller: Principal, wanted: VerificationIn
) -> tuple[Opened, str | None]:
    """Open a verification, with its applicant token; also return its data key's id."""
    policy = wanted.policy or svc.settings.policy
    try:
        load_policy(policy)
    except PolicyError as error:
        raise ProblemError(HTTPStatus.BAD_REQUEST, "unknown_policy", f"{error}") from error
    now = svc.now()
    if wanted.again_of is not None:
        visible(session, caller, wanted.again_of)
    row = open_verification(
        session,
        svc.vault,
        platform_of(session, caller),
        Wish(
            reference=wanted.reference,
            claim=Claim(**wanted.claim.model_dump()),
            policy=policy,
            language=wanted.language,
            again_of=wanted.again_of,
        ),
        now,
    )
    token, _ = applicant_tokens.issue(
        session, verification_id=row.id, platform_id=row.platform_id, now=now
    )
    opened = Opened(
        **status_of(row).model_dump(),
        applicant_url=f"{svc.settings.public_url}/v/{token}",
        applicant_token=token,
    )
    return opened, row.data_key_id


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
