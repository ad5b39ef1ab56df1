"""From a decision to what happens next: kept, told, and the right one to act.

An engine never refuses for good: what it rejects waits for the applicant's next document or for an
appeal, and when the attempts are used up a person looks (DESIGN section 1, invariants 4, 6 and 7).
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from sqlalchemy.orm import Session

from api.audit.chain import append
from api.cases.again import fulfil
from api.cases.holds import close_identity_holds
from api.cases.keep import keep_on
from api.cases.open import told
from api.cases.process import reason, to_a_person
from api.cases.record import decision_bytes
from api.cases.states import State, move
from api.ids import new_id
from api.store.tables.cases import DecisionRow, Verification
from api.vault.vault import Vault
from verifier.model.decision import Decision, Verdict
from verifier.model.reason import Fault
from verifier.model.reason_code import ReasonCode

ENGINE = "engine"
_OURS = (Fault.SYSTEM, Fault.RISK)
_ASKS = (Verdict.RETRY, Verdict.REJECT)


def settle(
    session: Session,
    vault: Vault,
    row: Verification,
    decision: Decision,
    *,
    step: str,
    now: datetime,
    reviewer_id: str | None = None,
    final: bool = False,
) -> DecisionRow:
    """Keep a decision and put the verification into the state it leads to."""
    decision = _counted(row, decision, reviewer_id)
    kept = _kept(session, vault, row, decision, step, now, reviewer_id, final)
    to = _state(decision, final)
    row.codes = list(kept.codes)
    row.document = kept.document
    row.decided_at = now
    move(row, to, now, due_at=_due(decision, now) if to is State.WITH_REVIEWER else None)
    if to is State.NEEDS_YOU:
        row.attempt += 1
    if to is State.VERIFIED:
        close_identity_holds(session, row, now, because="verified")
        fulfil(session, row, now)
    session.flush()
    keep_on(session, row, "decided", now)
    told(session, row, f"verification.{to}", now)
    append(
        session,
        actor=reviewer_id or ENGINE,
        action="decision.made",
        target=row.id,
        facts={"decision": kept.id, "verdict": kept.verdict, "codes": kept.codes, "step": step},
        now=now,
    )
    return kept


def found_anew(
    session: Session,
    vault: Vault,
    row: Verification,
    decision: Decision,
    *,
    step: str,
    actor: str,
    now: datetime,
) -> DecisionRow:
    """Keep what a check found while a person has the case: it stays with them, who decides it.

    Nothing is counted and nobody is told: the applicant's next word is the reviewer's.
    """
    kept = _kept(session, vault, row, decision, step, now, None, False)
    row.codes, row.document, row.updated_at = list(kept.codes), kept.document, now
    session.flush()
    append(
        session,
        actor=actor,
        action="decision.checked_anew",
        target=row.id,
        facts={"decision": kept.id, "verdict": kept.verdict, "codes": kept.codes, "step": step},
        now=now,
    )
    return kept


def _counted(row: Verification, decision: Decision, reviewer_id: str | None) -> Decision:
    """Count an attempt that the applicant can answer; when none is left a person takes over."""
    if reviewer_id is not None or decision.verdict not in _ASKS:
        return decision
    if all(one.fault in _OURS for one in decision.reasons):
        return decision
    row.attempts_used += 1
    if row.attempts_used < row.attempts_allowed:
        return decision
    told_all = {"attempts": row.attempts_used}
    return to_a_person(decision, row, reason(ReasonCode.PROCESS_ATTEMPTS_USED, seen=told_all))


def _state(decision: Decision, final: bool) -> State:
    if decision.verdict is Verdict.ACCEPT:
        return State.VERIFIED
    if decision.verdict is Verdict.REVIEW:
        return State.WITH_REVIEWER
    return State.NOT_VERIFIED if final and decision.verdict is Verdict.REJECT else State.NEEDS_YOU


def _due(decision: Decision, now: datetime) -> datetime:
    if decision.due is None:
        return now + timedelta(days=3)
    return max(datetime.combine(decision.due, time(23, 59), UTC), now + timedelta(hours=1))


def _kept(
    session: Session,
    vault: Vault,
    row: Verification,
    decision: Decision,
    step: str,
    now: datetime,
    reviewer_id: str | None,
    final: bool,
) -> DecisionRow:
    identifier = new_id("dec")
    key = row.data_key_id
    if key is None:
        raise TypeError("a verification without a key holds nothing")
    document = decision.document
    kept = DecisionRow(
        id=identifier,
        verification_id=row.id,
        attempt=row.attempt,
        step=step,
        verdict=str(decision.verdict),
        codes=list(dict.fromkeys(str(reason.code) for reason in decision.reasons)),
        reviewer_id=reviewer_id,
        final=final,
        record=vault.seal_text(session, key, decision_bytes(decision), about=identifier),
        data_key_id=key,
        document={
            "country": document.country,
            "kind": document.kind,
            "profile": document.profile,
        },
        versions=dict(decision.versions),
        policy=decision.policy,
        created_at=now,
    )
    session.add(kept)
    session.flush()
    return kept
