"""Whether the print's scripts can be read here; where they cannot, a person who can will look."""

from __future__ import annotations

from collections.abc import Collection

from verifier.model.finding import Finding, Status, passed, skipped
from verifier.model.profile import Profile
from verifier.model.reason_code import ReasonCode

CHECK = "print.scripts"


def scripts(profile: Profile | None, available: Collection[str] | None) -> Finding:
    """Return whether every script that the document needs read (ISO 15924) has an engine.

    A zone is in Latin letters, so a document that has one needs no other script.
    """
    if profile is None or profile.zone is not None or available is None:
        return skipped(CHECK, "the document has a zone, is not known, or no engine reads print")
    missing = [script for script in profile.scripts if script not in available]
    if not missing:
        return passed(CHECK)
    return Finding(
        check=CHECK,
        status=Status.UNSURE,
        reason=ReasonCode.DOCUMENT_SCRIPT_NOT_SUPPORTED,
        seen={"script": missing[0]},
        evidence={"missing": tuple(missing)},
    )
