"""The rules of a document: those written out, and those its other facts imply.

A pattern, a zone, a validity or a personal number is stated once in a profile; here each becomes
the rule that checks it, with the confidence and source it was stated with.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from verifier.model.profile import Confidence, FieldSpec, NumberSpec, RuleSpec, ZoneSpec
from verifier.profiles.rule_kinds import RULE_HEAD

Table = Mapping[str, Any]
Option = str | int | float | bool | tuple[str, ...]

_HEAD = frozenset(k.name for k in RULE_HEAD)


@dataclass(frozen=True, slots=True)
class Stated:
    """How sure a document's facts are, and from where, unless one says otherwise."""

    confidence: Confidence
    source: str


def rules_of(
    table: Table,
    fields: Sequence[FieldSpec],
    zone: ZoneSpec | None,
    numbers: Sequence[NumberSpec],
    stated: Stated,
) -> tuple[RuleSpec, ...]:
    """Return every rule of the document, implied ones first."""
    by_id = {n.id: n for n in numbers}
    return (
        *_of_zone(zone, stated.source),
        *(rule for f in fields for rule in _of_field(f, by_id)),
        *_of_validity(table.get("validity", {}), stated),
        *_of_dates(table, stated),
        *(_written(r, stated) for r in table.get("rules", ())),
    )


def _of_zone(zone: ZoneSpec | None, source: str) -> Iterator[RuleSpec]:
    if zone is None:
        return
    said = (
        ("zone_code", "document_code", {"codes": zone.codes}),
        ("issuing_state", "issuing_state", {"states": zone.issuing_state}),
        ("nationality", "nationality", {"states": zone.nationality}),
    )
    for kind, name, options in said:
        if any(options.values()):
            yield RuleSpec(
                kind=kind,
                fields=(name,),
                confidence=zone.confidence,
                source=zone.source or source,
                options=options,
            )


def _of_field(spec: FieldSpec, numbers: Mapping[str, NumberSpec]) -> Iterator[RuleSpec]:
    if spec.pattern:
        yield RuleSpec(
            kind="pattern",
            fields=(spec.name,),
            confidence=spec.confidence,
            source=spec.source,
            options={"pattern": spec.pattern, "form": spec.form},
        )
    known = [numbers[n] for n in spec.numbers if n in numbers]
    if known and not spec.pattern:
        yield _any_of(spec, known)
    for number in known:
        yield from _of_number(spec, number)


def _any_of(spec: FieldSpec, numbers: Sequence[NumberSpec]) -> RuleSpec:
    """Several numbers may stand in one place."""
    return RuleSpec(
        kind="pattern",
        fields=(spec.name,),
        confidence=_least_sure(spec.confidence, *(n.confidence for n in numbers)),
        source="; ".join(dict.fromkeys(n.source or spec.source for n in numbers)),
        options={"pattern": any_pattern(numbers), "form": any_form(numbers)},
    )


def any_pattern(numbers: Sequence[NumberSpec]) -> str:
    """Return a pattern that fits any of the numbers."""
    if len(numbers) == 1:
        return numbers[0].pattern
    return "|".join(f"(?:{n.pattern})" for n in numbers)


def any_form(numbers: Sequence[NumberSpec]) -> str:
    """Return the numbers' forms in words."""
    return " or ".join(n.form or n.name for n in numbers)


def _of_number(spec: FieldSpec, number: NumberSpec) -> Iterator[RuleSpec]:
    said = (("number_check", "check", number.check), ("number_encodes", "decode", number.decode))
    for kind, option, worker in said:
        if worker:
            yield RuleSpec(
                kind=kind,
                fields=(spec.name, *(() if option == "check" else ("birth_date", "sex"))),
                confidence=_least_sure(spec.confidence, number.confidence),
                source=number.source or spec.source,
                options={option: worker, "pattern": number.pattern, "name": number.name},
                note=number.note,
                warns_only=option in number.warns_only,
            )


def _least_sure(*facts: Confidence) -> Confidence:
    """Bound a number's rule by how sure it is that this document shows this number there."""
    return max(facts, key=tuple(Confidence).index)


def _of_validity(table: Table, stated: Stated) -> Iterator[RuleSpec]:
    confidence = Confidence(table.get("confidence", stated.confidence.value))
    said = table.get("source", stated.source)
    if "years" in table:
        yield RuleSpec(
            kind="validity_length",
            fields=("issue_date", "expiry_date"),
            confidence=confidence,
            source=said,
            options={"years": tuple(f"{y:g}" for y in table["years"])},
            note=table.get("note", ""),
        )
    if "expiry" in table or "no_expiry_phrases" in table:
        phrases = tuple(table.get("no_expiry_phrases", ()))
        yield RuleSpec(
            kind="expiry_convention",
            fields=("expiry_date",),
            confidence=Confidence(table.get("no_expiry_confidence", confidence.value)),
            source=said,
            options={"expiry": table.get("expiry", "printed"), "phrases": phrases},
            note=table.get("note", ""),
        )


def _of_dates(table: Table, stated: Stated) -> Iterator[RuleSpec]:
    for key, kind in (("issued", "issue_window"), ("withdrawn", "withdrawn")):
        facts = table.get(key)
        if facts:
            yield RuleSpec(
                kind=kind,
                fields=("issue_date",) if kind == "issue_window" else (),
                confidence=Confidence(facts.get("confidence", stated.confidence.value)),
                source=facts.get("source", stated.source),
                options={k: _option(v) for k, v in facts.items() if isinstance(v, date)},
                note=facts.get("note", ""),
            )


def _written(table: Table, stated: Stated) -> RuleSpec:
    return RuleSpec(
        kind=table["kind"],
        fields=tuple(table.get("fields", ())),
        confidence=Confidence(table["confidence"]),
        source=table.get("source", stated.source),
        options={k: _option(v) for k, v in table.items() if k not in _HEAD},
        valid_from=table.get("valid_from"),
        valid_until=table.get("valid_until"),
        note=table.get("note", ""),
        warns_only=table.get("warns_only", False),
    )


def _option(value: Any) -> Option:
    if isinstance(value, list):
        return tuple(f"{v:g}" if isinstance(v, (int, float)) else str(v) for v in value)
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, (bool, int, float)) else str(value)
