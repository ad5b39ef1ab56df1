"""In force, in order, old enough: for any country, on any day, with partial dates too."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifier.model.finding import Status
from verifier.model.policy import Policy
from verifier.model.reason_code import ReasonCode
from verifier.profiles.load import load_profiles
from verifier.rules.dates import earliest, latest, years_after
from verifier.rules.validity import validity

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
PROFILES = load_profiles()


@pytest.fixture
def judge(read):
    """Return the findings on some dates, by check."""

    def judge(now=NOW, profile=None, confidence=0.97, policy=None, text=(), **values):
        readings = [read(f, v, confidence=confidence) for f, v in values.items()]
        found = PROFILES.get(profile) if profile else None
        wanted = policy or Policy(name="none")
        return {f.check: f for f in validity(readings, found, now, wanted, None, text)}

    return judge


def test_an_expired_document_fails_with_its_date_and_the_day_it_was_needed(judge):
    found = judge(expiry_date="2019-03-01")["validity.expiry"]
    assert (found.status, found.reason) == (Status.FAILED, ReasonCode.VALIDITY_EXPIRED)
    assert found.seen == {"date": "2019-03-01"}
    assert found.expected == {"on_or_after": "2026-11-22"}


def test_it_is_valid_to_the_end_of_its_last_day(judge):
    assert judge(expiry_date="2026-11-22")["validity.expiry"].status is Status.PASSED
    assert judge(expiry_date="2026-11-21")["validity.expiry"].status is Status.FAILED


def test_before_its_expiry_the_same_document_passes(judge):
    then = datetime(2018, 1, 1, tzinfo=UTC)
    assert judge(now=then, expiry_date="2019-03-01")["validity.expiry"].status is Status.PASSED


def test_a_doubtful_reading_of_the_date_is_unsure(judge):
    found = judge(confidence=0.5, expiry_date="2019-03-01")["validity.expiry"]
    assert found.status is Status.UNSURE


@pytest.mark.parametrize(
    ("printed", "status"),
    [
        ("2026", Status.PASSED),
        ("2026-11", Status.PASSED),
        ("2026-10", Status.FAILED),
        ("2025", Status.FAILED),
    ],
)
def test_a_year_or_month_of_expiry_lasts_to_its_end(judge, printed, status):
    assert judge(expiry_date=printed)["validity.expiry"].status is status


def test_no_date_read_is_not_taken_for_validity(judge):
    assert judge()["validity.expiry"].status is Status.SKIPPED
    assert judge(profile="ukr/passport-2015")["validity.expiry"].status is Status.SKIPPED


@pytest.mark.parametrize("printed", ["9999-12-31", "99-99-9999", "99.99.9999", "01 01 9999"])
def test_a_date_that_means_no_end_never_expires(judge, printed):
    assert judge(expiry_date=printed)["validity.expiry"].status is Status.PASSED


def test_a_no_expiry_phrase_of_another_country_means_nothing(judge):
    found = judge(profile="deu/id-card", text=["TRAJNO"])["validity.expiry"]
    assert found.status is Status.SKIPPED


def test_a_phrase_beside_an_expired_date_is_for_a_person(judge):
    card = {"profile": "hrv/id-card", "text": ["VRIJEDI TRAJNO"]}
    assert judge(**card)["validity.expiry"].status is Status.PASSED
    assert judge(**card, expiry_date="2019-03-01")["validity.expiry"].status is Status.UNSURE
    assert judge(**card, expiry_date="2029-03-01")["validity.expiry"].status is Status.PASSED


def test_a_policy_may_ask_for_days_of_validity_left(judge):
    policy = Policy(name="strict", minimum_validity_days=30)
    found = judge(policy=policy, expiry_date="2026-12-01")["validity.remaining"]
    assert found.reason is ReasonCode.VALIDITY_EXPIRES_TOO_SOON
    assert found.expected == {"days": 30, "on_or_after": "2026-12-22"}
    assert (
        judge(policy=policy, expiry_date="2026-12-22")["validity.remaining"].status is Status.PASSED
    )


def test_a_document_from_tomorrow_on_is_not_yet_valid(judge):
    assert judge(issue_date="2026-11-23")["validity.begun"].status is Status.PASSED
    found = judge(issue_date="2027-01-10")["validity.begun"]
    assert (found.status, found.reason) == (Status.FAILED, ReasonCode.VALIDITY_NOT_YET_VALID)


def test_birth_comes_before_issue_and_issue_before_expiry(judge):
    found = judge(birth_date="2021-01-01", issue_date="2020-05-01", expiry_date="2019-05-01")
    for check in ("validity.birth_before_issue", "validity.issue_before_expiry"):
        assert found[check].reason is ReasonCode.VALIDITY_DATES_INCONSISTENT
    assert found["validity.issue_before_expiry"].seen["a"] == "2020-05-01"


def test_dates_that_may_be_in_order_are_not_called_out_of_it(judge):
    found = judge(birth_date="2020", issue_date="2020-05-01", expiry_date="2020")
    assert found["validity.birth_before_issue"].status is Status.PASSED
    assert found["validity.issue_before_expiry"].status is Status.PASSED


@pytest.mark.parametrize("birth", ["2027-01-01", "1850-01-01"])
def test_nobody_is_born_tomorrow_or_two_lives_ago(judge, birth):
    assert judge(birth_date=birth)["validity.birth"].status is Status.FAILED


@pytest.mark.parametrize(
    ("birth", "status"),
    [
        ("2008-11-22", Status.PASSED),
        ("2008-11-23", Status.FAILED),
        ("2008", Status.UNSURE),
        ("2007", Status.PASSED),
        ("2009", Status.FAILED),
    ],
)
def test_the_minimum_age_is_reached_on_the_birthday(judge, birth, status):
    found = judge(policy=Policy(name="p", minimum_age=18), birth_date=birth)["validity.age"]
    assert found.status is status


def test_who_is_too_young_is_told_the_day(judge):
    found = judge(policy=Policy(name="p", minimum_age=18), birth_date="2011-04-02")["validity.age"]
    assert found.expected == {"age": 18, "on_or_after": "2029-04-02"}
    assert found.reason is ReasonCode.VALIDITY_UNDER_AGE


@given(st.text(max_size=12) | st.from_regex(r"\d{1,5}(-\d{1,3}){0,3}", fullmatch=True))
def test_any_text_is_a_span_of_days_or_no_date(text):
    first, last = earliest(text), latest(text)
    assert (first is None) == (last is None) or text.count("-") == 2
    if first and last:
        assert first <= last


@given(st.dates(), st.integers(min_value=0, max_value=150))
def test_years_are_added_on_any_day(day, years):
    later = years_after(day, years)
    assert later >= day
    assert later.year in (min(day.year + years, 9999), day.year + years)


@given(st.dates(), st.dates(), st.dates(), st.dates(min_value=date(1900, 1, 1)))
def test_any_dates_are_answered(birth, issue, expiry, today):
    from verifier.model.reading import Reading, Source

    values = {"birth_date": birth, "issue_date": issue, "expiry_date": expiry}
    readings = [
        Reading(field=f, source=Source.MRZ, raw="", value=d.isoformat(), confidence=1.0)
        for f, d in values.items()
    ]
    now = datetime(today.year, today.month, today.day, tzinfo=UTC)
    policy = Policy(name="p", minimum_age=18, minimum_validity_days=30)
    found = {f.check: f.status for f in validity(readings, None, now, policy)}
    assert (found["validity.expiry"] is Status.PASSED) == (expiry >= today or expiry.year > 2999)


UKRAINE = {"profile": "ukr/passport-2015", "issue_date": "2012-03-01", "expiry_date": "2022-02-28"}


def test_a_document_perhaps_extended_by_law_says_until_when_and_by_which_rule(judge):
    found = judge(**UKRAINE)["validity.expiry"]
    assert (found.status, found.reason) == (Status.UNSURE, ReasonCode.VALIDITY_EXPIRED)
    assert found.seen == {"date": "2022-02-28", "extended_until": "2027-02-28"}
    assert "extended" in str(found.evidence["rule"])


def test_a_document_past_its_extension_says_only_that_it_expired(judge):
    found = judge(now=datetime(2027, 11, 22, tzinfo=UTC), **UKRAINE)["validity.expiry"]
    assert found.status is Status.FAILED
    assert found.seen == {"date": "2022-02-28"}
    assert "rule" not in found.evidence
