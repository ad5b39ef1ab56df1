"""Which fields were not surely read: only they can have suffered from a poor picture."""

from __future__ import annotations

from collections.abc import Sequence

from verifier.model.finding import Finding, Status
from verifier.model.reason_code import ReasonCode

_UNSEEN = (
    ReasonCode.READ_FIELD,
    ReasonCode.READ_MRZ_NOT_READABLE,
    ReasonCode.DOCUMENT_NOT_RECOGNISED,
    ReasonCode.FILE_NO_DOCUMENT,
)


def suffered(findings: Sequence[Finding]) -> tuple[str, ...]:
    """Return the fields in doubt; print that is clear and wrong suffered nothing."""
    doubtful = [
        f
        for f in findings
        if (f.status is Status.UNSURE and str(f.reason).startswith("read.")) or f.reason in _UNSEEN
    ]
    return tuple(dict.fromkeys(name for f in doubtful for name in f.fields))
