"""What a rule looks at: the document's readings, strongest witness first, and the clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from verifier.model.geometry import Place
from verifier.model.profile import Profile
from verifier.model.reading import Reading, Source
from verifier.model.zone import Zone
from verifier.profiles.laid_out import as_laid_out

# A signature outweighs check digits, check digits an unsigned code, a code the print.
# A PDF layer can be written by anyone: print, which a person can see, goes before it.
STRENGTH = (Source.SIGNED, Source.MRZ, Source.BARCODE, Source.PRINT, Source.PDF_TEXT)
SURE = 0.9  # a reading below this is in doubt: a rule it breaks is unsure, never failed


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A document as read, with the profile it was recognised by and the time of the check."""

    profile: Profile
    readings: tuple[Reading, ...]
    zone: Zone | None
    now: datetime

    def reading(self, field: str) -> Reading | None:
        """Return the strongest reading of a field, or None when nothing read it."""
        return strongest(self.readings, field)

    def value(self, field: str) -> str | None:
        """Return the strongest value of a field, or None."""
        reading = self.reading(field)
        return reading.value if reading else None


def subject(
    profile: Profile, readings: Sequence[Reading], zone: Zone | None, now: datetime
) -> Subject:
    """Return the document with its zone read as its country lays it out."""
    laid_out = as_laid_out(profile, readings, zone, now.date())
    return Subject(profile=profile, readings=laid_out, zone=zone, now=now)


def strongest(readings: Sequence[Reading], field: str) -> Reading | None:
    """Return the reading of a field from the strongest source that has one; never a claim."""
    mine = [r for r in readings if r.field == field and r.value and r.source in STRENGTH]
    return min(mine, key=lambda r: (STRENGTH.index(r.source), -r.confidence), default=None)


def places(*readings: Reading | None) -> tuple[Place, ...]:
    """Return where on the pages the readings stand."""
    return tuple(
        Place(page=r.page, region=r.region)
        for r in readings
        if r is not None and r.page is not None and r.region is not None
    )
