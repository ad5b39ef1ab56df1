"""An applicant's token: their own case, until it ends or is revoked.

Opaque rather than a JWT: it can be taken back at once, and says nothing to who finds it.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from api.access.principal import Kind, Principal
from api.access.secret import digest, new_secret
from api.store.tables.access import ApplicantToken

PREFIX = "applicant"
# An appeal is open for 184 days after the decision, and the decision may take weeks.
LIFETIME = timedelta(days=365)


def issue(
    session: Session,
    *,
    verification_id: str,
    platform_id: str,
    now: datetime,
    lifetime: timedelta = LIFETIME,
) -> tuple[str, datetime]:
    """Return a new token for a case and when it ends."""
    secret = new_secret(PREFIX)
    session.add(
        ApplicantToken(
            digest=digest(secret),
            verification_id=verification_id,
            platform_id=platform_id,
            created_at=now,
            expires_at=now + lifetime,
        )
    )
    session.flush()
    return secret, now + lifetime


def principal_of(session: Session, secret: str, now: datetime) -> Principal | None:
    """Return the applicant of the token's case, or None."""
    row = session.get(ApplicantToken, digest(secret))
    if row is None or row.revoked_at is not None or row.expires_at <= now:
        return None
    return Principal(
        kind=Kind.APPLICANT,
        id=f"applicant:{row.verification_id}",
        platform_id=row.platform_id,
        verification_id=row.verification_id,
    )


def revoke(session: Session, verification_id: str, now: datetime) -> int:
    """Revoke every token of a case; returns how many were in force."""
    ended = (
        update(ApplicantToken)
        .where(
            ApplicantToken.verification_id == verification_id, ApplicantToken.revoked_at.is_(None)
        )
        .values(revoked_at=now)
        .returning(ApplicantToken.digest)
    )
    return len(session.scalars(ended).all())


def forget_expired(session: Session, now: datetime) -> int:
    """Delete tokens that can no longer be used; returns how many."""
    gone = delete(ApplicantToken).where(ApplicantToken.expires_at <= now)
    return len(session.scalars(gone.returning(ApplicantToken.digest)).all())
