"""A paper tells the person no more than their report does, in any language."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tests.report.cases import SECRET, secrets_of
from tests.statement.papers import FACTS, a_statement
from verifier.model.decision import Counterfactual, Verdict
from verifier.model.reason import Tier
from verifier.model.reason_code import ReasonCode
from verifier.reasons.catalogue import catalogue
from verifier.reasons.definition import COMMON_KEYS
from verifier.reasons.language import LANGUAGES
from verifier.statement.form import form


def loaded(code: ReasonCode):
    """A reason with a secret wherever the person may not look, misfiled ones too."""
    definition = catalogue()[code]
    withheld = definition.tier in (Tier.T3, Tier.T4)
    shown = {} if withheld else {**definition.keys_for("applicant"), **COMMON_KEYS}
    private = {name: SECRET for name in secrets_of(code) if name not in shown}
    return replace(
        definition.example_reason(),
        seen=private,
        expected=private,
        evidence=secrets_of(code),
        fields=(SECRET,) if withheld else (),
        check=SECRET,
    )


EVERYTHING = tuple(map(loaded, ReasonCode))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_secret_is_on_paper(lang):
    change = Counterfactual(settled=tuple(ReasonCode), verdict=Verdict.ACCEPT)
    facts = replace(FACTS, reasons=EVERYTHING, changes=(change,))
    told = form(a_statement(facts=facts, lang=lang))
    assert len(told["facts"]["reasons"]) == len(ReasonCode)
    assert SECRET not in json.dumps(told, ensure_ascii=False)


def test_who_agreed_to_withhold_is_not_on_paper():
    reason = catalogue()[ReasonCode.PROCESS_REASON_RESTRICTED_BY_LAW].example_reason()
    facts = replace(
        FACTS,
        reasons=(reason,),
        changes=(Counterfactual(settled=(reason.code,), verdict=Verdict.ACCEPT),),
    )
    text = json.dumps(form(a_statement(facts=facts)))
    assert not any(name in text for name in reason.withholding.approved_by)
    assert reason.withholding.legal_ground not in text
