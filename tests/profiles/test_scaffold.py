"""A new document starts from a template that the check refuses until it is filled in."""

from __future__ import annotations

import pytest

from verifier.errors import ProfileError
from verifier.profiles.check import check
from verifier.profiles.scaffold import new


def test_a_new_country_gets_its_file_and_its_document(tmp_path):
    made = new("gha", "passport", tmp_path)
    assert [p.relative_to(tmp_path).as_posix() for p in made] == [
        "gha/country.toml",
        "gha/passport.toml",
    ]


def test_a_scaffold_is_refused_until_every_place_is_filled_in(tmp_path):
    new("gha", "national_id", tmp_path, series="2023")
    problems = check(tmp_path)
    assert any(p.why.startswith('still says "Fill this in') for p in problems)
    assert {p.file for p in problems} == {"gha/country.toml", "gha/id-card-2023.toml"}


def test_a_filled_in_scaffold_passes(tmp_path):
    for path in new("gha", "passport", tmp_path):
        lines = path.read_text("utf-8")
        for old, word in (
            ("Fill this in: ISO code of two letters, like PL", "GH"),
            ("Fill this in: language codes, the main one first, like pl", "en"),
            ("'^Fill this in: like [A-Z]{2}\\d{7}$'", "'^G\\d{7}$'"),
        ):
            lines = lines.replace(old, word)
        done = "\n".join(
            line.split("Fill this in")[0] + 'Ghana"' + ("]" if "[" in line else "")
            if "Fill this in" in line and not line.startswith("#")
            else line
            for line in lines.splitlines()
        )
        path.write_text(done, "utf-8")
    assert check(tmp_path) == []


def test_nothing_is_ever_overwritten(tmp_path):
    new("gha", "passport", tmp_path)
    with pytest.raises(ProfileError, match="there already"):
        new("gha", "passport", tmp_path)


@pytest.mark.parametrize(
    ("iso3", "kind", "told"),
    [("gh", "passport", "no country code"), ("gha", "pasport", "Did you mean 'passport'")],
)
def test_wrong_words_are_answered_with_right_ones(tmp_path, iso3, kind, told):
    with pytest.raises(ProfileError, match=told):
        new(iso3, kind, tmp_path)
