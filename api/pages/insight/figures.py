"""What was decided, refused and found wrong, counted in the database.

Counts only, never a person. A *refusal* is a decision of the engine or of a person that asks again
or rejects; it was *wrong* when an appeal against it was reversed, or when a person accepted the
same attempt that the checks had refused. Since not everybody appeals, rates of wrong refusals are
lower bounds and are shown as such.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from math import sqrt

from sqlalchemy import and_, exists, select
from sqlalchemy.orm import Session, aliased

from api.store.tables.cases import DecisionRow, Verification
from api.store.tables.review import Appeal
from verifier.model.decision import Verdict
from verifier.model.profile import ProfileSet

DIMENSIONS = ("country", "document", "series", "reason", "script", "language")
REFUSALS = (Verdict.RETRY, Verdict.REJECT)
UNKNOWN = "not recognised"
_Z = 1.96  # 95 %, Wilson (1927)
_LATIN = "Latn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From `since` (inclusive) until `until` (exclusive), UTC."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """One decision, as far as counting needs it."""

    at: datetime
    verdict: str
    codes: tuple[str, ...]
    country: str
    document: str
    series: str
    script: str
    language: str
    by_person: bool
    appealed: bool
    reversed: bool
    upheld: bool
    overruled: bool

    @property
    def refused(self) -> bool:
        """Whether it asked again or rejected."""
        return self.verdict in REFUSALS

    @property
    def wrong(self) -> bool:
        """Whether the refusal was found wrong."""
        return self.refused and (self.reversed or self.overruled)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """A share with its 95 % Wilson interval; None where there is nothing to divide."""

    part: int
    whole: int

    @property
    def share(self) -> float | None:
        """The share, 0 to 1."""
        return self.part / self.whole if self.whole else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The interval, 0 to 1."""
        if not self.whole:
            return None
        n, p = self.whole, self.part / self.whole
        middle = (p + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
        reach = _Z * sqrt(p * (1 - p) / n + _Z**2 / (4 * n**2)) / (1 + _Z**2 / n)
        return max(0.0, middle - reach), min(1.0, middle + reach)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The figures of one country, document, series, reason, script or language."""

    name: str
    decided: int
    accepted: int
    asked_again: int
    rejected: int
    with_person: int
    appealed: int
    reversed: int
    upheld: int
    overruled: int

    @property
    def refused(self) -> int:
        """Asked again or rejected."""
        return self.asked_again + self.rejected

    @property
    def refusal_rate(self) -> Rate:
        """Refused among decided."""
        return Rate(part=self.refused, whole=self.decided)

    @property
    def wrong_rate(self) -> Rate:
        """Refusals found wrong among refusals; a lower bound."""
        return Rate(part=self.reversed + self.overruled, whole=self.refused)


def decided(session: Session, period: Period, profiles: ProfileSet) -> list[Decided]:
    """Return every decision of a period, oldest first."""
    later = aliased(DecisionRow)
    overruled = exists().where(
        later.verification_id == DecisionRow.verification_id,
        later.attempt == DecisionRow.attempt,
        later.created_at > DecisionRow.created_at,
        later.verdict == Verdict.ACCEPT,
        later.reviewer_id.is_not(None),
        later.step.like("review:%"),
    )
    appeals = and_(Appeal.decision_id == DecisionRow.id, Appeal.state != "withdrawn")
    rows = session.execute(
        select(DecisionRow, Verification.language, Appeal.state, overruled)
        .join(Verification, Verification.id == DecisionRow.verification_id)
        .outerjoin(Appeal, appeals)
        .where(DecisionRow.created_at >= period.since, DecisionRow.created_at < period.until)
        .order_by(DecisionRow.created_at, DecisionRow.id)
    )
    found: dict[str, Decided] = {}
    scripts = scripts_of(profiles)
    for row, language, appeal, accepted_later in rows:
        before = found.get(row.id)
        found[row.id] = _decided(row, language, appeal, bool(accepted_later), scripts, before)
    return list(found.values())


def scripts_of(profiles: ProfileSet) -> dict[str, str]:
    """Return each series' script: the one besides Latin where it has one (ISO 15924)."""
    return {
        profile.id: next((s for s in profile.scripts if s != _LATIN), _LATIN)
        for profile in profiles.profiles()
    }


def _decided(
    row: DecisionRow,
    language: str,
    appeal: str | None,
    overruled: bool,
    scripts: Mapping[str, str],
    before: Decided | None,
) -> Decided:
    document = row.document or {}
    series = document.get("profile") or UNKNOWN
    return Decided(
        at=row.created_at,
        verdict=row.verdict,
        codes=tuple(row.codes),
        country=document.get("country") or UNKNOWN,
        document=document.get("kind") or UNKNOWN,
        series=series,
        script=scripts.get(series, UNKNOWN),
        language=language,
        by_person=row.reviewer_id is not None,
        appealed=appeal is not None or (before is not None and before.appealed),
        reversed=appeal == "reversed" or (before is not None and before.reversed),
        upheld=appeal == "upheld" or (before is not None and before.upheld),
        overruled=overruled and row.reviewer_id is None,
    )


def lines(every: Iterable[Decided], by: str) -> tuple[Line, ...]:
    """Return the figures by one of DIMENSIONS, the most refused first.

    A decision with several reasons counts once for each of them.
    """
    groups: dict[str, list[Decided]] = defaultdict(list)
    for one in every:
        for name in _names(one, by):
            groups[name].append(one)
    made = (_line(name, group) for name, group in groups.items())
    return tuple(sorted(made, key=lambda line: (-line.refused, -line.decided, line.name)))


def total(every: Iterable[Decided]) -> Line:
    """Return the figures of all decisions together."""
    return _line("all", list(every))


def _names(one: Decided, by: str) -> tuple[str, ...]:
    return one.codes if by == "reason" else (str(getattr(one, by)),)


def _line(name: str, group: list[Decided]) -> Line:
    def count(holds: Callable[[Decided], bool]) -> int:
        return sum(1 for one in group if holds(one))

    return Line(
        name=name,
        decided=len(group),
        accepted=count(lambda one: one.verdict == Verdict.ACCEPT),
        asked_again=count(lambda one: one.verdict == Verdict.RETRY),
        rejected=count(lambda one: one.verdict == Verdict.REJECT),
        with_person=count(lambda one: one.verdict == Verdict.REVIEW),
        appealed=count(lambda one: one.appealed),
        reversed=count(lambda one: one.refused and one.reversed),
        upheld=count(lambda one: one.upheld),
        overruled=count(lambda one: one.refused and one.overruled and not one.reversed),
    )
