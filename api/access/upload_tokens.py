"""Leave to upload one file: bound to case, slot and attempt, fifteen minutes, once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from api.access.secret import digest, new_secret
from api.problems import ProblemError
from api.store.tables.access import UploadToken

PREFIX = "upload"
LIFETIME = timedelta(minutes=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """What a token allowed."""

    verification_id: str
    slot: str
    attempt: int


def issue(
    session: Session, *, verification_id: str, slot: str, attempt: int, now: datetime
) -> tuple[str, datetime]:
    """Return a new token and when it ends."""
    secret = new_secret(PREFIX)
    session.add(
        UploadToken(
            digest=digest(secret),
            verification_id=verification_id,
            slot=slot,
            attempt=attempt,
            created_at=now,
            expires_at=now + LIFETIME,
        )
    )
    session.flush()
    return secret, now + LIFETIME


def take(session: Session, secret: str, now: datetime) -> Upload:
    """Use a token up and return what it allows; raises ProblemError 401.

    Two requests with one token: the second waits for the first one's commit and is refused. When
    the first rolls back, the token is free again.
    """
    used = (
        update(UploadToken)
        .where(
            UploadToken.digest == digest(secret),
            UploadToken.used_at.is_(None),
            UploadToken.expires_at > now,
        )
        .values(used_at=now)
        .returning(UploadToken.verification_id, UploadToken.slot, UploadToken.attempt)
    )
    row = session.execute(used).one_or_none()
    if row is None:
        raise ProblemError(
            HTTPStatus.UNAUTHORIZED,
            "upload_token_spent",
            "This upload link was used already or has run out",
            "Ask for a new one: GET the verification, it lists what is still to upload.",
        )
    return Upload(verification_id=row.verification_id, slot=row.slot, attempt=row.attempt)


def forget_expired(session: Session, now: datetime) -> int:
    """Delete tokens that can no longer be used; returns how many."""
    gone = delete(UploadToken).where(UploadToken.expires_at <= now).returning(UploadToken.slot)
    return len(session.scalars(gone).all())
