"""What only the reviewer may see never reaches the applicant, in any language."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from verifier.model.reason import Reason, Tier, Withholding
from verifier.reasons.catalogue import catalogue
from verifier.reasons.definition import COMMON_KEYS
from verifier.reasons.language import LANGUAGES
from verifier.reasons.render import render_applicant
from verifier.reasons.style import DETECTION, found

SECRET = "ZQXJ"
DUE = date(2026, 11, 25)
WITHHELD_BY_LAW = Withholding(
    legal_ground=SECRET,
    approved_by=(f"{SECRET}1", f"{SECRET}2"),
    expires=date(2027, 2, 1),
    authority="the data protection authority",
)
WITHHELD = [c for c, d in catalogue().definitions.items() if d.tier in (Tier.T3, Tier.T4)]


def told(reason: Reason, lang: str) -> str:
    text = render_applicant(reason, lang, DUE)
    return f"{text.title} {text.fix} {text.action} {text.fix_verb}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_evidence_never_reaches_the_applicant(lang):
    for code, definition in catalogue().definitions.items():
        every_key = {**COMMON_KEYS, **definition.keys_for("reviewer")}
        secrets = {name: f"{SECRET}{i}" for i, name in enumerate(every_key)}
        example = definition.example_reason()
        bare = replace(example, seen={}, expected={}, evidence=secrets)
        assert SECRET not in told(replace(example, evidence=secrets), lang), code
        assert SECRET not in told(bare, lang), code


@pytest.mark.parametrize("lang", LANGUAGES)
def test_reviewers_keys_stay_hidden_even_where_a_stage_files_them_as_seen(lang):
    for code, definition in catalogue().definitions.items():
        private = set(definition.evidence) - set(definition.keys_for("applicant"))
        misfiled = dict.fromkeys(private - set(COMMON_KEYS), SECRET)
        reason = replace(definition.example_reason(), seen=misfiled, expected=misfiled)
        assert SECRET not in told(reason, lang), code


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", WITHHELD)
def test_a_withheld_reason_tells_nothing_but_the_day_of_the_review(code, lang):
    definition = catalogue()[code]
    every_key = {**COMMON_KEYS, **definition.keys_for("reviewer")}
    secrets = {name: SECRET for name in every_key if name != "due"}
    reason = replace(
        definition.example_reason(),
        seen=secrets,
        expected=secrets,
        evidence=secrets,
        fields=(SECRET,),
    )
    plain = replace(definition.example_reason(), seen={}, expected={}, evidence={}, fields=())
    assert told(reason, lang) == told(plain, lang)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("tier", [Tier.T3, Tier.T4])
def test_raising_the_tier_of_any_reason_silences_its_values(tier, lang):
    for definition in catalogue().definitions.values():
        secrets = {name: SECRET for name in definition.keys_for("applicant") if name != "due"}
        held = WITHHELD_BY_LAW if tier is Tier.T4 else None
        reason = replace(
            definition.example_reason(),
            tier=tier,
            seen=secrets,
            expected=secrets,
            withholding=held,
        )
        assert SECRET not in told(reason, lang), definition.code


@pytest.mark.parametrize("code", WITHHELD)
def test_a_withheld_text_names_no_means_of_detection(code):
    assert not found(DETECTION, told(catalogue()[code].example_reason(), "en"))
