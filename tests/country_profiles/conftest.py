"""A document as its zone alone tells it: matched, read and judged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from verifier.model.finding import Finding, Status
from verifier.model.geometry import Quad, Region
from verifier.model.policy import Policy
from verifier.model.reading import Reading, Source
from verifier.model.zone import Zone
from verifier.mrz.fields import raw_fields
from verifier.mrz.formats import FORMATS, check_results
from verifier.mrz.witness import zone_readings
from verifier.profiles.laid_out import as_laid_out
from verifier.profiles.load import load_profiles
from verifier.profiles.match import Match, match
from verifier.rules.apply import apply_rules
from verifier.rules.validity import validity

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
WHOLE = Region(0, 0, 1, 1)
PAGE = Quad(((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)))


@dataclass(frozen=True)
class Seen:
    """What came of a document."""

    found: Match
    readings: tuple[Reading, ...]
    findings: tuple[Finding, ...]
    zone: Zone | None

    @property
    def faults(self) -> dict[str, str]:
        """Checks that did not pass, with their reasons."""
        bad = (Status.FAILED, Status.UNSURE)
        return {f.check: str(f.reason) for f in self.findings if f.status in bad}

    @property
    def warnings(self) -> dict[str, str]:
        """Differences noted and not judged."""
        noted = ("noted only", "differs from")
        return {f.check: f.note for f in self.findings if f.note.startswith(noted)}

    def value(self, field: str) -> str | None:
        """The value the zone gives for a field."""
        return next((r.value for r in self.readings if r.field == field), None)

    def finding(self, check: str) -> Finding:
        """The finding of that check."""
        return next(f for f in self.findings if f.check == check)


def _zone(lines: Sequence[str]) -> Zone:
    layout = next(
        f
        for f in FORMATS
        if (f.height, f.length) == (len(lines), len(lines[0]))
        and (lines[0][0] == "V") == f.type.value.startswith("MRV")
    )
    return Zone(
        type=layout.type,
        lines=tuple(lines),
        page=0,
        confidence=0.99,
        repaired=False,
        checks=check_results(layout, lines),
        char_confidences=tuple((0.99,) * len(line) for line in lines),
        alternatives=tuple(("",) * len(line) for line in lines),
        quad=PAGE,
        line_regions=(WHOLE,) * len(lines),
        char_regions=tuple((WHOLE,) * len(line) for line in lines),
        dpi=300.0,
        fields=raw_fields(layout, lines),
    )


@pytest.fixture
def zone_of() -> Callable[..., Zone]:
    """Return a zone of the given lines, as a perfect reader would hand it over."""
    return lambda *lines: _zone(lines)


@pytest.fixture
def see() -> Callable[..., Seen]:
    """Return what becomes of a document with these zone lines, printed values and words."""

    def see(
        *lines: str,
        printed: dict[str, str] | None = None,
        text: Sequence[str] = (),
        now: datetime = NOW,
        **claim: str,
    ) -> Seen:
        zone = _zone(lines) if lines else None
        profiles = load_profiles()
        found = match(profiles, zone=zone, text=text, **claim)
        values = (printed or {}).items()
        readings = (
            *zone_readings(zone, now.date()),
            *(
                Reading(field=f, source=Source.PRINT, raw=v, value=v, confidence=0.97)
                for f, v in values
            ),
        )
        readings = as_laid_out(found.profile, readings, zone, now.date())
        rules = apply_rules(found.profile, readings, zone, now) if found.profile else ()
        dates = validity(readings, found.profile, now, Policy(name="none"), zone, text)
        return Seen(found, readings, (*rules, *dates), zone)

    return see
