"""Keys of platforms' servers: `candor_<id>_<secret>`, shown once and stored as a digest."""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from api.access.principal import Kind, Principal, Scope
from api.access.secret import digest, new_secret
from api.ids import new_id
from api.store.tables.access import ApiKey

PREFIX = "candor"
_SEEN_EVERY = timedelta(minutes=1)  # a busy key does not write its row at each request


def issue(
    session: Session,
    *,
    platform_id: str,
    name: str,
    scopes: Iterable[Scope],
    now: datetime,
    expires_at: datetime | None = None,
) -> tuple[ApiKey, str]:
    """Return the new key's row and the key itself, which nobody can show again."""
    row = ApiKey(
        id=new_id("key"),
        platform_id=platform_id,
        name=name,
        scopes=sorted(set(scopes)),
        created_at=now,
        expires_at=expires_at,
    )
    secret = new_secret(f"{PREFIX}_{row.id.removeprefix('key_')}")
    row.digest = digest(secret)
    session.add(row)
    session.flush()
    return row, secret


def principal_of(session: Session, secret: str, now: datetime) -> Principal | None:
    """Return whose key this is, or None when it is unknown, expired or revoked."""
    prefix, _, rest = secret.partition("_")
    row = session.get(ApiKey, f"key_{rest.partition('_')[0]}") if prefix == PREFIX else None
    if row is None or not hmac.compare_digest(row.digest, digest(secret)):
        return None
    if row.revoked_at is not None or (row.expires_at is not None and row.expires_at <= now):
        return None
    if row.used_at is None or row.used_at + _SEEN_EVERY <= now:
        _seen(session, row, now)
    return Principal(
        kind=Kind.INTEGRATOR,
        id=row.id,
        platform_id=row.platform_id,
        scopes=frozenset(row.scopes),
    )


def revoke(session: Session, key_id: str, now: datetime) -> bool:
    """Revoke a key at once; whether it was in force."""
    ended = (
        update(ApiKey)
        .where(ApiKey.id == key_id, ApiKey.revoked_at.is_(None))
        .values(revoked_at=now)
        .returning(ApiKey.id)
    )
    return session.scalar(ended) is not None


def _seen(session: Session, row: ApiKey, now: datetime) -> None:
    # Of many requests at once one writes; the others do not wait for its lock.
    free = select(ApiKey.id).where(ApiKey.id == row.id).with_for_update(skip_locked=True)
    session.execute(
        update(ApiKey)
        .where(ApiKey.id.in_(free.scalar_subquery()))
        .values(used_at=now)
        .execution_options(synchronize_session=False)
    )
