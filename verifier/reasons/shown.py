"""Which of a reason's values an applicant may see: the one gate for reports and statements."""

from __future__ import annotations

from verifier.model.finding import Evidence
from verifier.model.reason import Reason, Tier
from verifier.reasons.catalogue import catalogue
from verifier.reasons.definition import COMMON_KEYS

_TOLD_IN_FULL = (Tier.T1, Tier.T2)


def told_in_full(reason: Reason) -> bool:
    """Whether the applicant may see more of a reason than its category (invariant 3).

    The stricter of the reason's own tier and its code's counts.
    """
    return reason.tier in _TOLD_IN_FULL and catalogue()[reason.code].tier in _TOLD_IN_FULL


def shown_to_applicant(reason: Reason, values: Evidence) -> dict[str, object]:
    """Return the values that the catalogue lets this reason show an applicant; JSON-ready."""
    if not told_in_full(reason):
        return {}
    keys = {*catalogue()[reason.code].keys_for("applicant"), *COMMON_KEYS}
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in values.items()
        if name in keys
    }
