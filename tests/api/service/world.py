"""One platform's case in a wanted state, everyone who might ask for it, and a client for each."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from api.access import api_keys, applicant_tokens, sessions, staff, upload_tokens
from api.access.principal import Scope
from api.cases.again import ask_again
from api.cases.appeals import open_appeal
from api.cases.check import finish
from api.cases.holds import open_hold
from api.cases.open import Wish, open_verification
from api.cases.send import keep_upload, submit
from api.operate.bootstrap import _SETTINGS
from api.service import Service
from api.store.tables.cases import Attempt, Verification
from api.store.tables.people import Platform
from api.webhooks import endpoints
from api.webhooks.endpoints import sealing_from
from tests.api.cases.conftest import made_up
from verifier.model.claim import Claim
from verifier.model.decision import Verdict

Headers = dict[str, str]
REFERENCE = "the-person"
_numbers = itertools.count()
_VERDICTS = {
    "needs_you": Verdict.RETRY,
    "with_reviewer": Verdict.REVIEW,
    "verified": Verdict.ACCEPT,
}
ROLES = ("reviewer", "admin", "auditor")


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """The names a route's path may hold, and the headers of everyone who may call it."""

    names: dict[str, str]
    callers: dict[str, Headers]


def world(svc: Service, state: str = "received") -> World:
    """Make a platform, a case in that state, all that belongs to it, and all callers."""
    number = next(_numbers)
    ours, theirs = f"ours{number}", f"theirs{number}"
    with svc.sessions.begin() as session:
        for name in (ours, theirs):
            session.add(Platform(id=name, name=name, settings=_SETTINGS, created_at=svc.now()))
        session.flush()
        case, other = (_opened(svc, session, ours, who) for who in (REFERENCE, "somebody else"))
        made = {"platform_id": ours, "verification_id": case, "batch": "rep_" + "a" * 24}
        made |= _addresses(svc, session, ours) | _tokens(svc, session, case)
        callers = {
            "anonymous": {},
            "applicant": _applicant(svc, session, case, ours),
            "other applicant": _applicant(svc, session, other, ours),
            "no scope": _key(svc, session, ours),
            **{str(scope): _key(svc, session, ours, scope) for scope in Scope},
            "foreign": _key(svc, session, theirs, *Scope),
            **{role: _staff(svc, session, f"{role}{number}", role) for role in ROLES},
        }
    _bring(svc, case, state)
    with svc.sessions.begin() as session:
        made |= _belongings(svc, session, case, state)
    return World(names=made, callers=callers)


def _opened(svc: Service, session: Session, platform: str, reference: str) -> str:
    wish = Wish(
        reference=reference,
        claim=Claim(full_name="Anna Maria Eriksson"),
        policy="default",
        language="en",
    )
    return open_verification(
        session, svc.vault, session.get_one(Platform, platform), wish, svc.now()
    ).id


def _bring(svc: Service, case: str, state: str) -> None:
    if state == "received":
        return
    with svc.sessions.begin() as session:
        row = session.get_one(Verification, case)
        sent = {"slot": "front", "data": b"a picture", "media_type": "image/png"}
        keep_upload(session, svc.vault, row, **sent, now=svc.now())
    if state == "uploaded":
        return
    with svc.sessions.begin() as session:
        attempt = submit(session, session.get_one(Verification, case), svc.now()).id
        session.get_one(Attempt, attempt).state = "running"
    assert finish(svc, attempt, made_up(_VERDICTS[state], "capture.glare", svc.now()))


def _belongings(svc: Service, session: Session, case: str, state: str) -> dict[str, str]:
    row = session.get_one(Verification, case)
    soon = svc.now() + timedelta(days=40)
    hold = open_hold(
        session,
        platform_id=row.platform_id,
        subject_id=row.subject_id,
        verification_id=row.id,
        kind="risk",
        reasons=["document.copy"],
        owner="desk",
        decide_by=soon,
        now=svc.now(),
    )
    made = {"hold_id": hold.id}
    if state == "with_reviewer":
        appeal = open_appeal(session, svc.vault, row, "look again", now=svc.now())
        made["appeal_id"] = appeal.id
    if state == "verified":
        again = ask_again(session, row, why="policy_changed", due_at=soon, now=svc.now())
        made["again_id"] = again.id
    return made


def _addresses(svc: Service, session: Session, platform: str) -> dict[str, str]:
    address, _ = endpoints.add(
        session,
        sealing_from(svc.keys),
        platform_id=platform,
        url="http://127.0.0.1:9/hooks",
        types=[],
        loopback=True,
        now=svc.now(),
    )
    key, _ = api_keys.issue(session, platform_id=platform, name="k", scopes=[], now=svc.now())
    return {"webhook_id": address.id, "key_id": key.id}


def _tokens(svc: Service, session: Session, case: str) -> dict[str, str]:
    token, _ = upload_tokens.issue(
        session, verification_id=case, slot="back", attempt=1, now=svc.now()
    )
    return {"token": token}


def _applicant(svc: Service, session: Session, case: str, platform: str) -> Headers:
    token, _ = applicant_tokens.issue(
        session, verification_id=case, platform_id=platform, now=svc.now()
    )
    return {"authorization": f"Bearer {token}"}


def _key(svc: Service, session: Session, platform: str, *scopes: Scope) -> Headers:
    _, secret = api_keys.issue(
        session, platform_id=platform, name="k", scopes=scopes, now=svc.now()
    )
    return {"authorization": f"Bearer {secret}"}


def _staff(svc: Service, session: Session, name: str, role: str) -> Headers:
    person = staff.from_provider(session, issuer="i", subject=name, roles=[role], now=svc.now())
    secret = sessions.begin(session, person.id, svc.now())
    return {
        "cookie": f"{sessions.COOKIE}={secret}",
        "x-csrf-token": sessions.csrf_token(secret),
    }


Make = Callable[..., World]
