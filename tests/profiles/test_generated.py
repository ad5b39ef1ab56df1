"""Generated files are fresh: the coverage table and the editors' schema."""

from __future__ import annotations

import json
import tomllib

import jsonschema
import pytest

from verifier.errors import ProfileError
from verifier.profiles.coverage import coverage_table, with_coverage
from verifier.profiles.json_schema import json_schema
from verifier.profiles.load import HOME, load_profiles


def test_the_coverage_table_is_fresh():
    readme = (HOME / "README.md").read_text("utf-8")
    assert with_coverage(readme, coverage_table(load_profiles())) == readme


def test_the_schema_for_editors_is_fresh():
    assert (HOME / "schema.json").read_text("utf-8") == json_schema()


def test_every_profile_fits_the_schema_that_editors_use():
    schema = json.loads(json_schema())
    validator = jsonschema.Draft202012Validator(schema)
    for path in sorted(HOME.glob("[a-z]*/*.toml")):
        table = json.loads(json.dumps(tomllib.loads(path.read_text("utf-8")), default=str))
        assert validator.is_valid(table), path


def test_a_readme_without_its_marks_is_refused():
    with pytest.raises(ProfileError, match="marks"):
        with_coverage("no table here", "table")
