"""The statement of reasons: it cannot be constructed incomplete.

Fields after Regulation (EU) 2022/2065, article 17(3); Regulation (EU) 2019/1150, article 4(5);
Directive (EU) 2024/2831, article 11(1).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from verifier.model.decision import Decision
from verifier.reasons.language import ENGLISH, negotiate
from verifier.statement.facts import Facts, facts_of
from verifier.statement.incomplete import (
    IncompleteStatementError,
    clock_problems,
    facts_problems,
    ground_problems,
    measure_problems,
    paper_problems,
    remedy_problems,
)
from verifier.statement.measure import Measure, Taken
from verifier.statement.parties import Ground, Person, Platform


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One statement of reasons, complete, in one language.

    Raises IncompleteStatementError naming every missing field and every clock that is too short.
    """

    number: str
    issued: datetime
    lang: str
    platform: Platform
    person: Person
    facts: Facts
    measure: Measure
    taken: Taken
    ground: Ground | None

    def __post_init__(self) -> None:
        missing = (
            *paper_problems(self.number, self.issued, self.platform, self.person),
            *facts_problems(self.facts),
            *measure_problems(self.measure, self.taken),
            *ground_problems(self.ground),
            *remedy_problems(self.platform.remedies),
            *clock_problems(self.platform, self.measure, self.taken, self.issued),
        )
        if missing:
            raise IncompleteStatementError(missing)


def statement(
    found: Decision | Facts,
    *,
    number: str,
    platform: Platform,
    person: Person,
    measure: Measure,
    taken: Taken,
    now: datetime,
    lang: str = ENGLISH,
    ground: Ground | None = None,
) -> Statement:
    """Return the statement of reasons for a decision that is no acceptance.

    `ground` is the platform's own unless given. Raises IncompleteStatementError.
    """
    return Statement(
        number=number,
        issued=now,
        lang=negotiate(lang),
        platform=platform,
        person=person,
        facts=facts_of(found) if isinstance(found, Decision) else found,
        measure=measure,
        taken=taken,
        ground=ground or platform.ground,
    )
