"""A reviewer's reading of a misread field runs the checks again, and decides nothing by itself."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from api.cases.check import finish
from api.cases.correct import CorrectionError, check_anew, correct_reading, corrections
from api.cases.decisions import decision_of, decisions
from api.store.tables.cases import Verification
from api.store.tables.review import Correction
from fixtures.specimens import specimen
from tests.api.cases.conftest import made_up
from verifier.model.decision import Verdict


def correct(case, field="surname", source="print", value="ERIKSSON"):
    with case.svc.sessions.begin() as session:
        row = session.get_one(Verification, case.id, with_for_update=True)
        return correct_reading(
            session,
            case.svc.vault,
            row,
            field=field,
            source=source,
            value=value,
            staff_id="staff_a",
            now=case.svc.now(),
        )


@pytest.mark.parametrize(
    ("field", "source"), [("surname", "signed"), ("surname", "claim"), ("colour", "print")]
)
def test_only_what_was_read_from_the_document_can_be_corrected(case, field, source):
    case.decided(Verdict.REVIEW, "read.uncertain")
    with pytest.raises(CorrectionError, match="only what was read"):
        correct(case, field, source)


@pytest.mark.parametrize("value", ["", "   ", "x" * 201])
def test_a_correction_says_something_short(case, value):
    case.decided(Verdict.REVIEW, "read.uncertain")
    with pytest.raises(CorrectionError, match="write what the document says"):
        correct(case, value=value)


def test_what_is_with_the_applicant_is_not_corrected(case):
    case.decided(Verdict.RETRY)
    with pytest.raises(CorrectionError, match="needs_you"):
        correct(case)


def test_a_second_correction_replaces_the_first_and_none_is_kept_in_clear(case, svc):
    case.decided(Verdict.REVIEW, "read.uncertain")
    correct(case, value="ERIKSON")
    correct(case, value="ERIKSSON")
    with svc.sessions() as session:
        (kept,) = session.scalars(select(Correction).where(Correction.verification_id == case.id))
        (reading,) = corrections(session, svc.vault, case.row)
    assert b"ERIKSSON" not in kept.value
    assert (reading.value, reading.confidence) == ("ERIKSSON", 1.0)


def test_a_case_that_moved_on_is_left_alone(case, svc):
    case.decided(Verdict.RETRY)
    assert check_anew(svc, case.id, staff_id="staff_a") is None


def test_the_checks_run_again_with_the_correction_and_the_case_stays_with_its_reviewer(case, svc):
    case.send(specimen("uto-passport-name-differs").images[0][1])
    with_print = "consistency.print_vs_code"
    assert finish(svc, case.submit(), made_up(Verdict.REVIEW, with_print, svc.now()))
    correct(case)
    made = check_anew(svc, case.id, staff_id="staff_a")
    assert made is not None
    assert (made.step, made.reviewer_id) == ("rerun:1", None)
    assert with_print not in made.codes
    assert (case.row.state, case.row.attempts_used) == ("with_reviewer", 0)
    with svc.sessions() as session:
        newest = decisions(session, case.row)[0]
        readings = decision_of(session, svc.vault, newest).readings
    (surname,) = [r for r in readings if (r.field, r.source) == ("surname", "print")]
    assert surname.value == "ERIKSSON"
