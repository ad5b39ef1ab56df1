"""Trying a picture against a profile: checked in memory, nothing of it is stored or logged.

A reading takes seconds of CPU, so that one at a time is enough; whoever comes meanwhile is told so.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from api.pages.console.boxes import PageView, page_views
from api.pages.console.checks import Group, grouped_checks
from api.pages.console.pictures import page_count
from api.pages.console.reasons import ShownReason, shown_reasons
from api.pages.console.seals import Seal, seals
from api.pages.console.table import Table, comparison_table
from verifier.decide.policy import load_policy
from verifier.errors import CandorError
from verifier.model.claim import Claim
from verifier.model.decision import Decision
from verifier.model.page import Input
from verifier.model.profile import Profile
from verifier.pipeline import undecided, verify
from verifier.reasons.language import ENGLISH
from verifier.standard import standard_context

log = logging.getLogger("candor.trying")

_WAIT = 20.0  # seconds in line before somebody is asked to come back
_one_at_a_time = threading.BoundedSemaphore(1)


class BusyError(CandorError):
    """Somebody else is trying a document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """How a profile reads a picture: the parts of a case's page, of no case.

    `matched` is the profile that was recognised; `pages` have no pictures of their own: the
    browser shows the files it sent.
    """

    verdict: str
    matched: str | None
    decision: Decision
    claim: Claim
    pages: tuple[PageView, ...]
    table: Table
    checks: tuple[Group, ...]
    reasons: tuple[ShownReason, ...]
    seals: tuple[Seal, ...]
    would_change: tuple[str, ...] = ()
    id: str = ""
    state: str = ""


def try_out(profile: Profile, files: Sequence[bytes], policy_name: str, now: datetime) -> Tried:
    """Return how the files are read when this document is chosen; raises BusyError."""
    given = [Input(name=f"file {at}", data=data) for at, data in enumerate(files, start=1)]
    claim = Claim(country=profile.country, kind=profile.kind.value)
    policy, ctx = load_policy(policy_name), replace(standard_context(), now=now)
    if not _one_at_a_time.acquire(timeout=_WAIT):
        raise BusyError("somebody else is trying a document; come back in a minute")
    try:
        decision = verify(given, claim, ctx, policy)
    except Exception as error:  # told as what it is, a failure of ours
        log.error("trying failed: %s", type(error).__name__)
        decision = undecided(ctx, policy, type(error).__name__)
    finally:
        _one_at_a_time.release()
    return _tried(decision, claim)


def _tried(decision: Decision, claim: Claim) -> Tried:
    table, reasons = comparison_table(decision, claim), shown_reasons(decision, ENGLISH)
    count = max(len(decision.pages), page_count(decision, ()))
    return Tried(
        verdict=str(decision.verdict),
        matched=decision.document.profile,
        decision=decision,
        claim=claim,
        pages=page_views([""] * count, table, reasons),
        table=table,
        checks=grouped_checks(decision),
        reasons=reasons,
        seals=seals(decision),
    )
