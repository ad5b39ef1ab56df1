"""The receipt: an identity was verified on this date, on this evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from fnmatch import fnmatchcase

from verifier.model.decision import Decision, Verdict
from verifier.reasons.language import ENGLISH, negotiate
from verifier.statement.facts import Facts, facts_of
from verifier.statement.incomplete import IncompleteStatementError, paper_problems
from verifier.statement.parties import Person, Platform

# Sentence of the receipt -> the checks that each make it true, and those that only look like it.
EVIDENCE = {
    "signed": (("seal.*",), ("seal.expected", "seal.link")),
    "zone": (("mrz.check_digits",), ()),
    "print": (("print.complete", "compare.mrz_print.*"), ()),
    "in_force": (("validity.expiry",), ()),
    "name": (("compare.claim.name",), ()),
    "birth_date": (("compare.claim.birth_date",), ()),
}
# What shows whose document it is; a receipt on none of these would rest on nothing.
WITNESSES = ("signed", "zone", "print")


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """One receipt, complete, in one language; raises IncompleteStatementError."""

    number: str
    issued: datetime
    lang: str
    platform: Platform
    person: Person
    facts: Facts

    def __post_init__(self) -> None:
        missing = tuple(self._problems())
        if missing:
            raise IncompleteStatementError(missing)

    def _problems(self) -> Iterator[str]:
        yield from paper_problems(self.number, self.issued, self.platform, self.person)
        if self.facts.verdict is not Verdict.ACCEPT:
            yield "facts: only an acceptance has a receipt; issue a statement of reasons"
        if not self.facts.kind:
            yield "facts.kind: say on which document it rests"
        if not set(evidence(self.facts)) & set(WITNESSES):
            yield "facts.passed: no check of the document itself passed"


def evidence(facts: Facts) -> tuple[str, ...]:
    """Return the names of the sentences that the passed checks make true."""
    return tuple(
        name
        for name, (checks, not_these) in EVIDENCE.items()
        if any(
            fnmatchcase(passed, check) and passed not in not_these
            for check in checks
            for passed in facts.passed
        )
    )


def receipt(
    found: Decision | Facts,
    *,
    number: str,
    platform: Platform,
    person: Person,
    now: datetime,
    lang: str = ENGLISH,
) -> Receipt:
    """Return the receipt of an acceptance; raises IncompleteStatementError."""
    return Receipt(
        number=number,
        issued=now,
        lang=negotiate(lang),
        platform=platform,
        person=person,
        facts=facts_of(found) if isinstance(found, Decision) else found,
    )
