from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verifier.model.reading import FIELDS
from verifier.visual.states import state_code
from verifier.visual.value import Manner
from verifier.visual.values import values_of

_PLAIN = Manner()


def test_a_name_printed_in_two_scripts_is_two_values() -> None:
    found = values_of("surname", "ТКАЧЕНКО/TKACHENKO", _PLAIN)
    assert [(v.value, v.script) for v in found] == [("ТКАЧЕНКО", "Cyrl"), ("TKACHENKO", "Latn")]


def test_a_names_numbering_and_blanks_are_dropped() -> None:
    (found,) = values_of("surname", "1. VAN  DER MUELLEN", _PLAIN)
    assert found.value == "VAN DER MUELLEN"


@pytest.mark.parametrize("apostrophe", ["'", "’", "ʼ", "`"])
def test_every_apostrophe_is_one(apostrophe: str) -> None:
    (found,) = values_of("given_names", f"МАР{apostrophe}ЯНА", _PLAIN)
    assert found.value == "МАР'ЯНА"


def test_digits_are_no_name() -> None:
    assert values_of("surname", "004517293", _PLAIN) == ()


def test_a_number_loses_its_blanks_and_keeps_its_series() -> None:
    (found,) = values_of("document_number", "AA 0000000", _PLAIN)
    assert found.value == "AA0000000"


def test_a_pattern_settles_o_and_zero_and_says_so() -> None:
    manner = Manner(patterns={"document_number": r"^[A-Z]{2}\d{6}$"})
    (found,) = values_of("document_number", "FXO28817", manner)
    assert found.value == "FX028817"
    assert found.doubtful == (2,)


def test_cyrillic_look_alikes_in_a_number_are_latin() -> None:
    manner = Manner(patterns={"document_number": r"^[A-Z]{2}\d{7}$"})
    (found,) = values_of("document_number", "МР1234567", manner)
    assert found.value == "MP1234567"


def test_native_digits_of_a_number_are_western_in_its_value() -> None:
    (found,) = values_of("personal_number", "১২৩৪৫৬৭৮৯০", _PLAIN)
    assert found.value == "1234567890"


@pytest.mark.parametrize(
    ("text", "sex"),
    [("Ж/F", "F"), ("K / F", "F"), ("E / M", "M"), ("M/M", "M"), ("पुरुष", "M"), ("LAKI-LAKI", "M"),
     ("أنثى", "F"), ("FEMALE", "F"), ("X", "X")],
)  # fmt: skip
def test_sex_is_read_in_each_language(text: str, sex: str) -> None:
    (found,) = values_of("sex", text, _PLAIN)
    assert found.value == sex


@pytest.mark.parametrize(
    ("text", "languages", "code"),
    [
        ("УКРАЇНА", ("uk",), "UKR"),
        ("POLSKA", ("pl",), "POL"),
        ("FIN", (), "FIN"),
        ("D", ("de",), "DEU"),
        ("UTO", (), "UTO"),
        ("KAZAKHSTAN", (), "KAZ"),
    ],
)
def test_a_state_is_known_by_name_or_code(text: str, languages: tuple[str, ...], code: str) -> None:
    assert state_code(text, languages) == code


def test_a_printed_phrase_stands_for_no_expiry() -> None:
    manner = Manner(phrases=("SEUMUR HIDUP",))
    (found,) = values_of("expiry_date", "SEUMUR HIDUP", manner)
    assert found.value == "SEUMUR HIDUP"


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(FIELDS), st.text(max_size=60))
def test_any_text_has_values_within_it_or_none(name: str, text: str) -> None:
    manner = Manner(patterns={"document_number": r"^[A-Z]{2}\d{6}$"}, phrases=("LIFETIME",))
    for found in values_of(name, text, manner):
        assert 0 <= found.start <= found.end <= len(text)
        assert found.value.strip()
        assert 0.0 <= found.fit <= 1.0


@pytest.mark.parametrize(
    "text", ["SERIA XT NR 471829", "XT NR 471829", "seria XT nr. 471829", "Серия XT № 471829"]
)
def test_a_series_and_its_number_are_one(text: str) -> None:
    manner = Manner(patterns={"document_number": r"^[A-Z]{2}\d{6}$"})
    (found,) = values_of("document_number", text, manner)
    assert found.value == "XT471829"


def test_a_profile_says_what_its_letters_of_sex_mean() -> None:
    mexican = Manner(sexes={"H": "M", "M": "F"})
    assert values_of("sex", "M", mexican)[0].value == "F"
    assert values_of("sex", "H", mexican)[0].value == "M"
    assert values_of("sex", "M", _PLAIN)[0].value == "M"


def test_the_blank_after_an_initial_is_put_back() -> None:
    assert values_of("birth_place", "М.ЛЬВІВ", _PLAIN)[0].value == "М. ЛЬВІВ"
