"""Stored decisions run again against today's profiles, policies and version.

A decision is a function of its arguments (DESIGN section 1, invariant 10): what differs now is what
we changed. A refusal that would no longer be one opens a review by itself.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.cases.decisions import decision_of
from api.cases.open import claim_of, told
from api.cases.send import inputs, uploads
from api.cases.settle import ENGINE
from api.cases.states import State, move
from api.ids import new_id
from api.jobs.queue import CHECKS, REPLAY, enqueue
from api.service import Service
from api.store.tables.again import Replay
from api.store.tables.cases import DecisionRow, Verification
from verifier.decide.policy import load_policy
from verifier.model.decision import Verdict
from verifier.pipeline import verify
from verifier.standard import standard_context

_REFUSED = (State.NOT_VERIFIED, State.NEEDS_YOU, State.EXPIRED)


def start_replay(
    session: Session,
    *,
    platform_id: str | None = None,
    profile: str | None = None,
    most: int = 1000,
) -> tuple[str, int]:
    """Queue the engine's decisions for replay; return the batch and how many they are.

    `profile` is a profile id or a country folder (`ukr`); None replays all.
    """
    batch = new_id("rep")
    wanted = (
        select(DecisionRow.id)
        .join(Verification, Verification.id == DecisionRow.verification_id)
        .where(DecisionRow.step == ENGINE, DecisionRow.record.is_not(None))
        .order_by(DecisionRow.created_at.desc())
        .limit(most)
    )
    if platform_id is not None:
        wanted = wanted.where(Verification.platform_id == platform_id)
    if profile is not None:
        of_profile = DecisionRow.document["profile"].astext
        wanted = wanted.where(of_profile.startswith(profile, autoescape=True))
    found = session.scalars(wanted).all()
    for identifier in found:
        enqueue(session, REPLAY, CHECKS, decision_id=identifier, batch=batch)
    return batch, len(found)


def replay_decision(svc: Service, decision_id: str, batch: str) -> None:
    """Run one decision again, as of the moment it was made, and keep what differs."""
    with svc.sessions.begin() as session:
        kept = session.get_one(DecisionRow, decision_id)
        row = session.get_one(Verification, kept.verification_id)
        result = Replay(
            id=new_id("rpl"),
            batch=batch,
            decision_id=kept.id,
            verification_id=row.id,
            was=kept.verdict,
            was_codes=list(kept.codes),
            now_codes=[],
            at=svc.now(),
        )
        sent = uploads(session, row, kept.attempt)
        gone = kept.record is None or not sent or any(one.object_id is None for one in sent)
        if gone:
            result.skipped = "its images are no longer kept"
            session.add(result)
            return
        given = inputs(session, svc.vault, sent)
        claim = claim_of(session, svc.vault, row)
        made = decision_of(session, svc.vault, kept).now
    ctx = replace(standard_context(), now=made)
    decision = verify(given, claim, ctx, load_policy(kept.policy))
    result.now = str(decision.verdict)
    result.now_codes = list(dict.fromkeys(str(reason.code) for reason in decision.reasons))
    with svc.sessions.begin() as session:
        session.add(result)
        if decision.verdict is Verdict.ACCEPT and result.was != Verdict.ACCEPT:
            _look_again(session, result.verification_id, svc.now())


def _look_again(session: Session, verification_id: str, now: datetime) -> None:
    row = session.get_one(Verification, verification_id, with_for_update=True)
    if State(row.state) not in _REFUSED:
        return
    move(row, State.WITH_REVIEWER, now)
    told(session, row, "verification.reopened", now)


def changes(session: Session, batch: str) -> list[Replay]:
    """Return a batch's decisions that would differ now."""
    done = session.scalars(select(Replay).where(Replay.batch == batch).order_by(Replay.at))
    return [
        one
        for one in done
        if one.now is not None and (one.now, one.now_codes) != (one.was, one.was_codes)
    ]
