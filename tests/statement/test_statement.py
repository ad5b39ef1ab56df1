"""A statement is complete or it is not issued, and it says what the law asks for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.statement.papers import (
    ACCEPTED,
    FACTS,
    MEASURE,
    NOW,
    PERSON,
    PLATFORM,
    TAKEN,
    a_statement,
)
from verifier.model.decision import Verdict
from verifier.model.reason import Tier, Withholding
from verifier.statement.form import form
from verifier.statement.incomplete import IncompleteStatementError
from verifier.statement.measure import Duration, Means, MeasureKind
from verifier.statement.parties import Contact, Ground, GroundKind, Law, Person, RemedyKind

COMPLAINT, COURT = PLATFORM.remedies


def without(platform=PLATFORM, **parts):
    return {"platform": replace(platform, **parts)}


def test_a_complete_statement_is_issued():
    assert a_statement().number == "GF-117"


@pytest.mark.parametrize(
    ("lacking", "named"),
    [
        ({"number": ""}, "number"),
        ({"person": Person(account="")}, "person.account"),
        (without(legal_name=""), "platform.legal_name"),
        (without(address=""), "platform.address"),
        (without(contact=Contact(name="Desk")), "platform.contact"),
        (without(contact=Contact(email="a@b.example")), "platform.contact.name"),
        (without(ground=None), "ground is missing"),
        (without(ground=Ground(kind=GroundKind.LAW, reference="§ 1")), "ground.text"),
        (without(remedies=(COURT,)), "complaint or a review"),
        (without(remedies=(COMPLAINT,)), "outside the platform"),
        (without(remedies=(replace(COMPLAINT, where=""), COURT)), "complaint.where"),
        (without(remedies=(replace(COMPLAINT, open_days=None), COURT)), "complaint.open_days"),
        (without(remedies=(replace(COMPLAINT, answered_days=None), COURT)), "answered_days"),
        ({"measure": replace(MEASURE, scope={})}, "measure.scope"),
        ({"measure": replace(MEASURE, territory=())}, "measure.territory"),
        ({"measure": replace(MEASURE, starts=None)}, "measure.starts"),
        ({"measure": replace(MEASURE, duration=Duration.UNTIL_DATE)}, "measure.until"),
        ({"taken": replace(TAKEN, at=None)}, "taken.at"),
        ({"taken": replace(TAKEN, role="")}, "taken.role"),
        ({"facts": replace(FACTS, reasons=(), changes=())}, "facts.reasons"),
        ({"facts": replace(FACTS, changes=())}, "facts.changes"),
        ({"facts": replace(FACTS, verdict=Verdict.REVIEW, due=None)}, "facts.due"),
        ({"facts": ACCEPTED}, "issue a receipt"),
    ],
)
def test_an_incomplete_statement_is_refused_and_says_what_is_missing(lacking, named):
    with pytest.raises(IncompleteStatementError) as refused:
        a_statement(**lacking)
    assert any(named in line for line in refused.value.missing)


def test_everything_missing_is_named_at_once():
    with pytest.raises(IncompleteStatementError) as refused:
        a_statement(number="", person=Person(account=""), **without(address="", remedies=()))
    assert len(refused.value.missing) >= 5


def test_a_refusal_names_no_personal_data():
    with pytest.raises(IncompleteStatementError) as refused:
        a_statement(number="")
    assert PERSON.name not in str(refused.value)


@pytest.mark.parametrize(
    ("lacking", "clause"),
    [
        (without(remedies=(replace(COMPLAINT, open_days=30), COURT)), "DSA 20"),
        (
            without(remedies=(replace(COMPLAINT, kind=RemedyKind.REVIEW, answered_days=30), COURT)),
            "11(2)",
        ),
        (
            {
                "measure": replace(MEASURE, kind=MeasureKind.SUSPENDED),
                "taken": replace(TAKEN, by=Means.AUTOMATED),
            },
            "10(5)",
        ),
        ({"measure": replace(MEASURE, kind=MeasureKind.CLOSED)}, "4(2)"),
    ],
)
def test_a_clock_that_is_too_short_keeps_it_from_being_issued(lacking, clause):
    with pytest.raises(IncompleteStatementError) as refused:
        a_statement(**lacking)
    assert any(clause in line for line in refused.value.missing)


def test_an_account_is_closed_with_notice_or_with_the_reason_for_none():
    closed = replace(MEASURE, kind=MeasureKind.CLOSED)
    assert a_statement(measure=replace(closed, starts=NOW + timedelta(days=30)))
    assert a_statement(measure=replace(closed, no_notice={"en": "A court order of 20 November."}))


def test_clocks_of_acts_the_platform_is_not_under_do_not_bind_it():
    short = replace(COMPLAINT, open_days=30)
    assert a_statement(**without(laws=(Law.P2B,), remedies=(short, COURT)))


def test_a_withholding_that_ran_out_keeps_the_statement_from_being_issued():
    held = Withholding(
        legal_ground="Act, section 3",
        approved_by=("A. First", "B. Second"),
        expires=date(2026, 11, 1),
        authority="the regulator",
    )
    secret = replace(FACTS.reasons[0], tier=Tier.T4, withholding=held)
    with pytest.raises(IncompleteStatementError, match="run out"):
        a_statement(facts=replace(FACTS, reasons=(secret,)))


def test_it_says_what_article_17_asks_for():
    told = form(a_statement())
    assert told["measure"]["kind"] == "refused"
    assert told["measure"]["territory"] == ["worldwide"]
    assert told["measure"]["duration"] == "until_settled"
    assert [r["code"] for r in told["facts"]["reasons"]] == ["validity.expired", "match.name"]
    assert told["facts"]["origin"]["kind"] == "own_check"
    assert told["automation"] == {
        "checking": True,
        "decision": "supported",
        "text": [
            "The document was read and checked by automated means.",
            "A person took the decision with the help of automated means.",
        ],
    }
    assert told["ground"]["reference"] == "Terms of Service, section 4.2"
    assert told["decided_by"] == {
        "by": "supported",
        "role": "Senior reviewer",
        "at": NOW.isoformat(),
    }
    assert told["issuer"]["contact"]["email"] == "decisions@gigforge.example"
    assert told["would_change_it"][0]["decision"] == "accept"


def test_every_clock_is_a_date():
    dates = [one["on"] for one in form(a_statement())["dates"]]
    assert dates == ["2026-11-25", (NOW + timedelta(days=184)).date().isoformat()]


def test_the_platforms_own_words_are_in_the_readers_language_where_it_has_them():
    told = form(a_statement(lang="uk"))
    assert told["measure"]["scope"] == "Виплати та нові контракти."
    assert told["ground"]["text"].startswith("Everyone")  # the platform wrote no Ukrainian here
