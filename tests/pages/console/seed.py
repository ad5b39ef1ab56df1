"""Reviewers and cases for the tests of the console: real rows, real seals, one real check each."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

from sqlalchemy.orm import Session

from api.access import applicant_tokens, sessions
from api.access.principal import Role
from api.cases.open import Wish, open_verification
from api.cases.send import keep_upload
from api.cases.settle import ENGINE, settle
from api.cases.states import State, move
from api.ids import new_id
from api.service import Service
from api.store.tables.access import Staff
from api.store.tables.cases import DecisionRow, Verification
from api.store.tables.people import Platform
from fixtures.specimens import specimen
from verifier.decide.policy import load_policy
from verifier.model.claim import Claim
from verifier.model.decision import Decision, Document, Verdict
from verifier.model.page import Input
from verifier.model.reason_code import ReasonCode
from verifier.pipeline import verify
from verifier.reasons.catalogue import catalogue
from verifier.standard import standard_context

PLATFORM = "plt_console"
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
CLAIM = Claim(full_name="Anna Maria Ericson", birth_date="1974-08-12")


@cache
def pictures(name: str) -> tuple[tuple[str, bytes], ...]:
    """Return a specimen's files."""
    return specimen(name).images


@cache
def checked(name: str, claim: Claim = CLAIM, policy: str = "demo") -> Decision:
    """Return what the engine decides on a specimen."""
    given = [Input(name=file, data=data) for file, data in pictures(name)]
    return verify(given, claim, standard_context(trust_only=True), load_policy(policy))


def person(svc: Service, name: str, *roles: Role) -> tuple[str, str]:
    """Return a new member of staff's id and the secret of a session."""
    now = svc.now()
    with svc.sessions.begin() as session:
        row = Staff(
            id=new_id("stf"),
            name=name,
            identity=new_id("idp").encode(),
            roles=sorted(roles or (Role.REVIEWER,)),
            created_at=now,
        )
        session.add(row)
        session.flush()
        return row.id, sessions.begin(session, row.id, now)


def platform(session: Session, now: datetime) -> Platform:
    """Return the platform of these tests."""
    found = session.get(Platform, PLATFORM)
    if found is None:
        found = Platform(id=PLATFORM, name="Werkbank", settings={}, created_at=now)
        session.add(found)
        session.flush()
    return found


def case(
    svc: Service,
    specimen_name: str,
    *,
    claim: Claim = CLAIM,
    language: str = "en",
    policy: str = "demo",
    decision: Decision | None = None,
) -> str:
    """Return the id of a verification whose first check has just been settled."""
    now = svc.now()
    with svc.sessions.begin() as session:
        row = open_verification(
            session,
            svc.vault,
            platform(session, now),
            Wish(reference=new_id("ref"), claim=claim, policy=policy, language=language),
            now,
        )
        for slot, (_, data) in zip(("front", "back"), pictures(specimen_name), strict=False):
            keep_upload(
                session, svc.vault, row, slot=slot, data=data, media_type="image/png", now=now
            )
        move(row, State.CHECKING, now)
        found = decision or checked(specimen_name, claim, policy)
        settle(session, svc.vault, row, replace(found, now=now), step=ENGINE, now=now)
        return row.id


def told(*codes: ReasonCode, verdict: Verdict, document: Document) -> Decision:
    """Return a decision made by hand, for counting: its reasons are the catalogue's examples."""
    reasons = tuple(catalogue()[code].example_reason() for code in codes)
    review = verdict is Verdict.REVIEW
    return Decision(
        verdict=verdict,
        reasons=reasons,
        now=EPOCH,
        document=document,
        due=EPOCH.date() if review else None,
        policy="demo",
    )


def past(
    svc: Service, decision: Decision, at: datetime, *, language: str = "en"
) -> tuple[str, DecisionRow]:
    """Return a verification and its engine's decision as settled at a moment."""
    with svc.sessions.begin() as session:
        row = open_verification(
            session,
            svc.vault,
            platform(session, at),
            Wish(reference=new_id("ref"), claim=CLAIM, policy="demo", language=language),
            at,
        )
        move(row, State.CHECKING, at)
        kept = settle(session, svc.vault, row, replace(decision, now=at), step=ENGINE, now=at)
        return row.id, kept


def link(svc: Service, case_id: str) -> str:
    """Return the path of the applicant's own page of a case."""
    now = svc.now()
    with svc.sessions.begin() as session:
        row = session.get_one(Verification, case_id)
        token, _ = applicant_tokens.issue(
            session, verification_id=row.id, platform_id=row.platform_id, now=now
        )
    return f"/v/{token}"


def row_of(svc: Service, case_id: str) -> Verification:
    """Return a verification as it stands."""
    with svc.sessions() as session:
        return session.get_one(Verification, case_id)
