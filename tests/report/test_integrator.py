"""A program gets codes and the names of evidence; no sentence and no value reaches it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings

from tests.report.cases import SECRET, any_reasons, decision_of, secrets_of
from verifier.model.reason import Tier
from verifier.model.reason_code import ReasonCode
from verifier.reasons.catalogue import catalogue
from verifier.report.integrator import integrator_report
from verifier.report.schema import problems

WITHHELD = [c for c, d in catalogue().definitions.items() if d.tier in (Tier.T3, Tier.T4)]


@pytest.mark.parametrize("code", ReasonCode)
def test_no_value_and_no_sentence_reaches_a_program(code):
    reason = catalogue()[code].example_reason()
    secrets = secrets_of(code)
    decision = decision_of(replace(reason, seen=secrets, expected=secrets, evidence=secrets))
    report = integrator_report(decision)
    assert problems(report) == []
    text = json.dumps(report, ensure_ascii=False)
    assert SECRET not in text
    assert " " not in "".join(_texts(report["reasons"]))


@pytest.mark.parametrize("code", WITHHELD)
def test_a_withheld_reason_is_its_code_alone(code):
    reason = replace(catalogue()[code].example_reason(), fields=("surname",))
    secrets = secrets_of(code)
    told = integrator_report(decision_of(replace(reason, seen=secrets, expected=secrets)))
    (entry,) = told["reasons"]
    assert entry["code"] == code
    assert entry["fields"] == entry["seen_keys"] == entry["expected_keys"] == []


@settings(max_examples=100, deadline=None)
@given(any_reasons)
def test_any_decision_keeps_the_contract(reasons):
    report = integrator_report(decision_of(*reasons))
    assert problems(report) == []
    assert SECRET not in json.dumps(report)


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for part in value.values() for text in _texts(part)]
    if isinstance(value, list):
        return [text for part in value for text in _texts(part)]
    return [value] if isinstance(value, str) else []
