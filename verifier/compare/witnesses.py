"""The document against itself: what is signed, encoded and printed must say the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from verifier.compare.names import Name
from verifier.compare.sources import BY_STRENGTH, SURE, in_common, names_of, of
from verifier.compare.values import CODES, DATES, NUMBERS, compare_person, compare_values, shown
from verifier.model.comparison import Agreement, Comparison
from verifier.model.finding import Finding, Status, passed, skipped
from verifier.model.geometry import Place
from verifier.model.reading import Reading, Source
from verifier.model.reason_code import ReasonCode

_AGREES = (Agreement.SAME, Agreement.SAME_BY_RULE)
PARTS = ("surname", "given_names")
TRUNCATED = "mrz.truncated"
MISREADING = "misreading"  # the rule of characters that readers confuse


def among_witnesses(
    readings: Sequence[Reading], country: str | None
) -> tuple[tuple[Finding, ...], tuple[Comparison, ...]]:
    """Return a finding and comparison for each field that two sources of the document have."""
    findings: list[Finding] = []
    comparisons: list[Comparison] = []
    for a, b in combinations(BY_STRENGTH, 2):
        for compared, sure, places in (*_names(readings, a, b, country), *_values(readings, a, b)):
            comparisons.append(compared)
            findings.append(_finding(compared, sure, places))
    return (*findings, *_changed(findings)), tuple(comparisons)


SEVERAL = 3  # fields: one or two are misreadings or misprints, as a rule


def _changed(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return a suspicion when print and zone surely differ in several fields at once."""
    pair = f"compare.{Source.MRZ}_{Source.PRINT}."
    differ = [f for f in findings if f.status is Status.FAILED and f.check.startswith(pair)]
    if len(differ) < SEVERAL:
        return ()
    signs = tuple(f.check.removeprefix(pair) for f in differ)
    return (
        Finding(
            check="compare.mrz_print.several",
            status=Status.UNSURE,
            reason=ReasonCode.INTEGRITY_CONTENT_CHANGED,
            evidence={"signs": signs, "detector": "print against zone"},
            places=tuple(place for f in differ for place in f.places),
        ),
    )


Row = tuple[Comparison, bool, tuple[Place, ...]]


def _names(
    readings: Sequence[Reading], a: Source, b: Source, country: str | None
) -> tuple[Row, ...]:
    pairs = [(x, y) for x in names_of(readings, a) for y in names_of(readings, b)]
    if not pairs:
        return ()
    rows = [(_person(x, a, y, b, country), sx >= SURE and sy >= SURE) for (x, sx), (y, sy) in pairs]
    order = list(Agreement)
    compared, sure = min(rows, key=lambda row: order.index(row[0].agreement))
    places = _places(
        [r for f in ("surname", "given_names", "full_name") for r in of(readings, b, f)]
    )
    return ((compared, sure, places),)


def _person(x: Name, a: Source, y: Name, b: Source, country: str | None) -> Comparison:
    """Return the better of two comparisons: of the parts both have, and of the whole lines.

    Some documents print family and given names in one line, which is then read as one part.
    """
    pairs = [in_common(x, y), (Name(full_name=shown(x)), Name(full_name=shown(y)))]
    compared = [compare_person(left, a, right, b, country=country) for left, right in pairs]
    if (cut := _beside_the_unread(x, a, y, b, country)) is not None:
        compared.append(cut)
    return min(compared, key=lambda one: list(Agreement).index(one.agreement))


def _beside_the_unread(
    x: Name, a: Source, y: Name, b: Source, country: str | None
) -> Comparison | None:
    """Compare a part of a zone's name with the print's, where print's other part was not read.

    A zone cuts names so that the whole fills its field (Doc 9303-4, 4.2.3), which only the whole
    shows; the part that was not read is taken from the zone and left out of the result.
    """
    lent = [part for part in PARTS if getattr(x, part) and not getattr(y, part)]
    if a is not Source.MRZ or y.full_name or len(lent) != 1:
        return None
    whole = replace(y, **{lent[0]: getattr(x, lent[0])})
    compared = compare_person(x, a, whole, b, country=country)
    if compared.rule != TRUNCATED:
        return None
    words = getattr(x, lent[0]).split()
    alignment = tuple(p for p in compared.alignment if not (p[0] == p[1] and p[0] in words))
    return replace(compared, b=shown(y), alignment=alignment)


def _values(readings: Sequence[Reading], a: Source, b: Source) -> tuple[Row, ...]:
    rows: list[Row] = []
    for field in (*DATES, *NUMBERS, *CODES):
        for x in of(readings, a, field)[:1]:
            for y in of(readings, b, field)[:1]:
                sure = x.confidence >= SURE and y.confidence >= SURE
                rows.append((compare_values(x, y), sure, _places([x, y])))
    return tuple(rows)


def _places(readings: Sequence[Reading]) -> tuple[Place, ...]:
    return tuple(
        Place(page=r.page, region=r.region)
        for r in readings
        if r.page is not None and r.region is not None
    )


def _finding(compared: Comparison, sure: bool, places: tuple[Place, ...]) -> Finding:
    check = f"compare.{compared.a_source}_{compared.b_source}.{compared.field}"
    fields = ("surname", "given_names") if compared.field == "name" else (compared.field,)
    if compared.agreement in _AGREES:
        return passed(check, *fields, evidence={"rule": compared.rule or "same"})
    if compared.agreement is Agreement.NOT_COMPARABLE:
        return skipped(check, f"not comparable: {compared.rule or 'no common form'}", *fields)
    likely = compared.agreement is Agreement.LIKELY
    misread = likely and compared.rule == MISREADING
    if likely and not misread and compared.field == "name":
        # A name shortened in one place is lawful (Doc 9303-3, 4.6).
        return skipped(check, f"agrees but for {compared.rule}", *fields)
    if not sure:
        note = f"{compared.b_source} reads {compared.b!r}, with too little confidence to accuse"
        return skipped(check, note, *fields)
    if misread:
        return _to_confirm(check, fields, compared, places)
    signed = compared.a_source is Source.SIGNED
    code = (
        ReasonCode.CONSISTENCY_SIGNED_DATA_VS_PRINT
        if signed
        else ReasonCode.CONSISTENCY_PRINT_VS_CODE
    )
    return Finding(
        check=check,
        status=Status.UNSURE if likely else Status.FAILED,
        reason=code,
        fields=fields,
        seen={
            "field": compared.field,
            "a": compared.b,
            "a_source": str(compared.b_source),
            "b": compared.a,
            "b_source": str(compared.a_source),
        },
        evidence={
            "rule": compared.rule or "",
            "parts": tuple(" / ".join(p) for p in compared.differing),
            **({"where": compared.note} if compared.note else {}),
        },
        places=places,
    )


def _to_confirm(
    check: str, fields: tuple[str, ...], compared: Comparison, places: tuple[Place, ...]
) -> Finding:
    """Return a doubt about our reading: what differs are characters that readers confuse."""
    place = (
        f"{compared.field}: {compared.a_source} {compared.a}, "
        f"{compared.b_source} {compared.b}, {compared.note or compared.rule}"
    )
    return Finding(
        check=check,
        status=Status.UNSURE,
        reason=ReasonCode.READ_UNCERTAIN,
        fields=fields,
        seen={"fields": fields},
        evidence={"rule": MISREADING, "characters": (place,)},
        places=places,
    )
