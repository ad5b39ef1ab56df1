"""A verification's status as every caller sees it: where it stands, who acts, by when."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from api.cases.notices import notices
from api.store.tables.cases import Verification
from verifier.reasons.render import render_applicant

EXAMPLE: dict[str, Any] = {
    "id": "ver_mzxw6ytboi4dqmjsgq2tk3tb",
    "state": "needs_you",
    "who_acts": "applicant",
    "due_at": "2026-12-22T12:00:00Z",
    "attempt": 2,
    "attempts_left": 4,
    "language": "uk",
    "policy": "default",
    "reasons": ["capture.glare"],
    "document": {"country": "UTO", "kind": "passport", "profile": "uto/passport"},
    "created_at": "2026-11-22T12:00:00Z",
    "updated_at": "2026-11-22T12:00:04Z",
    "decided_at": "2026-11-22T12:00:04Z",
    "again_of": None,
}

StateName = Literal[
    "received",
    "checking",
    "needs_you",
    "with_reviewer",
    "verified",
    "not_verified",
    "expired",
    "withdrawn",
    "erased",
]


class Status(BaseModel):
    """Where a verification stands. An open state always says who acts and by when."""

    model_config = {"json_schema_extra": {"example": EXAMPLE}}

    id: str
    state: StateName
    who_acts: Literal["applicant", "candor", "reviewer", "platform"] | None
    due_at: datetime | None
    attempt: int = Field(description="the attempt that uploads belong to now")
    attempts_left: int = Field(description="afterwards a person looks; nobody is declined for it")
    language: str
    policy: str
    reasons: list[str] = Field(description="codes of the decision in force; see the report")
    document: dict[str, str | None]
    created_at: datetime
    updated_at: datetime
    decided_at: datetime | None
    again_of: str | None


class Notice(BaseModel):
    """Something beside the decision: an answer late, an appeal open, a hold that remains."""

    code: str
    title: str
    fix: str


class Noticed(Status):
    """A status with what else the person should know, in their language."""

    notices: list[Notice]


def noticed(session: Session, row: Verification, lang: str) -> Noticed:
    """Return a verification's status with its notices."""
    told = [(one, render_applicant(one, lang)) for one in notices(session, row)]
    return Noticed(
        **status_of(row).model_dump(),
        notices=[
            Notice(code=str(one.code), title=words.title, fix=words.fix) for one, words in told
        ],
    )


def status_of(row: Verification) -> Status:
    """Return a verification's status."""
    return Status(
        id=row.id,
        state=row.state,  # type: ignore[arg-type]  # the table's constraint holds the same words
        who_acts=row.who_acts,  # type: ignore[arg-type]
        due_at=row.due_at,
        attempt=row.attempt,
        attempts_left=row.attempts_allowed - row.attempts_used,
        language=row.language,
        policy=row.policy,
        reasons=list(row.codes),
        document=dict(row.document),
        created_at=row.created_at,
        updated_at=row.updated_at,
        decided_at=row.decided_at,
        again_of=row.again_of,
    )
