"""The profiles hold what the reference lists, and speak the words other rooms know."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from verifier.compare.transliterate import romanisations
from verifier.model.profile import Confidence
from verifier.profiles.load import load_profiles

PROFILES = load_profiles()
REFERENCE = Path(__file__).parents[2].parent / "shared" / "reference" / "countries"


def test_every_romanisation_a_country_names_has_its_table():
    known = set(romanisations())
    named = {r for c in PROFILES.countries.values() for r in c.romanisations}
    assert named <= known


def test_every_rule_says_where_it_comes_from_and_how_sure_it_is():
    for profile in PROFILES.profiles():
        for rule in profile.rules:
            assert rule.source, (profile.id, rule.kind)
            assert rule.confidence in Confidence


def test_every_field_says_where_it_comes_from_and_what_is_printed_beside_it():
    for profile in PROFILES.profiles():
        for field in profile.fields:
            assert field.source, (profile.id, field.name)
            assert field.labels, (profile.id, field.name)


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference is not beside the repository")
def test_every_document_of_the_reference_has_its_profile():
    yaml = pytest.importorskip("yaml")
    for path in sorted(REFERENCE.glob("??.yaml")):
        facts = yaml.safe_load(path.read_text(encoding="utf-8"))
        country = PROFILES.countries[facts["country"]["alpha3"]]
        assert len(country.profiles) == len(facts["documents"]), country.name


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference is not beside the repository")
def test_no_fact_became_surer_on_the_way():
    yaml = pytest.importorskip("yaml")
    for path in sorted(REFERENCE.glob("??.yaml")):
        facts = yaml.safe_load(path.read_text(encoding="utf-8"))
        sure = {d["number"] for d in facts["documents"] if "number" in d and _sure(d, "number_c")}
        sure |= {n["regex"] for n in facts["personal_numbers"] if n["c"] == "S"}
        folder = Path(PROFILES.countries[facts["country"]["alpha3"]].profiles[0].folder)
        for document in folder.glob("*.toml"):
            table = tomllib.loads(document.read_text(encoding="utf-8"))
            for field in table.get("field", {}).values():
                if field.get("confidence") == "checked" and "pattern" in field:
                    assert field["pattern"] in sure, (document, field["pattern"])


def _sure(document, key):
    return document.get(key, document.get("c")) == "S"
