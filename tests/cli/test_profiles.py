"""The kit as its writers type it: scaffold, check, cases and what can be sent instead."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.corpus import REPOSITORY, drawn
from verifier.cli import cases
from verifier.cli.cases import answer, differences, try_cases
from verifier.errors import ClaimError
from verifier.profiles.cases import Case, load_cases
from verifier.profiles.load import HOME

CANDOR = str(Path(sys.executable).with_name("candor"))


def candor(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [CANDOR, *words], capture_output=True, text=True, timeout=120, cwd=REPOSITORY
    )


def test_every_profile_is_in_order():
    done = candor("profiles", "check")
    assert (done.returncode, done.stdout) == (0, "every profile is in order\n")


def test_a_country_that_is_not_there_is_answered_with_the_nearest():
    done = candor("profiles", "check", "uto1")
    assert done.returncode == 1
    assert "uto" in done.stdout


def test_a_countrys_first_cases_are_written_once():
    done = candor("profiles", "cases", "uto")
    assert done.returncode == 1
    assert "already" in done.stderr


def test_a_country_without_cases_is_told_how_to_write_them(monkeypatch, tmp_path):
    monkeypatch.setattr(cases, "HOME", tmp_path)
    with pytest.raises(ClaimError, match="candor profiles cases"):
        try_cases("uto")


def the_case(name: str) -> Case:
    return next(case for case in load_cases(HOME / "uto") if case.specimen == name)


def test_a_case_answered_as_it_says_differs_in_nothing():
    case = the_case("uto-passport-expired")
    assert differences(case, answer(case, drawn(case.specimen))) == []


def test_a_case_answered_otherwise_says_what_came_instead():
    case = the_case("uto-passport")
    found = differences(case, answer(case, drawn("uto-passport-expired")))
    assert found[0] == "decided reject, not accept"
    assert "validity.expired" in found[1]


@pytest.mark.parametrize(
    ("lang", "begins"),
    [("en", "What you can send (Ukraine):"), ("uk", "Що можна надіслати (Україна):")],
)
def test_what_can_be_sent_is_said_in_plain_words(lang, begins):
    done = candor("accepts", "ukr", "--lacking", "passport,utility_bill", "--lang", lang)
    assert done.returncode == 0
    assert done.stdout.startswith(begins)
    assert "ukr/passport-2015" not in done.stdout


def test_the_answer_is_json_for_programs():
    done = candor("accepts", "kaz", "--json")
    assert {"enough", "with_address", "documents"} <= set(json.loads(done.stdout))


def test_a_country_we_do_not_know_is_our_limit():
    done = candor("accepts", "xxx")
    assert done.returncode == 2
    assert "our limit" in done.stderr
