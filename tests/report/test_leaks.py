"""What only the reviewer may see is in no applicant's report: any code, language and evidence."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.corpus import REPOSITORY
from tests.report.cases import SECRET, any_reasons, decision_of, secrets_of
from verifier.model.reason import Tier
from verifier.model.reason_code import ReasonCode
from verifier.reasons.catalogue import catalogue
from verifier.reasons.definition import COMMON_KEYS
from verifier.reasons.language import LANGUAGES
from verifier.report.applicant import applicant_report
from verifier.report.reviewer import reviewer_report
from verifier.report.schema import problems


@pytest.mark.parametrize("lang", LANGUAGES)
def test_reviewers_evidence_is_in_no_applicants_report(lang):
    for code in ReasonCode:
        definition = catalogue()[code]
        private = set(secrets_of(code)) - set(definition.keys_for("applicant")) - set(COMMON_KEYS)
        misfiled = dict.fromkeys(private, SECRET)
        reason = replace(
            definition.example_reason(), seen=misfiled, expected=misfiled, evidence=misfiled
        )
        report = applicant_report(decision_of(reason), lang)
        assert SECRET not in json.dumps(report, ensure_ascii=False), code


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_withheld_reason_shows_no_value_at_all(lang):
    for code, definition in catalogue().definitions.items():
        if definition.tier in (Tier.T3, Tier.T4):
            secrets = secrets_of(code)
            reason = replace(
                definition.example_reason(),
                seen=secrets,
                expected=secrets,
                evidence=secrets,
                fields=(SECRET,),
            )
            report = applicant_report(decision_of(reason), lang)
            assert SECRET not in json.dumps(report, ensure_ascii=False), code


@settings(max_examples=150, deadline=None)
@given(any_reasons, st.sampled_from(list(LANGUAGES)))
def test_any_decision_keeps_the_contract_and_the_secret(reasons, lang):
    hidden = [replace(reason, seen={}, expected={}) for reason in reasons]
    report = applicant_report(decision_of(*hidden), lang)
    assert problems(report) == []
    assert SECRET not in json.dumps(report, ensure_ascii=False)
    assert problems(reviewer_report(decision_of(*reasons), lang)) == []


def test_the_applicants_module_cannot_reach_the_reviewers():
    source = (REPOSITORY / "verifier" / "report" / "applicant.py").read_text(encoding="utf-8")
    assert "verifier.report.reviewer" not in source
