"""The check tells everything at once, quickly, and is silent on our own profiles."""

from __future__ import annotations

import shutil
import time

import pytest

from verifier.profiles.check import check
from verifier.profiles.load import HOME


def test_our_own_profiles_are_without_fault_in_seconds():
    start = time.process_time()
    assert check() == []
    assert time.process_time() - start < 20


@pytest.fixture
def poland(tmp_path):
    """Return a copy of Poland alone, and how to change a line of it."""
    shutil.copytree(HOME / "pol", tmp_path / "pol", ignore=shutil.ignore_patterns("__pycache__"))

    def change(file, old, new):
        path = tmp_path / "pol" / file
        text = path.read_text("utf-8")
        assert old in text, old
        path.write_text(text.replace(old, new), "utf-8")
        return [str(p) for p in check(tmp_path)]

    return change


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("id-card.toml", '"pol/passport"', '"pol/pasport"', "Did you mean 'pol/passport'"),
        ("id-card.toml", 'numbers = ["pesel"]', 'numbers = ["pessel"]', "Did you mean 'pesel'"),
        (
            "id-card.toml",
            "hooks.id_card_number",
            "hooks.id_card_no",
            "Did you mean 'hooks.id_card_number'",
        ),
        ("country.toml", "stdnum.pl.pesel", "stdnum.pl.pesl", "is not a python-stdnum module"),
        ("country.toml", 'alpha3 = "POL"', 'alpha3 = "POI"', "does not belong in the folder pol/"),
        ("passport.toml", "optional_data[0:11]", "optional[0:11]", "Did you mean 'optional_data'"),
        ("passport.toml", "optional_data[0:11]", "optional_data(0,11)", "is not a span"),
        ("passport.toml", 'kind = "passport"', 'kind = "egov"', "must begin with 'egov'"),
        (
            "passport.toml",
            'pl = "Paszport"',
            'de = "Reisepass"',
            "no name in the country's first language",
        ),
        ("passport.toml", "fields = [", 'fields = ["patronymic",', "has no printed label"),
        (
            "passport.toml",
            "[field.document_number]",
            "[field.address]",
            "is not among the document's",
        ),
        ("egov-mdowod.toml", "marks =", "languages =", "only printed words tell it apart"),
    ],
)
def test_a_fault_is_told_with_its_place_and_the_right_word(poland, file, old, new, told):
    problems = poland(file, old, new)
    assert any(told in p for p in problems), problems
    assert all(p.startswith("pol/") for p in problems)


def test_one_broken_file_hides_no_other(poland):
    poland("passport.toml", "kind = ", "kind == ")
    problems = poland("id-card.toml", 'size = "ID-1"', 'size = "ID-9"')
    assert {p.split(":")[0] for p in problems} == {"pol/passport.toml", "pol/id-card.toml"}


def test_a_country_that_is_not_there_is_answered_with_the_nearest():
    (problem,) = check(iso3="UKX")
    assert problem.nearest == "ukr"


def test_a_zone_code_belongs_to_one_country(tmp_path):
    for name in ("pol", "uto"):
        shutil.copytree(HOME / name, tmp_path / name)
    country = tmp_path / "uto" / "country.toml"
    country.write_text(country.read_text("utf-8").replace('["UTO"]', '["UTO", "POL"]'), "utf-8")
    assert ["POL is already pol's." in str(p) for p in check(tmp_path)] == [True]


def test_a_source_is_asked_for_where_nothing_gives_one(tmp_path):
    home = tmp_path / "xxx"
    home.mkdir()
    (home / "country.toml").write_text(
        'alpha2 = "XX"\nalpha3 = "XXX"\nzone_codes = ["XXX"]\nname = "X"\n'
        'languages = ["en"]\n[labels.document_number]\nen = ["No."]\n',
        "utf-8",
    )
    (home / "id-card.toml").write_text(
        'kind = "national_id"\nmarks = ["CARD"]\nfields = ["document_number"]\n[names]\nen = "C"\n'
        "[field.document_number]\npattern = '^\\d$'\nconfidence = \"checked\"\n",
        "utf-8",
    )
    (problem,) = check(tmp_path)
    assert problem.key == "field.document_number"
    assert "has no source" in problem.why


def test_a_hook_reads_what_its_rule_declares(tmp_path):
    shutil.copytree(HOME / "pol", tmp_path / "pol", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "pol" / "hooks.py").write_text(
        "def id_card_number(number):\n    return True\n\n"
        "def younger(*, birth_date, issue_date):\n    return None\n",
        "utf-8",
    )
    card = tmp_path / "pol" / "id-card.toml"
    rule = (
        '\n[[rules]]\nkind = "hook"\nfields = ["birth_date"]\n'
        'call = "hooks.younger"\nconfidence = "known"\n'
    )
    card.write_text(card.read_text("utf-8") + rule, "utf-8")
    assert any("the hook reads birth_date, issue_date" in str(p) for p in check(tmp_path))
