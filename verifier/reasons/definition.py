"""What the catalogue fixes about one reason code; written in `<group>/<name>.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from verifier.model.finding import Evidence, Status
from verifier.model.reason import Fault, Reason, Settles, Tier, Withholding
from verifier.model.reason_code import ReasonCode
from verifier.reasons.fill import PLACEHOLDER


class ValueKind(StrEnum):
    """How an evidence value is put into words; the word kinds name a table of `words.toml`."""

    TEXT = "text"  # as it is
    VALUE = "value"  # a field's value: an ISO date is written out, the rest stays as it is
    NUMBER = "number"
    SHARE = "share"  # 0 to 1, written as a percentage
    DATE = "date"  # ISO 8601, partial allowed
    DAYS = "days"
    YEARS = "years"
    COUNTRY = "country"  # ISO 3166-1 alpha-3 or alpha-2
    DOCUMENT = "document"  # a document kind or a country
    FIELD = "field"
    KIND = "kind"
    EDGE = "edge"
    LEVEL = "level"
    SIDE = "side"
    SOURCE = "source"


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceKey:
    """One key that `seen`, `expected` or `evidence` may hold, and what it means."""

    name: str
    kind: ValueKind
    means: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """English texts for one audience.

    Each part is a tuple of variants, the fullest first; the first whose `{placeholders}` all
    have a value is shown, and the last has none, so something true can always be said.
    """

    title: tuple[str, ...]
    fix: tuple[str, ...]

    def parts(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return both parts with their names."""
        return (("title", self.title), ("fix", self.fix))


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """Fictional evidence for previews and documentation, and the specimen that shows it."""

    specimen: str = ""
    fields: tuple[str, ...] = ()
    seen: Evidence = field(default_factory=dict)
    expected: Evidence = field(default_factory=dict)
    evidence: Evidence = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonDefinition:
    """Everything about one code. `equivalents` maps other systems to their codes for it."""

    code: ReasonCode
    stage: str
    fault: Fault
    settles: Settles
    tier: Tier
    fix_verb: str
    why: str
    source: str
    applicant: Texts
    reviewer: Texts
    example: Example
    fields: tuple[str, ...] = ()
    seen: Mapping[str, EvidenceKey] = field(default_factory=dict)
    expected: Mapping[str, EvidenceKey] = field(default_factory=dict)
    evidence: Mapping[str, EvidenceKey] = field(default_factory=dict)
    equivalents: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def audiences(self) -> tuple[tuple[str, Texts], ...]:
        """Return both audiences' texts with their names."""
        return (("applicant", self.applicant), ("reviewer", self.reviewer))

    def keys_for(self, audience: str) -> dict[str, EvidenceKey]:
        """Return the keys whose values the audience may be shown."""
        shown = {**self.expected, **self.seen}
        return {**self.evidence, **shown} if audience == "reviewer" else shown

    def usual(self) -> tuple[str, ...]:
        """Return the applicant's title and fix as the example fills them, else the fullest."""
        shown = {*self.example.expected, *self.example.seen, *COMMON_KEYS, "authority"}
        return tuple(
            next((v for v in variants if shown.issuperset(PLACEHOLDER.findall(v))), variants[0])
            for _, variants in self.applicant.parts()
            if variants
        )

    def undeclared(self, seen: Evidence, expected: Evidence, evidence: Evidence) -> set[str]:
        """Return the handed-over keys which this code does not declare (empty when all is well)."""
        known = {*self.keys_for("reviewer"), *COMMON_KEYS, *STAGE_KEYS}
        return {*seen, *expected, *evidence} - known

    def example_reason(self) -> Reason:
        """Return a fictional reason of this code, for previews, documentation and tests."""
        ours = self.fault in (Fault.SYSTEM, Fault.RISK)
        return Reason(
            code=self.code,
            fault=self.fault,
            settles=self.settles,
            tier=self.tier,
            status=Status.UNSURE if ours else Status.FAILED,
            check=f"{self.stage}.example",
            fields=self.example.fields or self.fields,
            seen=self.example.seen,
            expected=self.example.expected,
            evidence=self.example.evidence,
            withholding=_EXAMPLE_WITHHOLDING if self.tier is Tier.T4 else None,
        )


_EXAMPLE_WITHHOLDING = Withholding(
    legal_ground="Act on payments, section 3",
    approved_by=("head of review", "counsel"),
    expires=date(2027, 2, 1),
    authority="the data protection authority",
)
# Keys every code may be handed: decide/ adds them whatever the check found.
COMMON_KEYS = {
    "due": EvidenceKey(name="due", kind=ValueKind.DATE, means="the day by which a person looks"),
    "platform": EvidenceKey(name="platform", kind=ValueKind.TEXT, means="who asks"),
    "field": EvidenceKey(name="field", kind=ValueKind.FIELD, means="the field concerned"),
    "fields": EvidenceKey(name="fields", kind=ValueKind.FIELD, means="the fields concerned"),
    "file": EvidenceKey(name="file", kind=ValueKind.TEXT, means="the name of the file as sent"),
    "page": EvidenceKey(name="page", kind=ValueKind.TEXT, means="the page, by number or name"),
}
# What any stage may add for the reviewer, whatever the code.
STAGE_KEYS = {
    "rule": EvidenceKey(name="rule", kind=ValueKind.TEXT, means="the rule that was applied"),
    "confidence": EvidenceKey(name="confidence", kind=ValueKind.NUMBER, means="how sure, 0 to 1"),
    "confidence_of_fact": EvidenceKey(
        name="confidence_of_fact", kind=ValueKind.TEXT, means="how well the profile's fact is known"
    ),
    "source": EvidenceKey(name="source", kind=ValueKind.SOURCE, means="where the value was read"),
    "where": EvidenceKey(name="where", kind=ValueKind.TEXT, means="the characters that differ"),
    "declared": EvidenceKey(
        name="declared", kind=ValueKind.TEXT, means="what the person declared about the name"
    ),
}
