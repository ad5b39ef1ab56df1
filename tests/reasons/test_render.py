"""Whatever a reason holds, two people can read it: the applicant and the reviewer."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verifier.model.finding import Status
from verifier.model.reason import Fault, Reason, Settles, Tier, Withholding
from verifier.model.reason_code import ReasonCode
from verifier.reasons.catalogue import catalogue
from verifier.reasons.definition import COMMON_KEYS
from verifier.reasons.language import LANGUAGES
from verifier.reasons.render import render_applicant, render_reviewer

KEYS = sorted(
    {key for d in catalogue().definitions.values() for key in d.keys_for("reviewer")}
    | set(COMMON_KEYS)
    | {"never_declared"}
)
WITHHELD_BY_LAW = Withholding(
    legal_ground="Act on something, section 3",
    approved_by=("A. First", "B. Second"),
    expires=date(2027, 2, 1),
    authority="the data protection authority",
)
SCALARS = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="{}<>/\u202e\u2067\x00 ab", max_size=12),
    st.sampled_from(
        ["2026-11-22", "2026-13-45", "1980", "1980-05", "UKR", "RKS", "passport", "top"]
    ),
    st.integers(-(10**20), 10**20),
    st.floats(allow_nan=True, allow_infinity=True),
    st.booleans(),
)
VALUES = st.one_of(SCALARS, st.lists(SCALARS, max_size=15).map(tuple))
EVIDENCE = st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=8)


@st.composite
def reasons(draw: st.DrawFn) -> Reason:
    tier = draw(st.sampled_from(list(Tier)))
    return Reason(
        code=draw(st.sampled_from(list(ReasonCode))),
        fault=draw(st.sampled_from(list(Fault))),
        settles=draw(st.sampled_from(list(Settles))),
        tier=tier,
        withholding=WITHHELD_BY_LAW if tier is Tier.T4 else None,
        status=Status.FAILED,
        check="any.check",
        fields=tuple(draw(st.lists(st.sampled_from(KEYS), max_size=3))),
        seen=draw(EVIDENCE),
        expected=draw(EVIDENCE),
        evidence=draw(EVIDENCE),
    )


@settings(max_examples=300, deadline=None)
@given(
    reason=reasons(),
    lang=st.one_of(st.sampled_from(list(LANGUAGES)), st.text(max_size=12)),
    due=st.one_of(st.none(), st.dates()),
)
def test_any_reason_is_put_into_whole_sentences(reason, lang, due):
    told = render_applicant(reason, lang, due)
    private = render_reviewer(reason, lang, due)
    for text in (told.title, told.fix, told.action, private.title, private.fix):
        assert text.strip()
        assert "{" not in text
        assert "}" not in text
        assert "\u202e" not in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_example_reads_in_every_language(lang):
    for code, definition in catalogue().definitions.items():
        told = render_applicant(definition.example_reason(), lang, date(2026, 11, 25))
        assert told.title, code
        assert told.fix, code
        assert not told.title.endswith(".."), code
        assert "  " not in f"{told.title}{told.fix}", code


@pytest.mark.parametrize("lang", [tag for tag in LANGUAGES if tag != "en"])
def test_no_applicant_text_is_left_in_english(lang):
    for code, definition in catalogue().definitions.items():
        reason = definition.example_reason()
        english, told = render_applicant(reason, "en"), render_applicant(reason, lang)
        assert told.title != english.title, code
        assert told.fix != english.fix, code
        assert told.action != english.action or english.action == told.fix_verb, code


def test_a_value_that_is_missing_leaves_a_shorter_true_sentence():
    bare = Reason(
        code=ReasonCode.VALIDITY_EXPIRED,
        fault=Fault.DOCUMENT,
        settles=Settles.ALT,
        tier=Tier.T1,
        status=Status.FAILED,
        check="validity.expiry",
    )
    assert render_applicant(bare).title == "The document has expired."


def test_a_date_is_written_as_the_language_writes_it():
    reason = catalogue()[ReasonCode.VALIDITY_EXPIRED].example_reason()
    assert render_applicant(reason, "de").title == "Das Dokument ist am 1. März 2019 abgelaufen."
    assert render_applicant(reason, "uk").title.endswith("1 березня 2019\u202fр.")


def test_the_reviewer_sees_the_evidence_the_applicant_does_not():
    reason = catalogue()[ReasonCode.CAPTURE_BLURRED].example_reason()
    assert "12.5" in render_reviewer(reason).title
    assert "12.5" not in render_applicant(reason).title
