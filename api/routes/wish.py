"""Opening a verification by JSON: what a platform says, once, and what it gets back."""

from __future__ import annotations

from http import HTTPStatus
from typing import Literal

from fastapi import Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from api.access import applicant_tokens, idempotency
from api.access.roles import Principal
from api.cases.open import Wish, open_verification
from api.problems import ProblemError
from api.routes.sight import platform_of, visible
from api.routes.status import Status, status_of
from api.service import Service
from verifier.decide.policy import PolicyError, load_policy
from verifier.model.claim import Claim

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
