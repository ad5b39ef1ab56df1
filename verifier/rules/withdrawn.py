"""An edition its country no longer recognises.

The one rule where a widely-known fact holds up an acceptance: a withdrawn edition would otherwise
pass every check, so a person looks.
"""

from __future__ import annotations

from datetime import date

from verifier.model.finding import Finding, Status
from verifier.model.profile import Confidence, RuleSpec
from verifier.model.reason_code import ReasonCode
from verifier.rules.outcome import check_id, held, not_applicable
from verifier.rules.subject import Subject


def check(rule: RuleSpec, subject: Subject) -> Finding:
    """Return whether the edition is still recognised at the time of the check."""
    day = date.fromisoformat(str(rule.options["on"]))
    if subject.now.date() < day:
        return held(rule)
    if rule.confidence is Confidence.UNCERTAIN:
        return not_applicable(rule, f"perhaps withdrawn on {day.isoformat()}; not certain enough")
    sure = rule.confidence is Confidence.CHECKED and not rule.warns_only
    return Finding(
        check=check_id(rule),
        status=Status.FAILED if sure else Status.UNSURE,
        reason=ReasonCode.DOCUMENT_EDITION_WITHDRAWN,
        seen={"date": day.isoformat(), "country": subject.profile.country},
        evidence={"profile": subject.profile.id, "rule": rule.source},
        note=rule.note,
    )
