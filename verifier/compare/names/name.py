"""The words of name comparison: what is compared, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How two names stand to each other, best first. `likely` needs a person or the holder."""

    SAME = "same"
    SAME_BY_RULE = "same_by_rule"
    LIKELY = "likely"
    DIFFERENT = "different"

    @property
    def rank(self) -> int:
        """0 for same to 3 for different."""
        return list(Verdict).index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name as one source has it, in any script: in fields, or in one line.

    A line may say more than words do: `SURNAME, GIVEN`, `SURNAME<<GIVEN` and `one / other`
    (two spellings of the whole) are understood.
    """

    full_name: str = ""
    surname: str = ""
    given_names: str = ""
    patronymic: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to compare."""
        return not any(
            c.isalpha() for c in self.full_name + self.surname + self.given_names + self.patronymic
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignedPart:
    """A part of one name beside its counterpart in the other; one of the texts may be empty.

    `a_span` and `b_span` are character positions in the field the part stands in
    (`a_field`, `b_field`); `via` is the Latin form both meet in, where that is not plain;
    `a_marks` and `b_marks` are positions inside the field of the characters that differ.
    """

    a: str
    b: str
    status: Verdict
    rule: str
    a_field: str = ""
    b_field: str = ""
    a_span: tuple[int, int] | None = None
    b_span: tuple[int, int] | None = None
    via: str = ""
    a_marks: tuple[int, ...] = ()
    b_marks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NameComparison:
    """The outcome: verdict, the weightiest rule, every rule used, part beside part.

    `comparable` is false when a script cannot be read here or a name is empty; the verdict is
    then `likely`, because not knowing is never the holder's fault, and a person must look.
    """

    verdict: Verdict
    rule: str
    rules: tuple[str, ...] = ()
    alignment: tuple[AlignedPart, ...] = ()
    comparable: bool = True

    @property
    def differing(self) -> tuple[AlignedPart, ...]:
        """The parts that differ, or that one side lacks without a rule for it."""
        return tuple(p for p in self.alignment if p.status is Verdict.DIFFERENT)
