"""A case as its page shows it: everything a reviewer needs to decide, gathered once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.cases.correct import corrections
from api.cases.decisions import decision_of, decisions
from api.cases.holds import open_holds
from api.cases.open import claim_of
from api.cases.review import notes, open_approval
from api.cases.send import uploads
from api.cases.states import State
from api.pages.console.boxes import PageView, page_views
from api.pages.console.checks import Group, grouped_checks
from api.pages.console.guide import Guide, guide
from api.pages.console.history import BlindHistory, History, blind_history, history
from api.pages.console.pictures import page_count
from api.pages.console.reasons import ShownReason, shown_reasons
from api.pages.console.seals import Seal, seals
from api.pages.console.table import Table, comparison_table
from api.store.tables.access import Staff
from api.store.tables.cases import DecisionRow, Upload, Verification
from api.store.tables.review import Hold
from api.vault.vault import Vault
from verifier.model.claim import Claim
from verifier.model.decision import Decision
from verifier.model.profile import ProfileSet
from verifier.reasons.language import negotiate
from verifier.reasons.outcome import change_line
from verifier.reasons.render import render_reviewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A decision that waits for a second person."""

    verdict: str
    codes: tuple[str, ...]
    final: bool
    by: str
    mine: bool
    at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldView:
    """A hold on the person."""

    id: str
    kind: str
    reasons: tuple[str, ...]
    owner: str
    decide_by: datetime
    overdue: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """Everything on a case's page.

    `on` is the decision shown: an act that was prepared on another one is refused. `language` is
    the applicant's; `undecided` says that a reviewer may decide now.
    """

    id: str
    on: str
    state: str
    who_acts: str | None
    due_at: datetime | None
    overdue: bool
    escalated: int
    language: str
    policy: str
    attempt: int
    attempts_used: int
    attempts_allowed: int
    verdict: str
    decision: Decision
    claim: Claim
    pages: tuple[PageView, ...]
    table: Table
    checks: tuple[Group, ...]
    reasons: tuple[ShownReason, ...]
    would_change: tuple[str, ...]
    seals: tuple[Seal, ...]
    guide: Guide | None
    history: History | BlindHistory
    holds: tuple[HoldView, ...]
    proposal: Proposal | None
    reviewable: bool

    @property
    def blind(self) -> bool:
        """Whether names and notes are hidden."""
        return isinstance(self.history, BlindHistory)


def case_view(
    session: Session,
    vault: Vault,
    row: Verification,
    profiles: ProfileSet,
    *,
    staff_id: str,
    now: datetime,
    blind: bool = False,
    on: DecisionRow | None = None,
) -> CaseView | None:
    """Return the case, on its newest decision or on `on`; None before the first one.

    A `blind` view has no place for colleagues' names or notes.
    """
    every = decisions(session, row)
    kept = on or next(iter(every), None)
    if kept is None or kept.record is None:
        return None
    decision, claim = decision_of(session, vault, kept), claim_of(session, vault, row)
    attempt, sent = _sent(session, row, kept.attempt)
    by_hand = frozenset((c.field, str(c.source)) for c in corrections(session, vault, row))
    table = comparison_table(decision, claim, by_hand)
    language = negotiate(row.language)
    reasons = shown_reasons(decision, language)
    names = staff_names(session)
    count = page_count(decision, sent)
    return CaseView(
        id=row.id,
        on=kept.id,
        state=row.state,
        who_acts=row.who_acts,
        due_at=row.due_at,
        overdue=row.due_at is not None and row.due_at <= now,
        escalated=row.escalated,
        language=language,
        policy=row.policy,
        attempt=attempt,
        attempts_used=row.attempts_used,
        attempts_allowed=row.attempts_allowed,
        verdict=kept.verdict,
        decision=decision,
        claim=claim,
        pages=page_views(
            [f"/console/cases/{row.id}/pages/{attempt}/{at}" for at in range(count)],
            table,
            reasons,
        ),
        table=table,
        checks=grouped_checks(decision),
        reasons=reasons,
        would_change=_would_change(decision),
        seals=seals(decision),
        guide=guide(decision.document.profile, profiles),
        history=blind_history(every)
        if blind
        else history(every, notes(session, vault, row), names),
        holds=tuple(_hold(one, names, now) for one in open_holds(session, row.subject_id)),
        proposal=_proposal(session, row, names, staff_id),
        reviewable=State(row.state) in (State.WITH_REVIEWER, State.NEEDS_YOU),
    )


def staff_names(session: Session) -> dict[str, str]:
    """Return what each member of staff is called."""
    return {row.id: row.name for row in session.execute(select(Staff.id, Staff.name))}


def _sent(session: Session, row: Verification, attempt: int) -> tuple[int, list[Upload]]:
    """Return the newest attempt up to `attempt` with uploads: a reopened one may have none."""
    for number in range(attempt, 0, -1):
        if found := uploads(session, row, number):
            return number, found
    return attempt, []


def _would_change(decision: Decision) -> tuple[str, ...]:
    titles = {r.code: render_reviewer(r, due=decision.due).title for r in decision.reasons}
    return tuple(
        change_line(change, [titles[code] for code in change.settled if code in titles])
        for change in decision.would_change_it
    )


def _hold(one: Hold, names: dict[str, str], now: datetime) -> HoldView:
    return HoldView(
        id=one.id,
        kind=one.kind,
        reasons=tuple(one.reasons),
        owner=names.get(one.owner, one.owner),
        decide_by=one.decide_by,
        overdue=one.decide_by <= now,
    )


def _proposal(
    session: Session, row: Verification, names: dict[str, str], staff_id: str
) -> Proposal | None:
    found = open_approval(session, row)
    if found is None:
        return None
    return Proposal(
        verdict=found.verdict,
        codes=tuple(found.codes),
        final=found.final,
        by=names.get(found.proposed_by, "a reviewer"),
        mine=found.proposed_by == staff_id,
        at=found.proposed_at,
        expires_at=found.expires_at,
    )
