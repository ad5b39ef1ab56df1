"""Erasing a person: keys, pictures and words destroyed, an auditable stub left."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field
from sqlalchemy import select

from api.access.roles import Principal, Scope, require
from api.cases.erase import erase_person, ledger_of
from api.routes.answers import ABSENT
from api.routes.sight import Svc, not_there, platform_of
from api.store.tables.people import Subject
from api.vault.keys import mac

router = APIRouter(prefix="/v1", tags=["erasure"])

Eraser = Annotated[Principal, Depends(require(Scope.SUBJECTS_ERASE))]


class ErasureIn(BaseModel):
    """Whom: the platform's own id of the person."""

    model_config = {"json_schema_extra": {"example": {"reference": "freelancer-48213"}}}

    reference: str = Field(min_length=1, max_length=200)


class ErasureOut(BaseModel):
    """What was destroyed. Backups made before still hold wrapped keys until they expire."""

    erased_at: datetime
    destroyed: dict[str, int]


@router.post("/erasures", responses=ABSENT, summary="Erase a person")
def erase(svc: Svc, caller: Eraser, wanted: ErasureIn) -> ErasureOut:
    """Destroy what is known of a person; 404 when nobody is known by that reference."""
    with svc.sessions.begin() as session:
        platform = platform_of(session, caller)
        hashed = mac(svc.keys, "subject", platform.id, wanted.reference.encode())
        found = session.scalar(
            select(Subject).where(
                Subject.platform_id == platform.id, Subject.reference_mac == hashed
            )
        )
        if found is None:
            raise not_there()
        done = erase_person(
            session, found.id, ledger=ledger_of(svc.settings), by=caller.id, now=svc.now()
        )
        return ErasureOut(erased_at=done.at, destroyed=dict(done.destroyed))
