"""The sentences around the reasons: every one in every language, with its values in place."""

from __future__ import annotations

import re

import pytest

from verifier.model.decision import Counterfactual, Verdict
from verifier.model.reason_code import ReasonCode
from verifier.model.seal import SealStatus
from verifier.reasons.catalogue import catalogue
from verifier.reasons.language import LANGUAGES
from verifier.reasons.outcome import change_line
from verifier.reasons.sentences import inset, sentence
from verifier.statement.measure import Duration, Means, MeasureKind
from verifier.statement.parties import GroundKind, RemedyKind
from verifier.statement.receipt import EVIDENCE

OTHERS = [tag for tag in LANGUAGES if tag != "en"]
EVERY = [f"{table}.{key}" for table, keys in catalogue().sentences.items() for key in keys]
# One word that some languages write as English does.
SHORT = 12


@pytest.mark.parametrize("lang", OTHERS)
def test_no_sentence_is_left_in_english(lang):
    for name in EVERY:
        values = dict.fromkeys(re.findall(r"\{([a-z_]+)\}", sentence_source(name)), "X")
        told = sentence(name, lang, **values)
        english = sentence(name, "en", **values)
        assert told != english or len(english) <= SHORT, name
        assert "{" not in told


def sentence_source(name: str) -> str:
    table, _, key = name.partition(".")
    return catalogue().sentences[table][key]


def test_every_word_the_code_may_need_is_there():
    needed = [
        *(f"report.{verdict}" for verdict in Verdict),
        *(f"report.once_{verdict}" for verdict in Verdict),
        *(f"seal.{status}" for status in SealStatus),
        *(f"measure.{kind}" for kind in MeasureKind),
        *(f"statement.{one}" for one in (*Duration, *GroundKind, *RemedyKind)),
        *(f"statement.decided_{means}" for means in Means),
        *(f"receipt.{name}" for name in EVIDENCE),
    ]
    assert set(needed) <= set(EVERY)


def test_a_date_that_ends_in_a_full_stop_ends_the_sentence_once():
    told = sentence("receipt.verified", "uk", date="22 листопада 2026 р.")
    assert told == "Особу підтверджено 22 листопада 2026 р."


def test_a_foreign_value_keeps_its_direction():
    told = sentence("statement.origin_notice", "ar", report=inset("Notice 7", "ar"))
    assert "\u2068Notice 7\u2069" in told


@pytest.mark.parametrize("lang", LANGUAGES)
def test_settling_all_is_told_in_every_language(lang):
    change = Counterfactual(
        settled=(ReasonCode.MATCH_NAME, ReasonCode.VALIDITY_EXPIRED), verdict=Verdict.ACCEPT
    )
    told = change_line(change, ["One.", "Two."], lang)
    assert "One" not in told
    assert told != change_line(change, ["One."], lang)
