"""Scoring zone readings against the truth: lines, documents, characters, false acceptances."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from bench.mrz_readers import Answer

Truth = Mapping[str, Any]
"""An entry of truth.json: `type`, `lines`, perhaps `loose_line` (left out of strict scoring)."""


@dataclass(slots=True, kw_only=True)
class Score:
    """Counts over a set of images."""

    documents: int = 0
    documents_exact: int = 0
    lines: int = 0
    lines_exact: int = 0
    characters: int = 0
    characters_right: float = 0.0
    accepted: int = 0
    accepted_wrong: list[str] = field(default_factory=list)
    negatives: int = 0
    negatives_accepted: list[str] = field(default_factory=list)
    inexact: list[str] = field(default_factory=list)
    by_type: dict[str, Counter[str]] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return the counts as plain data."""
        return {
            "documents": self.documents,
            "documents_exact": self.documents_exact,
            "lines": self.lines,
            "lines_exact": self.lines_exact,
            "character_accuracy": round(self.characters_right / max(1, self.characters), 5),
            "accepted": self.accepted,
            "accepted_wrong": self.accepted_wrong,
            "negatives": self.negatives,
            "negatives_accepted": self.negatives_accepted,
            "inexact": self.inexact,
            "by_type": {kind: dict(counts) for kind, counts in self.by_type.items()},
        }


def _strict(lines: Sequence[str], loose: int | None) -> list[str]:
    return [line for number, line in enumerate(lines) if number != loose]


def _best_match(line: str, read: Sequence[str]) -> float:
    ratios = (SequenceMatcher(None, line, other, autojunk=False).ratio() for other in read)
    return max(ratios, default=0.0)


def _count(total: Score, key: str, truth: Truth, answer: Answer) -> None:
    expected = _strict(truth["lines"], truth.get("loose_line"))
    read = list(answer.lines)
    if len(read) == len(truth["lines"]):
        read = _strict(read, truth.get("loose_line"))
    exact = sum(line in read for line in expected)
    right = exact == len(expected)
    kind = total.by_type.setdefault(truth["type"], Counter())
    kind.update(documents=1, documents_exact=right, lines=len(expected), lines_exact=exact)
    total.documents += 1
    total.documents_exact += right
    total.lines += len(expected)
    total.lines_exact += exact
    total.characters += sum(len(line) for line in expected)
    total.characters_right += sum(len(line) * _best_match(line, read) for line in expected)
    total.accepted += answer.accepted
    if not right:
        total.inexact.append(key)
        if answer.accepted:
            total.accepted_wrong.append(key)


def score(truth: Mapping[str, Truth], answers: Mapping[str, Answer]) -> Score:
    """Return the counts for `answers` by image; images without a zone are the negatives."""
    total = Score()
    for key, answer in answers.items():
        if truth[key]["lines"]:
            _count(total, key, truth[key], answer)
        else:
            total.negatives += 1
            if answer.accepted:
                total.negatives_accepted.append(key)
    return total
