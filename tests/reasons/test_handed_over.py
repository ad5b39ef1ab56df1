"""What the stages hand over is what the catalogue declares, in words it knows."""

from __future__ import annotations

import pytest

from fixtures.specimens import specimen
from verifier import Claim, verify
from verifier.decide.policy import load_policy
from verifier.model.page import Input
from verifier.reasons.catalogue import catalogue

SHOWN = (
    "uto-passport-expired",
    "uto-passport-not-yet-valid",
    "uto-passport-wrong-check-digit",
    "uto-passport-birth-date-differs",
    "uto-passport-number-differs",
    "uto-passport-blurred",
    "uto-passport-glare",
    "uto-passport-cropped-left",
)
CLAIM = Claim(surname="Shevchenko", given_names="Taras", birth_date="1970-01-01", country="UKR")


@pytest.mark.all
@pytest.mark.parametrize("name", SHOWN)
def test_every_key_and_word_of_a_finding_is_in_the_catalogue(name, ctx):
    inputs = tuple(Input(name=n, data=data) for n, data in specimen(name).images)
    decision = verify(inputs, CLAIM, ctx, load_policy("strict"))
    fields = catalogue().words["field"]
    told = [f for f in decision.findings if f.reason is not None]
    assert told
    for finding in told:
        definition = catalogue()[finding.reason]
        undeclared = definition.undeclared(finding.seen, finding.expected, finding.evidence)
        assert not undeclared, f"{finding.check} hands over {undeclared} to {finding.reason}"
        named = {*finding.fields, *([finding.seen["field"]] if "field" in finding.seen else [])}
        assert named <= set(fields), f"{finding.check}: {named - set(fields)} has no word"
