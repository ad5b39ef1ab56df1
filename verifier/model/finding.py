"""Facts, not verdicts: what a check found. Only `decide/` knows how grave one is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from verifier.model.geometry import Place
from verifier.model.reason_code import ReasonCode

Scalar = str | int | float | bool
Evidence = Mapping[str, Scalar | tuple[Scalar, ...]]


class Status(StrEnum):
    """How a check ended. Passed and skipped are recorded too."""

    PASSED = "passed"
    FAILED = "failed"
    UNSURE = "unsure"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One check's outcome.

    `check` is its id, `<room>.<what>` (`mrz.check_digit.birth_date`). `seen` and `expected` and
    `fields` are what the applicant may be shown; `evidence` is the reviewer's alone. `places`
    are where on the pages it was seen. A failed or unsure finding carries a reason; `skipped`
    says why in `note`.
    """

    check: str
    status: Status
    reason: ReasonCode | None = None
    fields: tuple[str, ...] = ()
    seen: Evidence = field(default_factory=dict)
    expected: Evidence = field(default_factory=dict)
    evidence: Evidence = field(default_factory=dict)
    places: tuple[Place, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        if self.status in (Status.FAILED, Status.UNSURE) and self.reason is None:
            raise TypeError(f"{self.check}: a {self.status} finding needs a reason")


def passed(check: str, *fields: str, evidence: Evidence | None = None, note: str = "") -> Finding:
    """Return a passed finding."""
    return Finding(
        check=check, status=Status.PASSED, fields=fields, evidence=evidence or {}, note=note
    )


def skipped(check: str, note: str, *fields: str) -> Finding:
    """Return a skipped finding that says why."""
    return Finding(check=check, status=Status.SKIPPED, fields=fields, note=note)
