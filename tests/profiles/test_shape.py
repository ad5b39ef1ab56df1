"""No table, however odd, makes the schema raise: it is told what is wrong instead."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from verifier.profiles.schema import COUNTRY, DOCUMENT
from verifier.profiles.shape import misfits

KEYS = st.sampled_from([k.name for k in (*COUNTRY, *DOCUMENT)]) | st.text(max_size=8)
LEAVES = st.none() | st.booleans() | st.integers() | st.text(max_size=12) | st.dates()
VALUES = st.recursive(
    LEAVES, lambda v: st.lists(v, max_size=3) | st.dictionaries(KEYS, v, max_size=3), max_leaves=8
)


@given(st.dictionaries(KEYS, VALUES, max_size=6))
def test_any_table_is_answered_with_problems(table):
    for keys in (COUNTRY, DOCUMENT):
        assert all(p.why for p in misfits(table, keys, "x/y.toml"))


def test_a_place_left_to_fill_in_is_found_wherever_it_hides():
    table = {
        "kind": "passport",
        "names": {"en": "Fill this in: a name"},
        "field": {"surname": {"labels": {"en": ["fill this in"]}}},
        "validity": {"years": [10], "note": "Fill this in"},
    }
    keys = {p.key for p in misfits(table, DOCUMENT, "x/y.toml")}
    assert keys == {"names", "field.surname.labels", "validity.note"}


def test_every_problem_of_a_table_is_told_at_once():
    table = {"kind": "pasport", "colour": "red", "reviewed": "yesterday", "zone": {"type": "TD4"}}
    keys = {p.key for p in misfits(table, DOCUMENT, "x/y.toml")}
    assert keys == {"kind", "colour", "reviewed", "zone.type", "names"}


def test_a_rule_may_have_the_keys_of_its_kind_and_no_others():
    rules = [
        {"kind": "expiry_cap", "date": date(2031, 8, 2), "confidence": "known"},
        {"kind": "expiry_cap", "pattern": "x", "confidence": "known"},
        {"kind": "no_such", "confidence": "known"},
    ]
    found = misfits({"kind": "passport", "names": {"en": "P"}, "rules": rules}, DOCUMENT, "x")
    assert {p.key for p in found} == {"rules[2].pattern", "rules[2].date", "rules[3].kind"}
