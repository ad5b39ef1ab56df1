"""Decisions with any reasons and any evidence, all of it secret, for leak tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import strategies as st

from verifier.model.decision import Counterfactual, Decision, Verdict
from verifier.model.finding import Evidence
from verifier.model.reason import Reason
from verifier.model.reason_code import ReasonCode
from verifier.reasons.catalogue import catalogue
from verifier.reasons.definition import COMMON_KEYS, STAGE_KEYS

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SECRET = "ZQXJ"


def secrets_of(code: ReasonCode) -> dict[str, str]:
    """Return a secret under every key the code knows, the reviewer's and the stages' too."""
    keys = {**COMMON_KEYS, **STAGE_KEYS, **catalogue()[code].keys_for("reviewer")}
    return {name: f"{SECRET}{i}" for i, name in enumerate(keys) if name != "due"}


def decision_of(*reasons: Reason) -> Decision:
    """Return a review for these reasons."""
    codes = tuple(dict.fromkeys(reason.code for reason in reasons))
    return Decision(
        verdict=Verdict.REVIEW,
        reasons=reasons,
        now=NOW,
        due=date(2026, 11, 25),
        would_change_it=(Counterfactual(settled=codes, verdict=Verdict.ACCEPT),),
        versions={"candor": "0.1.0", "profiles": "0", "trust": "empty"},
    )


@st.composite
def _reason(draw: st.DrawFn) -> Reason:
    code = draw(st.sampled_from(list(ReasonCode)))
    secrets = secrets_of(code)

    def some() -> Evidence:
        return {name: secrets[name] for name in draw(st.sets(st.sampled_from(sorted(secrets))))}

    reason = catalogue()[code].example_reason()
    return replace(reason, seen=some(), expected=some(), evidence=some())


any_reasons = st.lists(_reason(), min_size=1, max_size=4)
