"""A difference in effect is told; a difference in wording is not."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from verifier.model.profile import Confidence, ProfileSet
from verifier.profiles.diff import diff
from verifier.profiles.load import load_profiles

OLD = load_profiles()


def with_poland(**changes):
    poland = OLD.countries["POL"]
    card, *rest = (replace(p, **changes) if p.id == "pol/id-card" else p for p in poland.profiles)
    countries = {**OLD.countries, "POL": replace(poland, profiles=(card, *rest))}
    return ProfileSet(countries=MappingProxyType(countries), version="other")


def test_nothing_changed_is_an_empty_list():
    assert diff(OLD, OLD) == []


def test_sources_and_notes_change_nothing():
    assert diff(OLD, with_poland(sources=("another",), notes=("reworded",))) == []


def test_a_rule_that_became_surer_is_told():
    card = OLD.get("pol/id-card")
    rules = tuple(
        replace(r, confidence=Confidence.KNOWN) if r.kind == "number_check" else r
        for r in card.rules
    )
    told = [str(c) for c in diff(OLD, with_poland(rules=rules))]
    assert told
    assert all(c.startswith("pol/id-card: rule number_check") for c in told)
    assert "checked" in told[0]
    assert "known" in told[0]


def test_a_document_that_vanished_is_told():
    poland = OLD.countries["POL"]
    left = tuple(p for p in poland.profiles if p.id != "pol/passport")
    countries = {**OLD.countries, "POL": replace(poland, profiles=left)}
    new = ProfileSet(countries=MappingProxyType(countries), version="other")
    assert [str(c) for c in diff(OLD, new)] == ["pol/passport: document removed: pol/passport"]
    assert [str(c) for c in diff(new, OLD)] == ["pol/passport: document added: pol/passport"]


def test_a_changed_pattern_shows_both():
    fields = tuple(
        replace(f, pattern="^X$") if f.name == "document_number" else f
        for f in OLD.get("pol/id-card").fields
    )
    (change,) = diff(OLD, with_poland(fields=fields))
    assert "[A-Z]{3}" in change.before
    assert "^X$" in change.after
