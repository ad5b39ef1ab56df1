"""What keeps a paper from being issued: every missing field and every clock that is too short.

Clocks: Regulation (EU) 2022/2065, article 20(1) (complaints stay open six months); Regulation (EU)
2019/1150, article 4(2) (30 days' notice of a closure); Directive (EU) 2024/2831, articles 10(5)
(a human being decides) and 11(2) (a review is answered within two weeks).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from verifier.errors import CandorError
from verifier.model.decision import Verdict
from verifier.statement.facts import Facts
from verifier.statement.measure import (
    ONLY_BY_A_PERSON,
    Duration,
    Means,
    Measure,
    MeasureKind,
    Taken,
)
from verifier.statement.parties import INTERNAL, Ground, Law, Person, Platform, Remedy, RemedyKind

COMPLAINT_DAYS = 184  # six months are at most 184 days (DSA, article 20(1))
ANSWER_DAYS = 14  # two weeks (Directive (EU) 2024/2831, article 11(2))
NOTICE_DAYS = 30  # Regulation (EU) 2019/1150, article 4(2)


class IncompleteStatementError(CandorError):
    """A paper is not issued; `missing` names every field at fault and what it needs."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__("not issued, because it is incomplete: " + "; ".join(missing))
        self.missing = missing


def paper_problems(
    number: str, issued: datetime, platform: Platform, person: Person
) -> Iterator[str]:
    """Yield what every paper lacks, a statement or a receipt."""
    needed = {
        "number": number,
        "platform.name": platform.name,
        "platform.legal_name": platform.legal_name,
        "platform.address": platform.address,
        "platform.contact.name": platform.contact.name,
        "platform.contact": platform.contact.ways,
        "person.account": person.account,
    }
    yield from (f"{name} is missing" for name, value in needed.items() if not value)
    if issued.tzinfo is None:
        yield "issued needs a time zone"


def facts_problems(facts: Facts) -> Iterator[str]:
    """Yield what the facts of a statement lack."""
    if facts.verdict is Verdict.ACCEPT:
        yield "facts: an acceptance has no statement of reasons; issue a receipt"
    elif not facts.reasons:
        yield "facts.reasons is missing"
    elif not facts.changes:
        yield "facts.changes: say what would change it"
    if facts.verdict is Verdict.REVIEW and facts.due is None:
        yield "facts.due: a review needs the day by which a person looks"
    if any(r.withholding and not r.withholding.in_force(facts.at) for r in facts.reasons):
        yield "facts.reasons: a withholding has run out, so the reason must be told"


def measure_problems(measure: Measure, taken: Taken) -> Iterator[str]:
    """Yield what the measure and its taking lack."""
    if not any(measure.scope.values()):
        yield "measure.scope is missing"
    if not measure.territory:
        yield "measure.territory is missing"
    if measure.starts is None:
        yield "measure.starts is missing"
    if (measure.duration is Duration.UNTIL_DATE) != (measure.until is not None):
        yield "measure.until goes with the duration until_date, and with no other"
    if taken.at is None:
        yield "taken.at is missing"
    if taken.by is not Means.AUTOMATED and not taken.role:
        yield "taken.role: say in which role a person decided"


def ground_problems(ground: Ground | None) -> Iterator[str]:
    """Yield what the ground lacks."""
    if ground is None:
        yield "ground is missing"
        return
    if not ground.reference:
        yield "ground.reference is missing"
    if not any(ground.text.values()):
        yield "ground.text: explain it in plain words"


def remedy_problems(remedies: tuple[Remedy, ...]) -> Iterator[str]:
    """Yield what the remedies lack."""
    if not any(remedy.kind in INTERNAL for remedy in remedies):
        yield "remedies: name a complaint or a review at the platform"
    if all(remedy.kind in INTERNAL for remedy in remedies):
        yield "remedies: name one outside the platform: settlement, court or authority"
    for remedy in remedies:
        if not remedy.where:
            yield f"remedies.{remedy.kind}.where is missing"
        if remedy.kind in INTERNAL and remedy.open_days is None:
            yield f"remedies.{remedy.kind}.open_days is missing"
        if remedy.kind in INTERNAL and remedy.answered_days is None:
            yield f"remedies.{remedy.kind}.answered_days is missing"


def clock_problems(
    platform: Platform, measure: Measure, taken: Taken, issued: datetime
) -> Iterator[str]:
    """Yield the clocks that are shorter than the acts the platform keeps allow."""
    if Law.DSA in platform.laws:
        for remedy in _of(platform, RemedyKind.COMPLAINT):
            if remedy.open_days is not None and remedy.open_days < COMPLAINT_DAYS:
                yield f"remedies.complaint.open_days: at least {COMPLAINT_DAYS} (DSA 20(1))"
    if Law.PLATFORM_WORK in platform.laws:
        for remedy in _of(platform, RemedyKind.REVIEW):
            if remedy.answered_days is not None and remedy.answered_days > ANSWER_DAYS:
                yield f"remedies.review.answered_days: at most {ANSWER_DAYS} (2024/2831, 11(2))"
        if measure.kind in ONLY_BY_A_PERSON and taken.by is Means.AUTOMATED:
            yield "taken.by: only a person takes this measure (2024/2831, 10(5))"
    if Law.P2B in platform.laws and measure.kind is MeasureKind.CLOSED and measure.starts:
        early = measure.starts < issued + timedelta(days=NOTICE_DAYS)
        if early and not any(measure.no_notice.values()):
            yield f"measure.starts: {NOTICE_DAYS} days' notice, or no_notice (2019/1150, 4(2))"


def _of(platform: Platform, kind: RemedyKind) -> tuple[Remedy, ...]:
    return tuple(remedy for remedy in platform.remedies if remedy.kind is kind)
