"""A receipt says on what evidence an identity was verified, and rests on some."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.statement.papers import ACCEPTED, FACTS, a_receipt
from verifier.statement.form import form
from verifier.statement.incomplete import IncompleteStatementError


def test_a_receipt_names_the_evidence_that_held():
    told = form(a_receipt())
    assert told["verified_on"] == "2026-11-22"
    assert [one["kind"] for one in told["evidence"]] == ["signed", "zone", "in_force", "name"]
    assert told["assurance"]["level"] == "superior"
    assert told["document"]["text"] == "passport, Ukraine"


def test_a_receipt_holds_nothing_of_the_document_but_its_kind():
    assert set(form(a_receipt())["document"]) == {"country", "kind", "text"}


@pytest.mark.parametrize(
    ("facts", "named"),
    [
        (FACTS, "only an acceptance"),
        (replace(ACCEPTED, kind=None), "facts.kind"),
        (replace(ACCEPTED, passed=("validity.expiry",)), "no check of the document"),
        (replace(ACCEPTED, passed=("seal.expected", "seal.link")), "no check of the document"),
    ],
)
def test_a_receipt_without_its_ground_is_refused(facts, named):
    with pytest.raises(IncompleteStatementError, match=named):
        a_receipt(facts=facts)
