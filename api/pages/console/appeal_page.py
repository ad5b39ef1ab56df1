"""`/console/appeals/{id}`: an appeal, read by somebody else who does not know who decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Annotated

from fastapi import Path, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session

from api.cases.appeals import decide_appeal, decided_first, outcome_of, statement_of
from api.cases.decisions import decision_of
from api.cases.evidence import evidence_of
from api.cases.states import WrongStateError
from api.pages.console.case import case_view
from api.pages.console.case_acts import Sent, words_of
from api.pages.console.door import Reviewing, Visitor, room
from api.pages.console.show import show
from api.problems import ProblemError
from api.routes.sight import Svc, not_there
from api.service import Service
from api.store.tables.cases import DecisionRow, Verification
from api.store.tables.review import Appeal
from verifier.profiles.load import load_profiles
from verifier.reasons.language import direction, negotiate
from verifier.report.applicant import applicant_report

router = room()

AppealId = Annotated[str, Path(max_length=60, pattern=r"^apl_[a-z2-7]+$")]
LONGEST_EXPLANATION = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealView:
    """An appeal: what the person says, against which reasons, by when it is answered."""

    id: str
    state: str
    statement: str
    outcome: str
    told: tuple[str, ...]
    lang: str
    dir: str
    opened_at: datetime
    due_at: datetime
    overdue: bool
    against: str
    mine: bool
    evidence: int


@router.get("/console/appeals/{appeal_id}")
def appeal_page(
    request: Request, svc: Svc, visitor: Reviewing, appeal_id: AppealId, said: str = ""
) -> Response:
    """Return the appeal with its case, blind; `said` tells what was just done."""
    return _shown(request, svc, visitor, appeal_id, said=said)


@router.post("/console/appeals/{appeal_id}/decide")
def answer(
    request: Request, svc: Svc, visitor: Reviewing, appeal_id: AppealId, form: Sent
) -> Response:
    """Uphold or reverse; a reversal verifies the person at once."""
    words = words_of(form)
    outcome = words.get("outcome", "")
    try:
        if outcome not in ("upheld", "reversed"):
            raise WrongStateError("choose whether the decision stands")
        with svc.sessions.begin() as session:
            appeal, row = _rows(session, appeal_id, change=True)
            decide_appeal(
                session,
                svc.vault,
                row,
                appeal,
                reverse=outcome == "reversed",
                explanation=words.get("explanation", "")[:LONGEST_EXPLANATION],
                reviewer_id=visitor.id,
                now=svc.now(),
            )
    except WrongStateError as error:
        return _shown(request, svc, visitor, appeal_id, problem=str(error))
    return RedirectResponse(f"/console/next?said={outcome}&done={appeal_id}", HTTPStatus.SEE_OTHER)


def _rows(session: Session, appeal_id: str, *, change: bool = False) -> tuple[Appeal, Verification]:
    found = session.get(Appeal, appeal_id)
    if found is None:
        raise not_there()
    # The verification first, as everything else that decides does: no two wait for each other.
    row = session.get_one(Verification, found.verification_id, with_for_update=change or None)
    session.refresh(found, with_for_update=change or None)
    return found, row


def _shown(
    request: Request,
    svc: Service,
    visitor: Visitor,
    appeal_id: str,
    *,
    problem: str = "",
    said: str = "",
) -> Response:
    now = svc.now()
    with svc.sessions() as session:
        appeal, row = _rows(session, appeal_id)
        against = session.get_one(DecisionRow, appeal.decision_id)
        case = case_view(
            session,
            svc.vault,
            row,
            load_profiles(),
            staff_id=visitor.id,
            now=now,
            blind=True,
            on=against,
        )
        if case is None:
            raise ProblemError(HTTPStatus.NOT_FOUND, "erased", "This verification was erased")
        view = _view(session, svc, appeal, against, row, visitor, now)
    return show(
        request,
        "console/appeal.html",
        status=HTTPStatus.CONFLICT if problem else HTTPStatus.OK,
        visitor=visitor,
        case=case,
        appeal=view,
        panel=None,
        problem=problem,
        said=said,
        now=now,
    )


def _view(
    session: Session,
    svc: Service,
    appeal: Appeal,
    against: DecisionRow,
    row: Verification,
    visitor: Visitor,
    now: datetime,
) -> AppealView:
    lang = negotiate(row.language)
    report = applicant_report(decision_of(session, svc.vault, against), lang)
    reasons = report["reasons"]
    told = [r["applicant"]["title"] for r in reasons] if isinstance(reasons, list) else []
    return AppealView(
        id=appeal.id,
        state=appeal.state,
        statement=statement_of(session, svc.vault, appeal),
        outcome=outcome_of(session, svc.vault, appeal),
        told=tuple(told),
        lang=lang,
        dir=direction(lang),
        opened_at=appeal.opened_at,
        due_at=appeal.due_at,
        overdue=appeal.due_at <= now,
        against=against.verdict,
        mine=visitor.id in decided_first(session, appeal),
        evidence=len(evidence_of(session, appeal)),
    )
