"""One field held against itself in two sources: the heart of an explanation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from verifier.model.reading import Source


class Agreement(StrEnum):
    """How two readings of one field relate."""

    SAME = "same"
    SAME_BY_RULE = "same_by_rule"
    LIKELY = "likely"
    DIFFERENT = "different"
    NOT_COMPARABLE = "not_comparable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two sources' values of one field, how they agree, and by which rule.

    `differing` names the parts that differ, as (a part, b part); `alignment` is every part with
    its counterpart and the rule that links them.
    """

    field: str
    a_source: Source
    a: str
    b_source: Source
    b: str
    agreement: Agreement
    rule: str | None = None
    alignment: tuple[tuple[str, str, str], ...] = ()
    differing: tuple[tuple[str, str], ...] = ()
    note: str = ""
