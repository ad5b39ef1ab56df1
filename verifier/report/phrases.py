"""The report's own few sentences, which belong to no single reason."""

from __future__ import annotations

from collections.abc import Sequence

from verifier.model.decision import Counterfactual, Verdict

OUTCOMES = {
    Verdict.ACCEPT: "the document would be accepted",
    Verdict.RETRY: "you could settle the rest by sending it again",
    Verdict.REVIEW: "a person would look at it",
    Verdict.REJECT: "it would still be refused",
}
HEADLINES = {
    Verdict.ACCEPT: "Accepted",
    Verdict.RETRY: "Please send it again",
    Verdict.REVIEW: "A person will look at it",
    Verdict.REJECT: "Not accepted for now",
}


def change_line(change: Counterfactual, titles: Sequence[str]) -> str:
    """Return the sentence that says what settling these reasons would lead to."""
    told = " ".join(dict.fromkeys(titles))
    if len(set(titles)) > 1:
        return f"With all of these settled, {OUTCOMES[change.verdict]}: {told}"
    return f"With this settled, {OUTCOMES[change.verdict]}: {told}"
