"""Every case of `country_profiles/*/cases.toml`, through the pipeline.

A sample of them by default, all behind `-m all`. A case that waits for something is reported,
not held.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from fixtures.specimens import SPECIMENS
from tests.country_profiles.run_case import answer, at, differences
from verifier.profiles.cases import Case, case_problems, load_cases, unknown_documents
from verifier.profiles.load import HOME, country_folders, load_profiles

PROFILES = load_profiles()
CASES = tuple(case for folder in country_folders(HOME) for case in load_cases(folder))
SHOWN = tuple(case for case in CASES if case.specimen)
ZONES = tuple(case for case in CASES if case.zone)
LEAST_DEFECTS = 3
# The default run: different scripts, zones and sorts of fault, a few seconds each.
SAMPLE = frozenset(
    {
        "ukr-id-card@2026-11-22",
        "kaz-passport-expired@2026-11-22",
        "deu-id-card-wrong-check-digit@2026-11-22",
        "kaz-id-card-2008@2022-05-19",
        "pol-egov-mdowod@2026-11-22",
        "srb-id-card-back-only@2026-11-22",
    }
)


def _parameter(case: Case) -> object:
    marks = [] if case.name in SAMPLE else [pytest.mark.all]
    if case.waits:
        marks.append(pytest.mark.xfail(reason=case.waits, strict=False))
    return pytest.param(case, id=case.name, marks=marks)


@pytest.mark.parametrize("case", [_parameter(case) for case in SHOWN])
def test_a_specimen_is_answered_as_its_country_says(case):
    assert differences(case, answer(case)) == []


@pytest.mark.parametrize("case", [pytest.param(c, id=f"{c.name}{n}") for n, c in enumerate(ZONES)])
def test_a_zone_is_read_as_its_country_says(see, case):
    seen = see(*case.zone, now=at(case.as_of))
    assert seen.found.profile is not None
    assert seen.found.profile.id == case.document
    own = {r for r in seen.faults.values() if r != "document.specimen" or case.reasons}
    assert own == set(case.reasons)


def test_every_named_specimen_exists_and_the_sample_is_of_them():
    assert {case.specimen for case in SHOWN} <= set(SPECIMENS)
    assert {case.name for case in SHOWN} >= SAMPLE


def test_no_case_stands_twice():
    names = [case.name for case in SHOWN]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("profile", PROFILES.profiles(), ids=lambda p: p.id)
def test_every_document_has_a_specimen_to_accept_and_three_with_a_fault(profile):
    mine = [case for case in SHOWN if case.document == profile.id]
    if profile.kind == "egov" and profile.zone is None and profile.seals:
        assert all(case.decision in ("retry", "accept") for case in mine)
        assert mine  # a picture of a digital document is asked for in its signed form
        return
    assert any(case.decision == "accept" for case in mine)
    faulty = [case for case in mine if case.reasons]
    lapsed = not any(name.startswith(f"{mine[0].specimen}-") for name in SPECIMENS)
    assert len(faulty) >= (1 if lapsed else LEAST_DEFECTS)
    assert all(len(case.reasons) == 1 for case in faulty)


def test_what_waits_is_said_in_words():
    by_reason = defaultdict(list)
    for case in CASES:
        if case.waits:
            by_reason[case.waits].append(case.name)
    assert all(len(reason.split()) >= 3 for reason in by_reason)


WRONG = {
    "both a specimen and a zone": {"specimen": "x", "zone": ["P<"], "decision": "accept"},
    "neither": {"decision": "accept"},
    "no decision": {"specimen": "x"},
    "an acceptance with reasons": {
        "specimen": "x",
        "decision": "accept",
        "reasons": ["validity.expired"],
    },
    "a reason nobody knows": {
        "specimen": "x",
        "decision": "retry",
        "reasons": ["validity.expird"],
    },
}


@pytest.mark.parametrize("case", WRONG.values(), ids=WRONG)
def test_a_case_that_says_nothing_clear_is_refused(case):
    table = {"case": [{"as_of": date(2026, 1, 1), "document": "uto/passport", **case}]}
    assert list(case_problems(table, "uto/cases.toml"))


def test_a_case_of_no_document_is_answered_with_the_nearest():
    table = {"case": [{"document": "uto/pasport"}]}
    found = list(unknown_documents(table, "cases.toml", frozenset({"uto/passport"})))
    assert found[0].nearest == "uto/passport"


def test_a_country_without_cases_has_none(tmp_path: Path):
    assert load_cases(tmp_path) == ()
