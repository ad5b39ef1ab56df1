"""Statements of reasons and receipts: as JSON, as a signed JWS, as PDF; and the keys to check them.

Fields and clocks of the acts they name, not legal advice.
"""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Response
from sqlalchemy.orm import Session

from api.access.roles import Principal
from api.cases.decisions import decisions
from api.cases.statements import paper_of, signing_key
from api.problems import ProblemError
from api.routes.answers import ABSENT, CONFLICT
from api.routes.sight import Reader, Svc, not_there, visible
from api.service import Service
from api.store.tables.people import Platform
from verifier.statement.form import Paper, form
from verifier.statement.incomplete import IncompleteStatementError
from verifier.statement.keys import public_jwks
from verifier.statement.pdf import pdf
from verifier.statement.platform_file import PlatformFileError
from verifier.statement.signature import sign

router = APIRouter(prefix="/v1", tags=["statements"])

_MEDIA = {"json": "application/json", "jws": "application/jose", "pdf": "application/pdf"}


@router.get(
    "/verifications/{verification_id}/statement",
    summary="The statement of reasons, or the receipt of an acceptance",
    responses={
        **CONFLICT,
        200: {
            "description": "Signed by the platform; anyone can check it offline",
            "content": {
                _MEDIA["jws"]: {"schema": {"type": "string"}},
                _MEDIA["pdf"]: {"schema": {"type": "string", "format": "binary"}},
                _MEDIA["json"]: {"schema": {"type": "object"}},
            },
        },
    },
)
def statement(
    svc: Svc,
    caller: Reader,
    verification_id: str,
    form_: Annotated[Literal["json", "jws", "pdf"], Query(alias="form")] = "json",
    lang: Annotated[str | None, Query(max_length=35)] = None,
) -> Response:
    """Return the paper of the decision in force; 409 while it would be incomplete."""
    with svc.sessions() as session:
        paper, platform = _paper(svc, session, caller, verification_id, lang)
    return Response(
        written(svc, paper, platform, form_),
        media_type=_MEDIA[form_],
        headers={
            "Cache-Control": "no-store",
            "Content-Disposition": f'attachment; filename="{paper.number}.{form_}"',
        },
    )


def written(svc: Service, paper: Paper, platform_id: str, wanted: str) -> bytes:
    """Return a paper as `json`, `jws` or `pdf`."""
    if wanted == "json":
        return json.dumps(form(paper), ensure_ascii=False, indent=1).encode("utf-8")
    signed = sign(paper, signing_key(svc, platform_id))
    return signed.encode("ascii") if wanted == "jws" else pdf(paper, signed)


def _paper(
    svc: Service, session: Session, caller: Principal, verification_id: str, lang: str | None
) -> tuple[Paper, str]:
    row = visible(session, caller, verification_id)
    kept = next(iter(decisions(session, row)), None)
    if kept is None or kept.record is None:
        raise ProblemError(HTTPStatus.CONFLICT, "no_decision_yet", "There is no decision yet")
    try:
        return paper_of(svc, session, row, kept, lang or row.language), row.platform_id
    except (IncompleteStatementError, PlatformFileError) as error:
        raise ProblemError(
            HTTPStatus.CONFLICT,
            "statement_incomplete",
            "The statement would be incomplete, so it is not issued",
            f"The platform has yet to say: {error}",
        ) from error


@router.get(
    "/platforms/{platform_id}/jwks.json",
    responses=ABSENT,
    summary="The public keys that statements are checked with",
)
def keys(
    svc: Svc, platform_id: Annotated[str, Path(pattern=r"^[a-z0-9_-]{1,60}$")]
) -> dict[str, Any]:
    """Return the platform's JWK Set; it is public."""
    with svc.sessions() as session:
        if session.get(Platform, platform_id) is None:
            raise not_there()
    return public_jwks(signing_key(svc, platform_id))
