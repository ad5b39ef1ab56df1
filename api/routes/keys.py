"""API keys of a platform, issued and revoked by an admin; the key itself is shown once."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import AwareDatetime, BaseModel, Field
from sqlalchemy import select

from api.access import api_keys
from api.access.roles import Scope
from api.audit.chain import append
from api.routes.answers import ABSENT
from api.routes.sight import Admin, Svc, not_there
from api.store.tables.access import ApiKey
from api.store.tables.people import Platform

router = APIRouter(prefix="/v1", tags=["keys"])

Name = Annotated[str, Path(pattern=r"^key_[a-z2-7]{24}$")]
PlatformName = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{1,64}$")]


class KeyIn(BaseModel):
    """What a key is for. Give it no more scopes than its server needs."""

    name: str = Field(pattern=r"^[A-Za-z0-9 _.:-]{1,60}$")
    scopes: list[Scope] = Field(min_length=1)
    expires_at: AwareDatetime | None = None


class KeyOut(BaseModel):
    """A key without its secret."""

    id: str
    name: str
    scopes: list[str]
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None
    used_at: datetime | None


class NewKey(KeyOut):
    """A new key; `key` is never shown again."""

    key: str


@router.post(
    "/platforms/{platform_id}/keys", status_code=201, summary="Issue a key", responses=ABSENT
)
def issue(svc: Svc, caller: Admin, platform_id: PlatformName, wanted: KeyIn) -> NewKey:
    """Issue a key for a platform's servers."""
    now = svc.now()
    with svc.sessions.begin() as session:
        if session.get(Platform, platform_id) is None:
            raise not_there()
        row, secret = api_keys.issue(
            session,
            platform_id=platform_id,
            name=wanted.name,
            scopes=wanted.scopes,
            now=now,
            expires_at=wanted.expires_at,
        )
        facts = {"platform": platform_id, "scopes": list(row.scopes)}
        append(session, actor=caller.id, action="key.issued", target=row.id, facts=facts, now=now)
        return NewKey(**shown(row).model_dump(), key=secret)


@router.get("/platforms/{platform_id}/keys", summary="A platform's keys", responses=ABSENT)
def listed(svc: Svc, caller: Admin, platform_id: PlatformName) -> list[KeyOut]:
    """Return every key, revoked ones too, without their secrets."""
    with svc.sessions() as session:
        if session.get(Platform, platform_id) is None:
            raise not_there()
        held = select(ApiKey).where(ApiKey.platform_id == platform_id)
        return [shown(row) for row in session.scalars(held.order_by(ApiKey.created_at, ApiKey.id))]


@router.post("/keys/{key_id}/revoke", summary="Revoke a key", responses=ABSENT)
def revoke(svc: Svc, caller: Admin, key_id: Name) -> KeyOut:
    """Revoke a key at once; revoking a revoked one changes nothing."""
    now = svc.now()
    with svc.sessions.begin() as session:
        row = session.get(ApiKey, key_id, with_for_update=True)
        if row is None:
            raise not_there()
        if api_keys.revoke(session, row.id, now):
            append(session, actor=caller.id, action="key.revoked", target=row.id, facts={}, now=now)
            session.refresh(row)
        return shown(row)


def shown(row: ApiKey) -> KeyOut:
    """Return a key as admins see it."""
    return KeyOut(
        id=row.id,
        name=row.name,
        scopes=list(row.scopes),
        created_at=row.created_at,
        expires_at=row.expires_at,
        revoked_at=row.revoked_at,
        used_at=row.used_at,
    )
