"""What the person says against what the document says, field by field."""

from __future__ import annotations

from collections.abc import Sequence

from verifier.compare.sources import BY_STRENGTH, SURE, claimed_name, names_of, of
from verifier.compare.values import compare_person, compare_values
from verifier.model.claim import Claim
from verifier.model.comparison import Agreement, Comparison
from verifier.model.finding import Finding, Status, passed, skipped
from verifier.model.geometry import Place
from verifier.model.reading import Reading, Source
from verifier.model.reason_code import ReasonCode

_CLAIMED = (
    ("birth_date", ReasonCode.MATCH_BIRTH_DATE),
    ("document_number", ReasonCode.MATCH_NUMBER),
    ("personal_number", ReasonCode.MATCH_NUMBER),
    ("nationality", ReasonCode.MATCH_COUNTRY),
    ("address", ReasonCode.MATCH_ADDRESS),
)
_SHOWN_DIGITS = 4
# Rules by which a name is the same but put into other boxes.
_DIVIDED = ("order.", "fields.", "second_surname.")
# Declared reasons (`Claim.name_reason`) that a person who reads both spellings can settle.
_SPELT_OTHERWISE = ("transliteration", "other_spelling", "preferred_name")
_AGREES = (Agreement.SAME, Agreement.SAME_BY_RULE)
_RANK = (Agreement.SAME, Agreement.SAME_BY_RULE, Agreement.LIKELY, Agreement.NOT_COMPARABLE,
         Agreement.DIFFERENT)  # fmt: skip

Result = tuple[Finding, tuple[Comparison, ...]]


def against_claim(
    claim: Claim, readings: Sequence[Reading], country: str | None
) -> tuple[tuple[Finding, ...], tuple[Comparison, ...]]:
    """Return a finding for every claimed field, and the comparisons they rest on."""
    results = [_name(claim, readings, country)]
    for field, code in _CLAIMED:
        results.append(_value(field, code, getattr(claim, field), readings))
    findings = tuple(finding for finding, _ in results)
    return findings, tuple(c for _, comparisons in results for c in comparisons)


def _name(claim: Claim, readings: Sequence[Reading], country: str | None) -> Result:
    check = "compare.claim.name"
    mine = claimed_name(claim)
    if mine.is_empty:
        return skipped(check, "no name was claimed", "surname", "given_names"), ()
    compared = [
        (compare_person(mine, Source.CLAIM, theirs, source, country=country), confidence)
        for source in BY_STRENGTH
        for theirs, confidence in names_of(readings, source)
    ]
    if not compared:
        return skipped(check, "no name was read", "surname", "given_names"), ()
    comparisons = tuple(c for c, _ in compared)
    best = min(comparisons, key=lambda c: _RANK.index(c.agreement))
    if best.agreement in _AGREES:
        evidence = {"rule": best.rule or "same"}
        return passed(check, "surname", "given_names", evidence=evidence), comparisons
    sure = max(sure for _, sure in compared)
    return _name_differs(check, best, sure, claim, _places_of(best, readings)), comparisons


def _places_of(best: Comparison, readings: Sequence[Reading]) -> tuple[Place, ...]:
    return tuple(
        Place(page=r.page, region=r.region)
        for field in ("surname", "given_names", "full_name")
        for r in of(readings, best.b_source, field)
        if r.page is not None and r.region is not None
    )


def _name_differs(
    check: str, best: Comparison, confidence: float, claim: Claim, places: tuple[Place, ...]
) -> Finding:
    code, status = _name_code(best, claim.name_reason)
    if confidence < SURE:
        status = Status.UNSURE
    parts = tuple(f"{a or '–'} / {b or '–'}" for a, b in best.differing)
    return Finding(
        check=check,
        status=status,
        reason=code,
        fields=("surname", "given_names"),
        seen={"document": best.b, **({"parts": parts} if parts else {})},
        expected={"claimed": best.a},
        evidence={
            "rule": best.rule or "",
            "source": str(best.b_source),
            **({"declared": claim.name_reason} if claim.name_reason else {}),
            **({"where": best.note} if best.note else {}),
        },
        places=places,
    )


def _name_code(best: Comparison, declared: str | None) -> tuple[ReasonCode, Status]:
    """Return what to ask for; a declared reason asks for its proof or a person, never refuses."""
    if best.agreement is Agreement.NOT_COMPARABLE:
        return ReasonCode.MATCH_NAME_SCRIPT, Status.UNSURE
    if best.agreement is Agreement.LIKELY:
        divided = (best.rule or "").startswith(_DIVIDED)
        code = ReasonCode.MATCH_NAME_STRUCTURE if divided else ReasonCode.MATCH_NAME_VARIANT
        return code, Status.UNSURE
    if declared == "married_name":
        return ReasonCode.MATCH_NAME_CHANGE, Status.UNSURE
    if declared in _SPELT_OTHERWISE and _shares_a_part(best):
        return ReasonCode.MATCH_NAME_VARIANT, Status.UNSURE
    return ReasonCode.MATCH_NAME, Status.UNSURE if declared else Status.FAILED


def _shares_a_part(best: Comparison) -> bool:
    """Whether some part agrees: a name wholly unlike the document's is no spelling of it."""
    return len(best.alignment) > len(best.differing)


def _value(
    field: str, code: ReasonCode, claimed: str | None, readings: Sequence[Reading]
) -> Result:
    check = f"compare.claim.{field}"
    if not claimed:
        return skipped(check, "not claimed", field), ()
    mine = Reading(field=field, source=Source.CLAIM, raw=claimed, value=claimed, confidence=1.0)
    found = [r for source in BY_STRENGTH for r in of(readings, source, field)]
    if not found:
        return skipped(check, "not read", field), ()
    comparisons = tuple(compare_values(mine, theirs) for theirs in found)
    best = min(range(len(found)), key=lambda i: _RANK.index(comparisons[i].agreement))
    if comparisons[best].agreement in _AGREES:
        return passed(check, field), comparisons
    return _value_differs(check, code, comparisons[best], found[best]), comparisons


def _value_differs(
    check: str, code: ReasonCode, comparison: Comparison, theirs: Reading
) -> Finding:
    unsure = comparison.agreement is not Agreement.DIFFERENT or theirs.confidence < SURE
    seen: dict[str, str] = {"document": comparison.b}
    expected: dict[str, str] = {"claimed": comparison.a}
    if code is ReasonCode.MATCH_NUMBER:
        seen = {"document_end": comparison.b[-_SHOWN_DIGITS:]}
        expected = {"claimed_end": comparison.a[-_SHOWN_DIGITS:]}
    places: tuple[Place, ...] = ()
    if theirs.page is not None and theirs.region is not None:
        places = (Place(page=theirs.page, region=theirs.region),)
    return Finding(
        check=check,
        status=Status.UNSURE if unsure else Status.FAILED,
        reason=code,
        fields=(comparison.field,),
        seen=seen,
        expected=expected,
        evidence={
            "rule": comparison.rule or "",
            "source": str(comparison.b_source),
            **({"where": comparison.note} if comparison.note else {}),
        },
        places=places,
    )
