"""Whether the print's scripts can be read here; where they cannot, a person who can will look."""

from __future__ import annotations

from collections.abc import Collection

from verifier.model.finding import Finding, Status, passed, skipped
from verifier.model.profile import Profile
from verifier.model.reason_code import ReasonCode

CHECK = "print.scripts"
# Under 85 % of the fields exact (`bench print --scripts`, seeds held out): Arabic letters are read,
# Arabic-Indic digits are not; Tamil in part. What stands in them alone is for a person to read.
POORLY_READ = frozenset(("Arab", "Taml"))
_READ_WELL = "Latn"  # printed beside another script, it says who the holder is
_FIELDS = (
    "surname",
    "given_names",
    "full_name",
    "birth_date",
    "document_number",
    "personal_number",
    "expiry_date",
    "sex",
)


def scripts(profile: Profile | None, available: Collection[str] | None) -> Finding:
    """Return whether every script that the document needs read (ISO 15924) is read well here.

    A zone is in Latin letters, so a document that has one needs no other script.
    """
    if profile is None or profile.zone is not None or available is None:
        return skipped(CHECK, "the document has a zone, is not known, or no engine reads print")
    poor = () if _READ_WELL in profile.scripts else POORLY_READ
    missing = [s for s in profile.scripts if s not in available or s in poor]
    if not missing:
        return passed(CHECK)
    return Finding(
        check=CHECK,
        status=Status.UNSURE,
        reason=ReasonCode.DOCUMENT_SCRIPT_NOT_SUPPORTED,
        fields=_FIELDS,
        seen={"script": missing[0]},
        evidence={"missing": tuple(missing)},
    )
