"""Where appeals were reversed, which check had been wrong; how many genuine people were refused.

The check's id lies in the sealed record of the reversed decision; only the code and the check's
name leave it, and an erased record is counted as one whose check is no longer known.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.cases.decisions import ErasedError, decision_of
from api.pages.insight.figures import Period, Rate
from api.store.tables.cases import DecisionRow, Verification
from api.store.tables.review import Appeal
from api.vault.vault import GoneError, Vault
from verifier.model.decision import Verdict

NO_LONGER_KNOWN = "no longer known"
_FINAL_OK = "verified"


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongRule:
    """A check whose refusals did not stand: how often its appeals were reversed or upheld."""

    check: str
    code: str
    reversed: int
    upheld: int

    @property
    def reversal_rate(self) -> Rate:
        """Reversed among the appeals answered."""
        return Rate(part=self.reversed, whole=self.reversed + self.upheld)


@dataclass(frozen=True, slots=True, kw_only=True)
class FalseRejections:
    """People verified in the end, and those among them who had been refused wrongly.

    After FIDO's document authenticity measure (DFRR: genuine documents refused), counted on what
    appeals and reviews have found: a lower bound.
    """

    verified: int
    refused_wrongly: int

    @property
    def rate(self) -> Rate:
        """The DFRR-like rate."""
        return Rate(part=self.refused_wrongly, whole=self.verified)


def wrong_rules(session: Session, vault: Vault, period: Period) -> tuple[WrongRule, ...]:
    """Return the checks behind the appeals answered in a period, the most reversed first."""
    rows = session.execute(
        select(Appeal.state, DecisionRow)
        .join(DecisionRow, DecisionRow.id == Appeal.decision_id)
        .where(
            Appeal.state.in_(("reversed", "upheld")),
            Appeal.decided_at >= period.since,
            Appeal.decided_at < period.until,
        )
    )
    counted: Counter[tuple[str, str, str]] = Counter()
    for state, kept in rows:
        counted.update((check, code, state) for check, code in _checks(session, vault, kept))
    names = sorted({(check, code) for check, code, _ in counted})
    found = [
        WrongRule(
            check=check,
            code=code,
            reversed=counted[check, code, "reversed"],
            upheld=counted[check, code, "upheld"],
        )
        for check, code in names
    ]
    return tuple(sorted(found, key=lambda rule: (-rule.reversed, rule.upheld, rule.check)))


def _checks(session: Session, vault: Vault, kept: DecisionRow) -> set[tuple[str, str]]:
    try:
        reasons = decision_of(session, vault, kept).reasons
    except (ErasedError, GoneError):
        return {(NO_LONGER_KNOWN, code) for code in kept.codes}
    return {(reason.check, str(reason.code)) for reason in reasons}


def false_rejections(session: Session, period: Period) -> FalseRejections:
    """Return how many were verified in a period, and how many of them had been refused wrongly."""
    accepted = (
        select(DecisionRow.verification_id, DecisionRow.attempt, DecisionRow.step)
        .join(Verification, Verification.id == DecisionRow.verification_id)
        .where(
            DecisionRow.verdict == Verdict.ACCEPT,
            DecisionRow.created_at >= period.since,
            DecisionRow.created_at < period.until,
            Verification.state == _FINAL_OK,
        )
    ).subquery()
    verified = set(session.scalars(select(accepted.c.verification_id)))
    reversed_ones = set(
        session.scalars(select(accepted.c.verification_id).where(accepted.c.step.like("appeal:%")))
    )
    overruled = set(
        session.scalars(
            select(accepted.c.verification_id)
            .join(DecisionRow, DecisionRow.verification_id == accepted.c.verification_id)
            .where(
                accepted.c.step.like("review:%"),
                DecisionRow.attempt == accepted.c.attempt,
                DecisionRow.verdict.in_((Verdict.RETRY, Verdict.REJECT)),
            )
        )
    )
    return FalseRejections(verified=len(verified), refused_wrongly=len(reversed_ones | overruled))
