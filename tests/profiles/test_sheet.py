"""The sheet: a profile in effect, with examples and the reasons it can give."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

from verifier.model.profile import Confidence
from verifier.model.reason_code import ReasonCode
from verifier.profiles.example import example
from verifier.profiles.forms import matches
from verifier.profiles.load import load_profiles
from verifier.profiles.reasons_given import BY_RULE, of_rule, reasons_given
from verifier.profiles.rule_kinds import RULE_KINDS
from verifier.profiles.sheet import profile_sheet

PROFILES = load_profiles()
RULES = Path(__file__).resolve().parents[2] / "verifier" / "rules"


@pytest.mark.parametrize("name", ["ukr/id-card-2016", "usa/driving-licence", "pol/egov-mdowod"])
def test_a_sheet_is_plain_json_with_everything_inherited(name):
    profile = PROFILES.get(name)
    sheet = profile_sheet(profile, PROFILES.countries[profile.country])
    assert json.loads(json.dumps(sheet)) == sheet
    assert all(field["labels"] for field in sheet["fields"])
    assert all(rule["source"] for rule in sheet["rules"])


def test_every_rule_kind_says_what_it_can_give():
    assert set(BY_RULE) == set(RULE_KINDS)


def test_a_rule_kind_gives_what_its_module_emits():
    for kind, codes in BY_RULE.items():
        path = RULES / f"{kind}.py"
        if not path.is_file():
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        emitted = {
            ReasonCode[node.attr]
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id == "ReasonCode"
        }
        assert set(codes) == emitted, kind


def test_only_checked_rules_give_reasons():
    for profile in PROFILES.profiles():
        for rule in profile.rules:
            if rule.confidence is not Confidence.CHECKED or rule.warns_only:
                assert of_rule(rule) == ()


def test_a_two_sided_card_can_miss_a_side_and_expire():
    given = reasons_given(PROFILES.get("ukr/id-card-2016"))
    assert {ReasonCode.CAPTURE_SIDE_MISSING, ReasonCode.VALIDITY_EXPIRED} <= set(given)
    assert len(given) == len(set(given))


NUMBERED = [(p.id, f.name) for p in PROFILES.profiles() for f in p.fields if f.pattern or f.numbers]


@pytest.mark.parametrize(("name", "field"), NUMBERED[::7])
def test_an_example_fits_its_own_pattern(name, field):
    profile = PROFILES.get(name)
    spec = next(f for f in profile.fields if f.name == field)
    made_up = example(spec, profile, PROFILES.countries[profile.country])
    assert made_up is not None
    assert spec.pattern is None or matches(spec.pattern, made_up.value)
    assert made_up == example(spec, profile, PROFILES.countries[profile.country])
