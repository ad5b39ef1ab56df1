"""A blind page has no place for colleagues' names or notes."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime

from api.pages.console.history import A_REVIEWER, BlindHistory, blind_history, history
from api.store.tables.cases import DecisionRow

ROW = DecisionRow(
    id="dec_1",
    attempt=1,
    step="review:1",
    verdict="reject",
    codes=["validity.expired"],
    reviewer_id="stf_1",
    final=True,
    created_at=datetime(2026, 11, 22, tzinfo=UTC),
)


def test_a_blind_history_has_no_field_for_notes():
    assert [field.name for field in fields(BlindHistory)] == ["decisions"]


def test_a_blind_history_names_nobody():
    (past,) = blind_history([ROW]).decisions
    assert past.by == A_REVIEWER


def test_an_open_history_names_the_reviewer():
    (past,) = history([ROW], [], {"stf_1": "Ines"}).decisions
    assert past.by == "Ines"
