"""Signs of a sample document: ICAO's specimen state, a number of zeros, the word SPECIMEN.

The state UTO is reserved for specimens (Doc 9303-3, part 5) and settles it; a word or a number
could be a person's, so a person looks. MUSTERMANN and its like are real surnames and are no sign.
"""

from __future__ import annotations

from verifier.model.finding import Finding, Status, passed
from verifier.model.reason_code import ReasonCode
from verifier.rules.subject import Subject

CHECK = "rules.specimen"
WORD = "SPECIMEN"


def check(subject: Subject) -> Finding:
    """Return whether the document is a specimen, or looks like one."""
    if subject.profile.specimen:
        return _found(Status.FAILED, subject.profile.country)
    number = subject.value("document_number") or ""
    if number and not number.strip("0"):
        return _found(Status.UNSURE, number)
    names = " ".join(subject.value(f) or "" for f in ("surname", "given_names", "full_name"))
    if WORD in names.upper().split():
        return _found(Status.UNSURE, WORD)
    return passed(CHECK)


def _found(status: Status, mark: str) -> Finding:
    return Finding(
        check=CHECK,
        status=status,
        reason=ReasonCode.DOCUMENT_SPECIMEN,
        evidence={"mark": mark},
    )
