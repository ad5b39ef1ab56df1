"""The whole service for browser tests and screenshots, in one process.

Real PostgreSQL in a folder of its own, the real application on a free port, and a real queue
worker beside it. Used by `conftest.py` and by `python -m tests.pages.screenshots`.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import uvicorn
from sqlalchemy.orm import Session

from api.access import applicant_tokens
from api.app import create_app
from api.cases.open import Wish, open_verification
from api.cases.send import keep_upload
from api.cases.settle import ENGINE, settle
from api.cases.states import State, move
from api.ids import new_id
from api.jobs.queue import CHECKS
from api.jobs.worker import worker_app
from api.service import Service, open_service
from api.settings import Settings
from api.store import embedded
from api.store.schema import migrate
from api.store.tables.cases import Verification
from api.store.tables.people import Platform
from verifier.model.claim import Claim
from verifier.model.decision import Decision, Document, Verdict
from verifier.model.reason import Reason

PLATFORM = "Werkbank"  # a marketplace nobody runs
# Who issues papers, as a platform tells it; fictional.
ISSUER = {
    "name": PLATFORM,
    "legal_name": "Werkbank Marketplace Ltd",
    "address": "1 Example Street, Dublin, Ireland",
    "contact": {"name": "Account decisions desk", "email": "decisions@werkbank.example"},
    "ground": {
        "kind": "contract",
        "reference": "Terms of Service, section 4.2",
        "text": "Everyone who is paid shows a valid identity document once.",
    },
    "remedy": [
        {
            "kind": "complaint",
            "where": "https://werkbank.example/complaints",
            "open_days": 184,
            "answered_days": 14,
            "free": True,
        },
        {"kind": "court", "where": "Courts of Dublin, Ireland"},
    ],
    "measure": {"scope": "Payouts and new contracts.", "territory": ["worldwide"]},
}


@dataclass
class Clock:
    """The service's clock: real time, moved by what a test asks for."""

    ahead: timedelta = field(default_factory=timedelta)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@dataclass
class Served:
    """A running service: its address, its parts, and a way to open cases."""

    url: str
    svc: Service
    clock: Clock

    def case(
        self, *, claim: Claim | None = None, language: str = "en", policy: str = "demo"
    ) -> tuple[str, str]:
        """Open a verification; return the address of its page and its id."""
        now = self.svc.now()
        with self.svc.sessions.begin() as session:
            row = open_verification(
                session,
                self.svc.vault,
                self._platform(session),
                Wish(
                    reference=new_id("ref"),
                    claim=claim or Claim(),
                    policy=policy,
                    language=language,
                ),
                now,
            )
            token, _ = applicant_tokens.issue(
                session, verification_id=row.id, platform_id=row.platform_id, now=now
            )
            return f"{self.url}/v/{token}", row.id

    def decide(
        self,
        verification_id: str,
        verdict: Verdict,
        reasons: Sequence[Reason] = (),
        *,
        pictures: Sequence[tuple[str, bytes]] = (),
        reviewer_id: str | None = None,
        final: bool = False,
    ) -> None:
        """Settle a case with a decision of the test's own, over pictures it sent."""
        now = self.svc.now()
        with self.svc.sessions.begin() as session:
            row = session.get_one(Verification, verification_id, with_for_update=True)
            if pictures:
                for slot, data in pictures:
                    keep_upload(
                        session,
                        self.svc.vault,
                        row,
                        slot=slot,
                        data=data,
                        media_type="image/png",
                        now=now,
                    )
                move(row, State.CHECKING, now)
            decision = Decision(
                verdict=verdict,
                reasons=tuple(reasons),
                now=now,
                due=(now + timedelta(days=3)).date(),
                document=Document(country="UTO", kind="passport", profile="uto/passport"),
                policy=row.policy,
            )
            settle(
                session,
                self.svc.vault,
                row,
                decision,
                step=f"review:{now.isoformat()}" if reviewer_id else ENGINE,
                now=now,
                reviewer_id=reviewer_id,
                final=final,
            )

    def state(self, verification_id: str) -> str:
        """Return where a verification stands."""
        with self.svc.sessions.begin() as session:
            return str(session.get_one(Verification, verification_id).state)

    def settled(self, verification_id: str, within: float = 60.0) -> str:
        """Wait until a verification is no longer being checked; return its state."""
        until = time.monotonic() + within
        while (state := self.state(verification_id)) == "checking":
            if time.monotonic() > until:
                raise TimeoutError("the worker did not finish")
            time.sleep(0.2)
        return state

    def _platform(self, session: Session) -> Platform:
        # One platform for each case: a specimen sent twice is no second account of somebody.
        made = Platform(
            id=new_id("plt"),
            name=PLATFORM,
            settings={"statement": ISSUER},
            created_at=self.svc.now(),
        )
        session.add(made)
        session.flush()
        return made


@contextmanager
def serve(data: Path) -> Iterator[Served]:
    """Run the service over a folder until the context ends."""
    clock = Clock()
    svc = open_service(Settings(data=data), now=clock)
    migrate(svc.engine)
    app = create_app(svc)
    with _web(app) as url, _worker(svc):
        yield Served(url=url, svc=svc, clock=clock)
    svc.engine.dispose()
    embedded.stop(data)


@contextmanager
def _web(app: object) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    config = uvicorn.Config(
        app,  # type: ignore[arg-type]
        host="127.0.0.1",
        port=port,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=2,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 30
    while not server.started:
        if time.monotonic() > until or not thread.is_alive():
            raise TimeoutError("the web server did not start")
        time.sleep(0.05)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)


@contextmanager
def _worker(svc: Service) -> Iterator[None]:
    loop = asyncio.new_event_loop()
    work: list[asyncio.Task[None]] = []

    async def run() -> None:
        app = worker_app(svc)
        async with app.open_async():
            work.append(
                asyncio.ensure_future(
                    app.run_worker_async(
                        queues=[CHECKS],
                        concurrency=1,
                        fetch_job_polling_interval=0.3,
                        shutdown_graceful_timeout=5,
                        install_signal_handlers=False,
                    )
                )
            )
            with contextlib.suppress(asyncio.CancelledError):
                await work[0]

    thread = threading.Thread(target=lambda: loop.run_until_complete(run()), daemon=True)
    thread.start()
    try:
        yield
    finally:
        if work:
            loop.call_soon_threadsafe(work[0].cancel)
        thread.join(20)
