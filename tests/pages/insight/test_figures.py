"""Refusals, reversals and wrong rules are counted as the database has them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from api.cases.appeals import decide_appeal, open_appeal
from api.cases.review import Judgement, decide_by_person
from api.pages.insight.appeals import false_rejections, wrong_rules
from api.pages.insight.figures import Period, Rate, decided, lines, total
from api.pages.insight.times import stays
from api.pages.insight.trend import trend
from api.pages.insight.yearly import as_csv, as_json, year_of, yearly
from api.store.tables.cases import Verification
from tests.pages.console.seed import past, person, told
from verifier.model.decision import Document, Verdict
from verifier.model.reason_code import ReasonCode
from verifier.profiles.load import load_profiles

# One year that no other test of this database uses.
MARCH = datetime(2025, 3, 3, 9, tzinfo=UTC)
YEAR = year_of(2025)
UKR = Document(country="UKR", kind="passport", profile="ukr/passport-2015")
UTO = Document(country="UTO", kind="national_id", profile="uto/id-card")
EXPIRED = told(ReasonCode.VALIDITY_EXPIRED, verdict=Verdict.REJECT, document=UKR)
GLARE = told(ReasonCode.CAPTURE_GLARE, ReasonCode.MATCH_NAME, verdict=Verdict.RETRY, document=UTO)
GOOD = told(verdict=Verdict.ACCEPT, document=UTO)


@pytest.fixture(scope="module")
def history(svc):
    """Two rejected (one reversed, one upheld), two asked again (one overruled), one fine."""
    first, second = person(svc, "First")[0], person(svc, "Second")[0]
    reversed_one, _ = past(svc, EXPIRED, MARCH, language="uk")
    upheld_one, _ = past(svc, EXPIRED, MARCH + timedelta(days=1), language="uk")
    overruled, _ = past(svc, GLARE, MARCH + timedelta(days=40))
    past(svc, GLARE, MARCH + timedelta(days=41))
    past(svc, GOOD, MARCH + timedelta(days=42))
    for case_id, reverse in ((reversed_one, True), (upheld_one, False)):
        with svc.sessions.begin() as session:
            row = session.get_one(Verification, case_id)
            then = MARCH + timedelta(days=2)
            appeal = open_appeal(session, svc.vault, row, "It was extended", now=then)
            decide_appeal(
                session,
                svc.vault,
                row,
                appeal,
                reverse=reverse,
                explanation="Read again",
                reviewer_id=second,
                now=then + timedelta(hours=6),
            )
    with svc.sessions.begin() as session:
        row = session.get_one(Verification, overruled)
        row.attempt -= 1  # the reviewer reads the same attempt again
        accepted = Judgement(verdict=Verdict.ACCEPT)
        at = MARCH + timedelta(days=40, hours=3)
        decide_by_person(session, svc.vault, row, accepted, reviewer_id=first, now=at)
    return svc


@pytest.fixture
def every(history):
    with history.sessions() as session:
        return decided(session, YEAR, load_profiles())


def named(every, by):
    return {line.name: line for line in lines(every, by)}


def test_refusals_are_counted_by_what_came_of_them(every):
    found = total(every)
    assert (found.asked_again, found.rejected) == (2, 2)
    assert (found.appealed, found.reversed, found.upheld, found.overruled) == (2, 1, 1, 1)


def test_by_country_each_has_its_own(every):
    ukraine = named(every, "country")["UKR"]
    assert (ukraine.refused, ukraine.reversed, ukraine.wrong_rate.share) == (2, 1, 0.5)


def test_a_decision_counts_once_for_each_of_its_reasons(every):
    reasons = named(every, "reason")
    assert reasons["capture.glare"].asked_again == reasons["match.name"].asked_again == 2


def test_scripts_come_from_the_profiles(every):
    scripts = named(every, "script")
    assert scripts["Cyrl"].rejected == 2
    assert scripts["Latn"].asked_again == 2


def test_languages_are_the_applicants(every):
    assert named(every, "language")["uk"].rejected == 2


def test_the_most_refused_stand_first(every):
    refused = [line.refused for line in lines(every, "series")]
    assert refused == sorted(refused, reverse=True)


def test_the_rule_behind_a_reversal_is_named(history):
    with history.sessions() as session:
        (rule,) = wrong_rules(session, history.vault, YEAR)
    assert (rule.code, rule.reversed, rule.upheld) == ("validity.expired", 1, 1)
    assert rule.reversal_rate.share == 0.5


def test_genuine_people_refused_first_are_found(history):
    with history.sessions() as session:
        found = false_rejections(session, YEAR)
    assert (found.verified, found.refused_wrongly) == (3, 2)


def test_every_week_and_month_of_a_period_has_a_step(every):
    steps = trend(every, YEAR)
    assert len(steps) == 12
    assert [step.refused for step in steps[2:4]] == [2, 2]
    quarter = Period(since=MARCH, until=MARCH + timedelta(days=90))
    assert sum(step.refused for step in trend(every, quarter)) == 4


def test_time_in_a_state_ends_with_the_next(history):
    with history.sessions() as session:
        found = {one.state: one for one in stays(session, YEAR, MARCH + timedelta(days=60))}
    needs = found["needs_you"]
    assert needs.stays == 4
    assert needs.still == 2
    assert timedelta(hours=3) in (needs.median, needs.ninth) or needs.median > timedelta(hours=3)


def test_the_yearly_figures_name_their_clauses(history):
    with history.sessions() as session:
        figures = yearly(session, 2025, load_profiles())
    by_name = {(one.clause, one.figure, one.detail): one for one in figures}
    assert by_name["15(1)(d)", "complaints received", ""].value == 2
    assert by_name["15(1)(d)", "complaints", "reversed"].value == 1
    assert by_name["15(1)(d)", "median time to an answer", "hours"].value == 6.0
    assert by_name["15(1)(c)", "rejected", "by automated means"].value == 2
    assert by_name["15(1)(e)", "automated refusals found wrong", ""].value == 2
    dispute = by_name["24(1)(a)", "disputes submitted to out-of-court bodies", ""]
    assert (dispute.value, dispute.note) == (None, "not known to Candor")


def test_both_exports_say_the_same(history):
    with history.sessions() as session:
        figures = yearly(session, 2025, load_profiles())
    rows = as_csv(2025, figures).splitlines()
    assert len(rows) == len(as_json(2025, figures)["figures"]) + 1
    assert rows[0] == "year,clause,figure,detail,value,note"


def test_a_year_without_anything_has_no_rate_rather_than_zero(history):
    with history.sessions() as session:
        figures = yearly(session, 2024, load_profiles())
    (rate,) = [one for one in figures if (one.figure, one.detail) == ("error rate", "rate")]
    assert rate.value is None


@pytest.mark.parametrize(("part", "whole"), [(0, 1), (1, 1), (3, 10), (500, 1000)])
def test_an_interval_holds_its_share(part, whole):
    rate = Rate(part=part, whole=whole)
    assert rate.interval is not None
    low, high = rate.interval
    assert 0 <= low <= part / whole <= high <= 1
