from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from verifier.mrz.alphabet import ALPHABET
from verifier.mrz.fields import may_be_truncated, name_words, raw_fields, read_date
from verifier.mrz.formats import TD1, TD3

TODAY = date(2026, 11, 22)


def test_names_part_at_the_first_two_fillers():
    lines = ("P<UTOVAN<DER<MUELLEN<<MARTIN<<<<<<<<<<<<<<<<", "<" * 44)
    fields = raw_fields(TD3, lines)
    assert name_words(fields["surname"]) == "VAN DER MUELLEN"
    assert name_words(fields["given_names"]) == "MARTIN"


def test_a_single_name_has_no_given_names():
    fields = raw_fields(TD3, ("P<UTOARKFREITH".ljust(44, "<"), "<" * 44))
    assert name_words(fields["surname"]) == "ARKFREITH"
    assert name_words(fields["given_names"]) == ""


def test_a_long_document_number_is_joined():
    lines = ("I<UTOD23145890<7349<<<<<<<<<<<", "3407127M9507122UTO<<<<<<<<<<<2", "<" * 30)
    assert raw_fields(TD1, lines)["document_number"] == "D23145890734"


def test_a_letter_in_the_last_place_may_mean_more_was_cut():
    assert may_be_truncated("PAPANDROPOULOUS<<JONATHON<WARREN<TREVOR")
    assert not may_be_truncated("ERIKSSON<<ANNA<<<")


def test_the_century_is_the_latest_that_is_not_in_the_future():
    assert read_date("740812", latest=TODAY) == "1974-08-12"
    assert read_date("261122", latest=TODAY) == "2026-11-22"
    assert read_date("261123", latest=TODAY) == "1926-11-23"


def test_unknown_parts_of_a_birth_date_stay_unknown():
    assert read_date("80<<<<", latest=TODAY) == "1980"
    assert read_date("8005<<", latest=TODAY) == "1980-05"


def test_what_is_no_day_is_no_date():
    assert read_date("801332", latest=TODAY) is None
    assert read_date("800230", latest=TODAY) is None
    assert read_date("8O0101", latest=TODAY) is None


@given(st.text(ALPHABET, max_size=8))
def test_no_text_makes_the_date_reader_fail(text):
    found = read_date(text, latest=TODAY)
    assert found is None or len(found) in (4, 7, 10)
