"""The audit chain, for auditors: what was done, by whom, and whether it still holds."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel
from sqlalchemy import select

from api.audit.check import verify_chain
from api.audit.checkpoint import SEED_PURPOSE, checkpoints_from
from api.routes.sight import Auditor, Svc
from api.store.tables.audit import AuditEntry

router = APIRouter(prefix="/v1", tags=["audit"])


class Entry(BaseModel):
    """One link: its payload is canonical JSON, its digest covers it and the one before."""

    seq: int
    at: datetime
    actor: str
    action: str
    target: str
    payload: str
    digest: str


class Holds(BaseModel):
    """Whether every link follows from the one before and agrees with the signed checkpoints."""

    holds: bool
    entries: int
    anchored: int
    broken_at: int | None
    why: str | None
    problems: list[str]


@router.get("/audit", summary="What was done, in order")
def entries(
    svc: Svc,
    caller: Auditor,
    after: Annotated[int, Query(ge=0, le=2**62)] = 0,
    limit: Annotated[int, Query(ge=1, le=100)] = 100,
) -> list[Entry]:
    """Return links of the chain after a number."""
    with svc.sessions() as session:
        found = session.scalars(
            select(AuditEntry).where(AuditEntry.seq > after).order_by(AuditEntry.seq).limit(limit)
        )
        return [
            Entry(
                seq=one.seq,
                at=one.at,
                actor=one.actor,
                action=one.action,
                target=one.target,
                payload=one.payload,
                digest=one.digest.hex(),
            )
            for one in found
        ]


@router.get("/audit/check", summary="Whether the chain holds")
def check(svc: Svc, caller: Auditor) -> Holds:
    """Walk the whole chain."""
    checkpoints = checkpoints_from(svc.settings, svc.keys.mac_key(SEED_PURPOSE, ""))
    with svc.sessions() as session:
        report = verify_chain(session, checkpoints)
    return Holds(
        holds=report.broken is None and not report.problems,
        entries=report.rows,
        anchored=report.anchored,
        broken_at=report.broken.seq if report.broken else None,
        why=report.broken.why if report.broken else None,
        problems=list(report.problems),
    )
