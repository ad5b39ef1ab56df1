"""What the tests of traps share: the profiles, the day, and printed values judged."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from verifier.model.finding import Status
from verifier.model.policy import Policy
from verifier.model.reading import Reading, Source
from verifier.profiles.load import load_profiles
from verifier.rules.apply import apply_rules
from verifier.rules.validity import validity

ZONES = json.loads((Path(__file__).parent / "synthetic_zones.json").read_text(encoding="utf-8"))
PROFILES = load_profiles()


def profile(name):
    """Return the profile of that id."""
    found = PROFILES.get(name)
    assert found is not None, name
    return found


def on(year, month, day):
    """Return that day's noon."""
    return datetime(year, month, day, 12, tzinfo=UTC)


TODAY = on(2026, 11, 22)


def judge(name, values, *, now=TODAY, text=()):
    """Return what becomes of printed values on a document already recognised, by check."""
    readings = [
        Reading(field=f, source=Source.PRINT, raw=v, value=v, confidence=0.97)
        for f, v in values.items()
    ]
    rules = apply_rules(profile(name), readings, None, now)
    dates = validity(readings, profile(name), now, Policy(name="none"), None, text)
    return {f.check: f for f in (*rules, *dates)}


def faults(findings):
    """Return the findings that speak against the document."""
    return {c: f for c, f in findings.items() if f.status in (Status.FAILED, Status.UNSURE)}
