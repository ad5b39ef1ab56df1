"""The case an applicant's link opens, and what its pages know of it.

The link's secret is the only credential: no cookie is set, so nothing can be done in a person's
name by a site that does not know the link.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from sqlalchemy.orm import Session

from api.access import applicant_tokens
from api.cases.decisions import decision_of, decisions
from api.cases.open import claim_of
from api.cases.states import State
from api.pages.look.origin import from_our_pages
from api.pages.look.problem_page import PageRoute
from api.problems import ProblemError
from api.service import Service
from api.store.tables.cases import DecisionRow, Verification
from verifier.decide.policy import load_policy
from verifier.model.claim import Claim
from verifier.model.decision import Decision
from verifier.model.policy import Policy
from verifier.reasons.language import negotiate

Token = Annotated[str, Path(max_length=200)]


def room() -> APIRouter:
    """Return a router for pages under `/v/{token}`."""
    return APIRouter(
        prefix="/v/{token}",
        route_class=PageRoute,
        include_in_schema=False,
        dependencies=[Depends(from_our_pages)],
    )


def service_of(request: Request) -> Service:
    """Return the running service."""
    svc: Service = request.app.state.service
    return svc


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One applicant's case within a transaction."""

    token: str
    svc: Service
    session: Session
    row: Verification
    now: datetime

    @property
    def state(self) -> State:
        """Where the case stands."""
        return State(self.row.state)

    @property
    def lang(self) -> str:
        """The language the person chose, or the platform named."""
        return negotiate(self.row.language)

    @property
    def link(self) -> str:
        """The case's own address."""
        return f"/v/{self.token}"

    @property
    def policy(self) -> Policy:
        """What the platform needs."""
        return load_policy(self.row.policy)

    def claim(self) -> Claim:
        """Return what the person says about themselves."""
        return claim_of(self.session, self.svc.vault, self.row)

    def decided(self) -> tuple[DecisionRow, Decision] | None:
        """Return the decision in force, when there is one that still opens."""
        kept = next(iter(decisions(self.session, self.row)), None)
        if kept is None or kept.record is None:
            return None
        return kept, decision_of(self.session, self.svc.vault, kept)


@contextmanager
def opened(request: Request, token: str, *, change: bool = False) -> Iterator[Case]:
    """Yield the case of a link, locked when it is to be changed; commits at the end.

    Raises ProblemError 404 for a link that opens nothing: unknown, ended or taken back alike.
    """
    svc = service_of(request)
    now = svc.now()
    with svc.sessions.begin() as session:
        who = applicant_tokens.principal_of(session, token, now)
        row = None
        if who is not None and who.verification_id is not None:
            row = session.get(Verification, who.verification_id, with_for_update=change or None)
        if row is None:
            raise ProblemError(HTTPStatus.NOT_FOUND, "link_not_known", "This link opens nothing")
        case = Case(token=token, svc=svc, session=session, row=row, now=now)
        request.state.lang = case.lang
        yield case
