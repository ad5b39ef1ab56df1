"""Whatever is read from whatever document, rules answer with findings and never break."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from verifier.model.policy import Policy
from verifier.model.reading import FIELDS, Reading, Source
from verifier.profiles.laid_out import as_laid_out, zone_as_laid_out
from verifier.profiles.load import load_profiles
from verifier.profiles.match import match
from verifier.profiles.zone_values import span_parts
from verifier.rules.apply import apply_rules
from verifier.rules.validity import validity

PROFILES = load_profiles()
NOW = datetime(2026, 11, 22, tzinfo=UTC)
DIGITS = st.text("0123456789", min_size=1, max_size=18)
VALUES = (
    st.text(max_size=20)
    | DIGITS
    | st.dates().map(str)
    | st.text("ABXYЯЖ0123456789-/<", max_size=15)
)
SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<"
STATES = st.sampled_from([c.zone_codes[0].ljust(3, "<") for c in PROFILES.countries.values()])


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(PROFILES.profiles()),
    st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=6),
)
def test_any_values_on_any_document_are_answered(profile, values):
    readings = [
        Reading(field=f, source=Source.PRINT, raw=v, value=v, confidence=0.95)
        for f, v in values.items()
    ]
    found = (
        *apply_rules(profile, readings, None, NOW),
        *validity(
            readings, profile, NOW, Policy(name="p", minimum_age=18), None, [*values.values()]
        ),
    )
    assert all(f.check for f in found)


@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    STATES,
    st.sampled_from([(3, 30, "I"), (2, 36, "I"), (2, 44, "P"), (2, 44, "V"), (2, 36, "V")]),
    st.data(),
)
def test_any_zone_is_matched_read_and_judged(zone_of, state, layout, data):
    height, length, code = layout
    rest = data.draw(st.text(SIGNS, min_size=length - 5, max_size=length - 5))
    more = [data.draw(st.text(SIGNS, min_size=length, max_size=length)) for _ in range(height - 1)]
    zone = zone_of(code + "<" + state + rest, *more)
    found = match(PROFILES, zone=zone)
    assert found.country is not None
    zone = zone_as_laid_out(found.profile, zone)
    readings = as_laid_out(found.profile, (), zone, NOW.date())
    if found.profile:
        apply_rules(found.profile, readings, zone, NOW)
        again = as_laid_out(found.profile, readings, zone, NOW.date())
        assert sorted(again, key=str) == sorted(readings, key=str)


@given(st.text(max_size=30))
def test_any_text_is_a_span_or_is_refused(text):
    with suppress(ValueError):
        assert isinstance(span_parts(text), tuple)


@pytest.mark.parametrize("profile", PROFILES.profiles(), ids=lambda p: p.id)
def test_nothing_read_is_nothing_held_against_it(profile):
    faults = [f for f in apply_rules(profile, (), None, NOW) if f.reason is not None]
    ours = {"rules.specimen", "rules.withdrawn"}
    assert {f.check for f in faults} <= ours
