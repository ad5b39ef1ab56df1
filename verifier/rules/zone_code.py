"""The zone's document code is one the issuer uses.

Only its first letter says what sort of document it is; the second is the issuer's choice
(Doc 9303-4, 4.2.2.1; 9303-5, 4.2.2.1), so a new one is noted and never judged.
"""

from __future__ import annotations

from verifier.model.finding import Finding
from verifier.model.profile import RuleSpec
from verifier.model.reason_code import ReasonCode
from verifier.rules.outcome import broken, held, not_applicable
from verifier.rules.subject import Subject


def check(rule: RuleSpec, subject: Subject) -> Finding:
    """Return whether the document code is among `codes`."""
    if subject.zone is None:
        return not_applicable(rule, "no zone was read")
    code = subject.zone.lines[0][:2]
    codes = _texts(rule.options["codes"])
    if code in codes:
        return held(rule)
    if code[:1] in {c[:1] for c in codes}:
        return not_applicable(
            rule, f"{code} is not among {', '.join(codes)}, as issuers may choose"
        )
    return broken(
        rule,
        ReasonCode.INTEGRITY_DESIGN_MISMATCH,
        f"the document code should be {' or '.join(codes)}",
        evidence={"signs": f"document code {code}", "profile": subject.profile.id},
        read=(subject.reading("document_code"),),
    )


def _texts(option: object) -> tuple[str, ...]:
    return tuple(str(o) for o in option) if isinstance(option, tuple) else (str(option),)
