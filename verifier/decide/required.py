"""Whether required checks passed: what an acceptance and a level of assurance rest on."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase

from verifier.model.finding import Finding, Status

# That a code was found, or leads to its issuer's site, proves nothing: `seal.*` is a signature
# that held. Who means these writes them out.
_PROVE_NOTHING = ("seal.expected", "seal.link")


def not_passed(findings: Sequence[Finding], required: Sequence[str]) -> tuple[str, ...]:
    """Return the required checks that no finding passed.

    A trailing `*` matches any check below it; `a|b` means either will do.
    """
    held = [finding.check for finding in findings if finding.status is Status.PASSED]
    return tuple(
        wanted
        for wanted in required
        if not any(matches(check, one) for one in wanted.split("|") for check in held)
    )


def matches(check: str, wanted: str) -> bool:
    """Whether a check is the one wanted, or one below a trailing `*` that proves something."""
    return check == wanted or (check not in _PROVE_NOTHING and fnmatchcase(check, wanted))
