"""The counterfactual line: what settling reasons would lead to, as one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from verifier.model.decision import Counterfactual, Verdict
from verifier.reasons.language import ENGLISH
from verifier.reasons.sentences import sentence


def change_line(change: Counterfactual, titles: Sequence[str], lang: str = ENGLISH) -> str:
    """Return the sentence that says what settling these reasons, by title, would lead to."""
    told = " ".join(dict.fromkeys(titles))
    several = len(set(titles)) > 1 and change.verdict is Verdict.ACCEPT
    name = "report.once_all" if several else f"report.once_{change.verdict}"
    return sentence(name, lang, titles=told)
