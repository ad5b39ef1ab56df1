"""Signed-in browsers of staff: the session lives here, the browser holds a random name for it.

Source: OWASP ASVS 5.0, V7 (sessions end after idleness and after a day's work; a new name at each
sign-in) and V3 (cookies).
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta

from fastapi import Response
from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from api.access.principal import Kind, Principal
from api.access.secret import digest, new_secret
from api.store.tables.access import Staff, StaffSession

COOKIE = "candor_session"
LIFETIME = timedelta(hours=12)
IDLE = timedelta(hours=1)
_SEEN_EVERY = timedelta(minutes=1)


def begin(session: Session, staff_id: str, now: datetime) -> str:
    """Return the secret of a new session for this member of staff."""
    secret = new_secret("session")
    session.add(
        StaffSession(
            digest=digest(secret),
            staff_id=staff_id,
            created_at=now,
            seen_at=now,
            expires_at=now + LIFETIME,
        )
    )
    session.flush()
    return secret


def principal_of(session: Session, secret: str, now: datetime) -> Principal | None:
    """Return who is signed in, or None once ended, idle too long or disabled."""
    found = select(StaffSession, Staff).join(Staff, Staff.id == StaffSession.staff_id)
    row = session.execute(found.where(StaffSession.digest == digest(secret))).one_or_none()
    if row is None:
        return None
    browser, staff = row
    if browser.expires_at <= now or browser.seen_at + IDLE <= now or staff.disabled_at is not None:
        return None
    if browser.seen_at + _SEEN_EVERY <= now:
        session.execute(
            update(StaffSession).where(StaffSession.digest == browser.digest).values(seen_at=now)
        )
    return Principal(kind=Kind.STAFF, id=staff.id, roles=frozenset(staff.roles))


def end(session: Session, secret: str) -> None:
    """Sign this browser out."""
    session.execute(delete(StaffSession).where(StaffSession.digest == digest(secret)))


def end_all(session: Session, staff_id: str) -> None:
    """Sign every browser of a member of staff out."""
    session.execute(delete(StaffSession).where(StaffSession.staff_id == staff_id))


def forget_expired(session: Session, now: datetime) -> int:
    """Delete sessions that are over; returns how many."""
    over = or_(StaffSession.expires_at <= now, StaffSession.seen_at <= now - IDLE)
    gone = delete(StaffSession).where(over).returning(StaffSession.staff_id)
    return len(session.scalars(gone).all())


def csrf_token(secret: str) -> str:
    """Return the token that this session's forms carry; only who knows the session can make it."""
    return hmac.new(secret.encode(), b"candor csrf", hashlib.sha256).hexdigest()


def csrf_holds(secret: str, sent: str | None) -> bool:
    """Return whether a form of this session sent the token."""
    return sent is not None and hmac.compare_digest(csrf_token(secret).encode(), sent.encode())


def set_cookie(response: Response, secret: str, *, https: bool) -> None:
    """Hand the session to the browser, out of scripts' reach and not to other sites' posts."""
    response.set_cookie(
        COOKIE,
        secret,
        max_age=int(LIFETIME.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=https,
        path="/",
    )


def clear_cookie(response: Response, *, https: bool) -> None:
    """Take the session from the browser."""
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax", secure=https)
