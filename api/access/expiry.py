"""What has run out is forgotten: tokens, sessions, sign-ins, kept answers."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from api.access import applicant_tokens, idempotency, oidc, sessions, upload_tokens

_ROOMS = (applicant_tokens, idempotency, oidc, sessions, upload_tokens)


def forget_expired(session: Session, now: datetime) -> int:
    """Delete what can no longer be used; returns how many rows. Run it once in a while."""
    return sum(room.forget_expired(session, now) for room in _ROOMS)
