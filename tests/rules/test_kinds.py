"""Each rule kind finds what it is about, and how sure the fact is decides how it counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from verifier.model.finding import Status
from verifier.model.profile import Confidence
from verifier.model.reading import Source
from verifier.model.reason_code import ReasonCode
from verifier.profiles.load import HOME
from verifier.profiles.rule_kinds import RULE_KINDS
from verifier.rules.apply import CONVENTIONS, KINDS, apply_rules

NINE_DIGITS = r"^\d{9}$"


def run(rule, document):
    return KINDS[rule.kind](rule, document)


def test_every_kind_a_profile_may_name_is_applied_and_has_its_file():
    assert set(RULE_KINDS) == {*KINDS, *CONVENTIONS}
    folder = Path(__file__).parents[2] / "verifier" / "rules"
    assert all((folder / f"{kind}.py").exists() for kind in KINDS)


def test_a_source_checked_fact_may_fail_a_document(rule, document):
    found = run(
        rule("pattern", "document_number", pattern=NINE_DIGITS), document(document_number="12")
    )
    assert (found.status, found.reason) == (Status.FAILED, ReasonCode.READ_UNCERTAIN)


@pytest.mark.parametrize("confidence", [Confidence.KNOWN, Confidence.UNCERTAIN])
def test_a_fact_that_nobody_checked_never_fails_one(rule, document, confidence):
    pattern = rule("pattern", "document_number", pattern=NINE_DIGITS, confidence=confidence)
    found = run(pattern, document(document_number="12"))
    assert found.status is Status.SKIPPED
    assert found.note.startswith("differs from")
    assert found.evidence["rule"] == "a specimen"


def test_a_rule_that_warns_only_never_fails_one_however_sure(rule, document):
    pattern = rule("pattern", "document_number", pattern=NINE_DIGITS, warns_only=True)
    assert run(pattern, document(document_number="12")).status is Status.SKIPPED


def test_a_reading_in_doubt_makes_a_failure_unsure(rule, document, read):
    pattern = rule("pattern", "document_number", pattern=NINE_DIGITS)
    doubtful = document(readings=[read("document_number", "12", confidence=0.6)])
    assert run(pattern, doubtful).status is Status.UNSURE


def test_a_zone_value_of_the_wrong_form_names_the_field_and_the_value(rule, document, read):
    pattern = rule("pattern", "document_number", pattern=NINE_DIGITS)
    found = run(pattern, document(readings=[read("document_number", "AB", Source.MRZ)]))
    assert found.reason is ReasonCode.READ_MRZ_IMPLAUSIBLE
    assert found.seen == {"field": "document_number", "value": "AB"}


def test_what_was_not_read_is_not_judged(rule, document):
    found = run(rule("pattern", "document_number", pattern=NINE_DIGITS), document())
    assert (found.status, found.note) == (Status.SKIPPED, "no document_number was read")


def test_a_claim_is_no_witness(rule, document, read):
    claimed = document(readings=[read("document_number", "12", Source.CLAIM)])
    assert run(rule("pattern", "document_number", pattern=NINE_DIGITS), claimed).note.startswith(
        "no "
    )


def test_the_strongest_witness_speaks(rule, document, read):
    readings = [read("document_number", "12"), read("document_number", "123456789", Source.SIGNED)]
    found = run(
        rule("pattern", "document_number", pattern=NINE_DIGITS), document(readings=readings)
    )
    assert found.status is Status.PASSED


@pytest.mark.parametrize(
    ("number", "status"), [("44051401359", Status.PASSED), ("44051401358", Status.FAILED)]
)
def test_a_check_digit_by_python_stdnum(rule, document, number, status):
    check = rule("number_check", "personal_number", check="stdnum.pl.pesel", name="PESEL")
    found = run(check, document(personal_number=number))
    assert found.status is status
    if status is Status.FAILED:
        assert found.seen == {"field": "personal_number"}
        assert found.evidence["algorithm"] == "PESEL"
        assert found.reason is ReasonCode.READ_ID_NUMBER_CHECK_DIGIT


@pytest.mark.parametrize(
    ("number", "status"), [("ABA300000", Status.PASSED), ("ABA400000", Status.FAILED)]
)
def test_a_check_digit_by_the_countrys_hook(rule, document, number, status):
    check = rule("number_check", "document_number", check="hooks.id_card_number")
    assert run(check, document(folder=str(HOME / "pol"), document_number=number)).status is status


def test_a_number_of_another_kind_is_not_checked(rule, document):
    check = rule("number_check", "personal_number", check="stdnum.pl.pesel", pattern=r"^\d{11}$")
    assert run(check, document(personal_number="AB-12")).status is Status.SKIPPED


def test_a_number_and_a_birth_date_that_contradict_each_other_are_both_shown(rule, document):
    encodes = rule(
        "number_encodes", "personal_number", "birth_date", "sex", decode="stdnum.pl.pesel"
    )
    found = run(encodes, document(personal_number="44051401359", birth_date="1945-05-14", sex="M"))
    assert found.reason is ReasonCode.CONSISTENCY_NUMBER_VS_PERSON_DATA
    assert (found.seen["a"], found.seen["b"]) == ("1944-05-14", "1945-05-14")


@pytest.mark.parametrize("birth", ["1944", "1944-05", "1944-05-14"])
def test_a_partial_birth_date_agrees_as_far_as_it_goes(rule, document, birth):
    encodes = rule(
        "number_encodes", "personal_number", "birth_date", "sex", decode="stdnum.pl.pesel"
    )
    found = run(encodes, document(personal_number="44051401359", birth_date=birth, sex="X"))
    assert found.status is Status.PASSED


def test_a_number_that_cannot_be_decoded_tells_nothing(rule, document):
    encodes = rule("number_encodes", "personal_number", "birth_date", decode="stdnum.pl.pesel")
    found = run(encodes, document(personal_number="00000000000", birth_date="1990-01-01"))
    assert found.status is Status.SKIPPED


@pytest.mark.parametrize(
    ("issued", "expires", "status"),
    [
        ("2020-01-01", "2030-01-01", Status.PASSED),
        ("2020-01-01", "2022-01-01", Status.PASSED),
        ("2020-01-01", "2030-09-30", Status.PASSED),
        ("2020-01-01", "2040-01-01", Status.FAILED),
        ("2020", "2030-12-31", Status.PASSED),
    ],
)
def test_nothing_is_valid_for_much_longer_than_its_kind(rule, document, issued, expires, status):
    length = rule("validity_length", "issue_date", "expiry_date", years=("5", "10"))
    found = run(length, document(issue_date=issued, expiry_date=expires))
    assert found.status is status


def test_without_a_date_of_issue_today_bounds_the_expiry(rule, document):
    length = rule("validity_length", "issue_date", "expiry_date", years=("10",))
    assert run(length, document(expiry_date="2036-01-01")).status is Status.PASSED
    assert run(length, document(expiry_date="2056-01-01")).status is Status.FAILED


@pytest.mark.parametrize(
    ("issued", "status"),
    [
        ("2015-12-31", Status.FAILED),
        ("2016-01-01", Status.PASSED),
        ("2015", Status.FAILED),
        ("2016", Status.PASSED),
    ],
)
def test_a_series_is_not_issued_before_its_first_day(rule, document, issued, status):
    window = rule("issue_window", "issue_date", **{"from": "2016-01-01"})
    assert run(window, document(issue_date=issued)).status is status


@pytest.mark.parametrize(
    ("confidence", "status"),
    [
        (Confidence.CHECKED, Status.FAILED),
        (Confidence.KNOWN, Status.UNSURE),
        (Confidence.UNCERTAIN, Status.SKIPPED),
    ],
)
def test_a_withdrawn_edition_fails_or_is_looked_at_by_a_person(rule, document, confidence, status):
    found = run(rule("withdrawn", on="2025-01-01", confidence=confidence), document())
    assert found.status is status
    if status is not Status.SKIPPED:
        assert found.reason is ReasonCode.DOCUMENT_EDITION_WITHDRAWN


def test_an_edition_to_be_withdrawn_later_is_fine(rule, document):
    assert run(rule("withdrawn", on="2032-01-01"), document()).status is Status.PASSED


@pytest.mark.parametrize(
    ("issued", "status"), [("2026-11-01", Status.PASSED), ("2026-01-01", Status.FAILED)]
)
def test_a_certificate_grows_too_old(rule, document, issued, status):
    found = run(rule("max_age", "issue_date", days=90), document(issue_date=issued))
    assert found.status is status
    if status is Status.FAILED:
        assert found.reason is ReasonCode.VALIDITY_TOO_OLD
        assert found.expected == {"days": 90, "on_or_after": "2026-08-24"}


def test_a_hook_rule_says_in_words_what_does_not_fit(rule, document, tmp_path):
    (tmp_path / "hooks.py").write_text(
        "def order(*, birth_date, issue_date):\n"
        "    return None if birth_date < issue_date else 'issued before birth'\n",
        "utf-8",
    )
    call = rule("hook", "birth_date", "issue_date", call="hooks.order")
    fine = document(folder=str(tmp_path), birth_date="1990", issue_date="2020")
    odd = document(folder=str(tmp_path), birth_date="2021", issue_date="2020")
    assert run(call, fine).status is Status.PASSED
    assert (run(call, odd).status, run(call, odd).note) == (Status.FAILED, "issued before birth")
    assert run(call, document(folder=str(tmp_path), birth_date="1990")).status is Status.SKIPPED


def test_a_rule_out_of_its_days_is_not_applied(rule, document):
    from dataclasses import replace
    from datetime import date

    ended = replace(rule("withdrawn", on="2000-01-01"), valid_until=date(2020, 1, 1))
    subject = document(ended)
    found = apply_rules(subject.profile, subject.readings, None, subject.now)
    assert [f.check for f in found] == ["rules.specimen"]


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"document_number": "000000000"}, Status.UNSURE),
        ({"surname": "SPECIMEN"}, Status.UNSURE),
        ({"surname": "MUSTERMANN", "document_number": "T22000129"}, Status.PASSED),
        ({"document_number": "000000001"}, Status.PASSED),
    ],
)
def test_signs_of_a_sample_are_shown_to_a_person(document, values, status):
    subject = document(**values)
    found = apply_rules(subject.profile, subject.readings, None, subject.now)[-1]
    assert (found.check, found.status) == ("rules.specimen", status)
