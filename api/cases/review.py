"""What a reviewer decides: accept, ask again, reject or leave with a person; two people for finals.

A reviewer's reasons are catalogue codes. Those the engine gave keep their evidence; one a reviewer
adds says what its text needs, so that nobody is ever told a reason with a hole in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.audit.chain import append
from api.cases.decisions import decision_of, decisions
from api.cases.open import told
from api.cases.settle import settle
from api.cases.states import State, WrongStateError
from api.ids import new_id
from api.store.tables.cases import DecisionRow, Verification
from api.store.tables.review import Approval, Note
from api.vault.vault import Vault
from verifier.model.decision import Decision, Verdict
from verifier.model.finding import Evidence, Status
from verifier.model.reason import Fault, Reason, Tier
from verifier.model.reason_code import ReasonCode
from verifier.reasons.catalogue import catalogue

AGREEMENT_WITHIN = timedelta(days=3)
_GUARDED = (Tier.T3, Tier.T4)
_OURS = (Fault.SYSTEM, Fault.RISK)


class ReviewError(WrongStateError):
    """A reviewer's decision cannot be taken so; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A reviewer's answer. `seen` gives what an added code's text needs, by code."""

    verdict: Verdict
    codes: tuple[str, ...] = ()
    final: bool = False
    seen: Mapping[str, Evidence] = field(default_factory=dict)


def judged(previous: Decision, judgement: Judgement, now: datetime) -> Decision:
    """Return the decision a judgement makes of the engine's; raises ReviewError."""
    if judgement.verdict is Verdict.ACCEPT:
        return replace(
            previous, verdict=Verdict.ACCEPT, reasons=(), would_change_it=(), now=now, due=None
        )
    if not judgement.codes:
        raise ReviewError("every answer but acceptance needs a reason")
    reasons = tuple(
        reason
        for code in dict.fromkeys(judgement.codes)
        for reason in _reasons(previous, code, judgement.seen.get(code, {}))
    )
    due = (now + AGREEMENT_WITHIN).date() if judgement.verdict is Verdict.REVIEW else None
    if judgement.verdict is Verdict.REJECT and all(r.fault in _OURS for r in reasons):
        raise ReviewError("nobody is rejected for a fault of ours or a suspicion alone")
    return replace(
        previous, verdict=judgement.verdict, reasons=reasons, would_change_it=(), now=now, due=due
    )


def _reasons(previous: Decision, code: str, seen: Evidence) -> tuple[Reason, ...]:
    """Return the engine's reasons of a code, every one of them, or the one a reviewer adds."""
    given = tuple(r for r in previous.reasons if r.code == code)
    if given:
        return tuple(replace(r, seen={**r.seen, **seen}) if seen else r for r in given)
    return (_added(code, seen),)


def _added(code: str, seen: Evidence) -> Reason:
    if code not in list(ReasonCode):
        raise ReviewError(f"there is no reason {code!r}")
    definition = catalogue()[ReasonCode(code)]
    undeclared = definition.undeclared(seen, {}, {})
    if undeclared:
        raise ReviewError(f"{code} does not speak of {sorted(undeclared)[0]!r}")
    return Reason(
        code=definition.code,
        fault=definition.fault,
        settles=definition.settles,
        tier=definition.tier,
        status=Status.FAILED,
        check="review.person",
        fields=definition.fields,
        seen=seen,
    )


def decide_by_person(
    session: Session,
    vault: Vault,
    row: Verification,
    judgement: Judgement,
    *,
    reviewer_id: str,
    now: datetime,
) -> DecisionRow | Approval:
    """Take a reviewer's decision: in force at once, or proposed where two people must agree.

    Two must agree on what is final and on what rests on a suspicion or a withheld reason. Raises
    ReviewError when the verification is not with a reviewer.
    """
    if State(row.state) not in (State.WITH_REVIEWER, State.NEEDS_YOU):
        raise ReviewError(f"a verification that is {row.state} is not for review")
    newest = decisions(session, row)
    if not newest:
        raise ReviewError("nothing was checked yet")
    decision = judged(decision_of(session, vault, newest[0]), judgement, now)
    if not needs_two(judgement, decision, newest):
        return _in_force(session, vault, row, decision, reviewer_id, judgement.final, now)
    return _proposal(session, vault, row, decision, judgement, reviewer_id, now)


def needs_two(judgement: Judgement, decision: Decision, before: Sequence[DecisionRow]) -> bool:
    """Whether two people must agree: `before` are the verification's decisions, newest first.

    A suspicion of this attempt stays one when a correction made the checks pass.
    """
    attempt = before[0].attempt
    found = {code for row in before if row.attempt == attempt for code in row.codes}
    told_of = {ReasonCode(code) for code in found} | {r.code for r in decision.reasons}
    guarded = any(catalogue()[code].tier in _GUARDED for code in told_of)
    return judgement.final or (guarded and judgement.verdict is not Verdict.REVIEW)


def _in_force(
    session: Session,
    vault: Vault,
    row: Verification,
    decision: Decision,
    reviewer_id: str,
    final: bool,
    now: datetime,
) -> DecisionRow:
    step = f"review:{len(decisions(session, row))}"
    return settle(
        session, vault, row, decision, step=step, now=now, reviewer_id=reviewer_id, final=final
    )


def _proposal(
    session: Session,
    vault: Vault,
    row: Verification,
    decision: Decision,
    judgement: Judgement,
    reviewer_id: str,
    now: datetime,
) -> DecisionRow | Approval:
    codes = [str(reason.code) for reason in decision.reasons]
    waiting = open_approval(session, row)
    same = waiting is not None and (waiting.verdict, waiting.codes, waiting.final) == (
        str(judgement.verdict),
        codes,
        judgement.final,
    )
    if waiting is not None and same and waiting.proposed_by != reviewer_id:
        waiting.state, waiting.approved_by, waiting.approved_at = "approved", reviewer_id, now
        session.flush()
        return _in_force(session, vault, row, decision, reviewer_id, judgement.final, now)
    if waiting is not None and waiting.proposed_by == reviewer_id:
        raise ReviewError("a second person has to agree to what you proposed")
    if waiting is not None:
        waiting.state = "refused"
        session.flush()
    proposal = Approval(
        id=new_id("apr"),
        verification_id=row.id,
        state="open",
        verdict=str(judgement.verdict),
        codes=codes,
        final=judgement.final,
        proposed_by=reviewer_id,
        proposed_at=now,
        expires_at=now + AGREEMENT_WITHIN,
    )
    session.add(proposal)
    session.flush()
    told(session, row, "verification.second_opinion_needed", now)
    append(
        session,
        actor=reviewer_id,
        action="decision.proposed",
        target=row.id,
        facts={"approval": proposal.id, "verdict": proposal.verdict, "codes": codes},
        now=now,
    )
    return proposal


def open_approval(session: Session, row: Verification) -> Approval | None:
    """Return the proposal that waits for a second person."""
    return session.scalar(
        select(Approval).where(Approval.verification_id == row.id, Approval.state == "open")
    )


def add_note(
    session: Session, vault: Vault, row: Verification, text: str, *, staff_id: str, now: datetime
) -> Note:
    """Keep a reviewer's note, sealed; no applicant's view is built from this table."""
    identifier = new_id("not")
    if row.data_key_id is None:
        raise ReviewError("this verification was erased")
    note = Note(
        id=identifier,
        verification_id=row.id,
        staff_id=staff_id,
        text=vault.seal_text(session, row.data_key_id, text.encode(), about=identifier),
        data_key_id=row.data_key_id,
        at=now,
    )
    session.add(note)
    session.flush()
    return note


def notes(session: Session, vault: Vault, row: Verification) -> Sequence[tuple[Note, str]]:
    """Return a verification's notes with their texts, oldest first."""
    kept = session.scalars(
        select(Note).where(Note.verification_id == row.id).order_by(Note.at, Note.id)
    )
    return [
        (note, vault.open_text(session, note.data_key_id, note.text, about=note.id).decode())
        for note in kept
        if note.text is not None and note.data_key_id is not None
    ]
