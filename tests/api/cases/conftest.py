"""A whole service on a real, migrated database; every test has a platform of its own."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from api.cases.open import Wish, open_verification
from api.cases.send import keep_upload, submit
from api.service import Service, open_service
from api.settings import Settings
from api.store import embedded
from api.store.schema import migrate
from api.store.tables.cases import Attempt, Verification
from api.store.tables.people import Platform
from verifier.model.claim import Claim
from verifier.model.decision import Decision, Verdict
from verifier.model.reason_code import ReasonCode
from verifier.reasons.catalogue import catalogue

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
_numbers = itertools.count()


class Clock:
    """A clock that tests move on."""

    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **by: float) -> datetime:
        self.at += timedelta(**by)
        return self.at


@pytest.fixture(scope="session")
def installed(tmp_path_factory) -> Iterator[Service]:
    data = tmp_path_factory.mktemp("service")
    svc = open_service(Settings(data=data))
    migrate(svc.engine)
    yield svc
    svc.engine.dispose()
    embedded.stop(data)
    shutil.rmtree(data, ignore_errors=True)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def svc(installed, clock) -> Service:
    return replace(installed, now=clock)


@pytest.fixture
def platform(svc) -> Platform:
    with svc.sessions.begin() as session:
        row = Platform(
            id=f"p{next(_numbers)}", name="Test market", settings={}, created_at=svc.now()
        )
        session.add(row)
    return row


class Case:
    """One verification, driven as the service does it, with decisions made up for it."""

    def __init__(
        self,
        svc: Service,
        platform: Platform,
        reference: str = "somebody",
        policy: str = "default",
    ) -> None:
        self.svc = svc
        with svc.sessions.begin() as session:
            self.id = open_verification(
                session,
                svc.vault,
                session.merge(platform),
                Wish(
                    reference=reference,
                    claim=Claim(full_name="Anna Maria Eriksson"),
                    policy=policy,
                    language="en",
                ),
                svc.now(),
            ).id

    @property
    def row(self) -> Verification:
        with self.svc.sessions() as session:
            return session.get_one(Verification, self.id)

    def send(self, data: bytes = b"a picture", slot: str = "front") -> None:
        with self.svc.sessions.begin() as session:
            row = session.get_one(Verification, self.id, with_for_update=True)
            keep_upload(
                session,
                self.svc.vault,
                row,
                slot=slot,
                data=data,
                media_type="image/png",
                now=self.svc.now(),
            )

    def submit(self) -> str:
        with self.svc.sessions.begin() as session:
            row = session.get_one(Verification, self.id, with_for_update=True)
            attempt = submit(session, row, self.svc.now())
            session.get_one(Attempt, attempt.id).state = "running"
        return attempt.id

    def decided(self, verdict: Verdict, code: str = "capture.glare") -> Verification:
        """Send, submit and finish with a decision of this verdict."""
        from api.cases.check import finish

        self.send()
        assert finish(self.svc, self.submit(), made_up(verdict, code, self.svc.now()))
        return self.row


def made_up(verdict: Verdict, code: str, now: datetime) -> Decision:
    """Return a decision with the catalogue's example of a reason."""
    reasons = () if verdict is Verdict.ACCEPT else (catalogue()[ReasonCode(code)].example_reason(),)
    due = (now + timedelta(days=3)).date() if verdict is Verdict.REVIEW else None
    return Decision(verdict=verdict, reasons=reasons, now=now, due=due)


@pytest.fixture
def case(svc, platform) -> Case:
    return Case(svc, platform)
