"""The job that checks one attempt: read what was sent, verify it, settle it once.

At least once is what a queue promises; once is what people need. The attempt is claimed before the
work and finished by compare-and-set after it, so that a late finisher changes nothing.
"""

from __future__ import annotations

import logging
from dataclasses import replace

from sqlalchemy import update
from sqlalchemy.orm import Session

from api.cases.open import claim_of
from api.cases.process import known_elsewhere, sent_before
from api.cases.send import inputs, uploads
from api.cases.settle import ENGINE, settle
from api.cases.states import State
from api.service import Service
from api.store.tables.cases import Attempt, Verification
from verifier.decide.policy import load_policy
from verifier.model.claim import Claim
from verifier.model.decision import Decision
from verifier.model.page import Input
from verifier.model.policy import Policy
from verifier.pipeline import undecided, verify
from verifier.standard import standard_context

log = logging.getLogger("candor.check")

MOST_TRIES = 3  # workers that may die over one attempt before a person takes it


def check_attempt(svc: Service, attempt_id: str) -> None:
    """Check an attempt and settle its verification; nothing when that is done already."""
    with svc.sessions.begin() as session:
        work = _take_up(session, svc, attempt_id)
    if work is None:
        return
    given, earlier, codes, claim, policy, tries = work
    now = svc.now()
    ctx = replace(standard_context(), now=now)
    if tries > MOST_TRIES:
        decision = undecided(ctx, policy, "StoppedTooOften")
    else:
        try:
            decision = verify(given, claim, ctx, policy)
        except Exception as error:  # whatever failed is ours: a person takes over
            log.error("verification failed: %s", type(error).__name__)
            decision = undecided(ctx, policy, type(error).__name__)
    finish(svc, attempt_id, sent_before(decision, given, earlier, codes), given)


def _take_up(
    session: Session, svc: Service, attempt_id: str
) -> tuple[tuple[Input, ...], list[bytes], list[str], Claim, Policy, int] | None:
    attempt = session.get(Attempt, attempt_id, with_for_update=True)
    if attempt is None or attempt.state not in ("queued", "running"):
        return None
    row = session.get_one(Verification, attempt.verification_id)
    if State(row.state) is not State.CHECKING:
        attempt.state = "given_up"
        return None
    attempt.state, attempt.step = "running", "checking"
    attempt.tries += 1
    sent = uploads(session, row, attempt.number)
    before = uploads(session, row, attempt.number - 1)
    return (
        inputs(session, svc.vault, sent),
        [one.data for one in inputs(session, svc.vault, before)],
        list(row.codes),
        claim_of(session, svc.vault, row),
        load_policy(row.policy),
        attempt.tries,
    )


def finish(
    svc: Service, attempt_id: str, decision: Decision, given: tuple[Input, ...] = ()
) -> bool:
    """Settle an attempt with its decision; False when somebody else already did."""
    now = svc.now()
    with svc.sessions.begin() as session:
        won = session.execute(
            update(Attempt)
            .where(Attempt.id == attempt_id, Attempt.state == "running")
            .values(state="done", step="done", finished_at=now)
            .returning(Attempt.verification_id)
        ).scalar_one_or_none()
        if won is None:
            return False
        row = session.get_one(Verification, won, with_for_update=True)
        if State(row.state) is not State.CHECKING:
            return False
        decision = known_elsewhere(session, svc.vault, row, decision, given)
        settle(session, svc.vault, row, decision, step=ENGINE, now=now)
    return True
