"""A comparison as JSON (the contract of `candor names compare --json`) and as plain text."""

from __future__ import annotations

from typing import Any

from verifier.compare.names.name import AlignedPart, NameComparison, Verdict

_SIGNS = {
    Verdict.SAME: "=",
    Verdict.SAME_BY_RULE: "≡",
    Verdict.LIKELY: "≈",
    Verdict.DIFFERENT: "≠",
}


def as_json(comparison: NameComparison) -> dict[str, Any]:
    """Return {"verdict", "rule", "rules", "comparable", "alignment": [...], "differing": [...]}."""
    return {
        "verdict": comparison.verdict.value,
        "rule": comparison.rule,
        "rules": list(comparison.rules),
        "comparable": comparison.comparable,
        "alignment": [_part(part) for part in comparison.alignment],
        "differing": [_part(part) for part in comparison.differing],
    }


def _part(part: AlignedPart) -> dict[str, Any]:
    return {
        "a": part.a,
        "b": part.b,
        "status": part.status.value,
        "rule": part.rule,
        "via": part.via,
        "a_field": part.a_field,
        "b_field": part.b_field,
        "a_span": list(part.a_span) if part.a_span else None,
        "b_span": list(part.b_span) if part.b_span else None,
        "a_marks": list(part.a_marks),
        "b_marks": list(part.b_marks),
    }


def as_text(comparison: NameComparison) -> str:
    """Return the verdict, its rule, and a line for each pair of parts."""
    lines = [f"{comparison.verdict.value.replace('_', ' ')} ({comparison.rule})"]
    width = max((len(part.a) for part in comparison.alignment), default=0)
    for part in comparison.alignment:
        via = f" via {part.via}" if part.via else ""
        left, right = part.a or "-", part.b or "-"
        lines.append(f"  {left:<{width}}  {_SIGNS[part.status]}  {right}  [{part.rule}{via}]")
    return "\n".join(lines)
