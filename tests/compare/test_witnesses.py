"""The document against itself: what agrees, what only looks different, what differs."""

from __future__ import annotations

from verifier.compare.witnesses import among_witnesses
from verifier.model.comparison import Agreement
from verifier.model.finding import Status
from verifier.model.reading import Reading, Source
from verifier.model.reason_code import ReasonCode


def read(
    field: str, value: str, source: Source = Source.PRINT, sure: float = 0.99, **more
) -> Reading:
    return Reading(field=field, source=source, raw=value, value=value, confidence=sure, **more)


def zone(field: str, value: str) -> Reading:
    return read(field, value, Source.MRZ)


def compared(*readings: Reading):
    findings, comparisons = among_witnesses(readings, "UTO")
    return findings[0], comparisons[0]


def test_a_letter_readers_confuse_asks_to_confirm_and_says_where():
    finding, row = compared(
        zone("document_number", "AB0O1234"), read("document_number", "AB001234")
    )
    assert row.agreement is Agreement.LIKELY
    assert row.note == "character 4: O / 0"
    assert finding.reason is ReasonCode.READ_UNCERTAIN
    assert finding.status is Status.UNSURE


def test_a_real_difference_is_told_character_by_character():
    finding, row = compared(zone("birth_date", "1974-08-12"), read("birth_date", "1979-03-21"))
    assert finding.reason is ReasonCode.CONSISTENCY_PRINT_VS_CODE
    assert "".join(a for a, _, _ in row.alignment) == "1974-08-12"
    assert "".join(b for _, b, _ in row.alignment) == "1979-03-21"
    assert row.differing


def test_a_difference_read_in_doubt_never_accuses():
    finding, row = compared(
        zone("document_number", "AB123456"), read("document_number", "XY987654", sure=0.6)
    )
    assert row.agreement is Agreement.DIFFERENT
    assert finding.status is Status.SKIPPED


def test_a_year_of_two_digits_agrees_with_either_century():
    print_96 = read("expiry_date", "2096-12-10", alternatives=("1996-12-10",))
    finding, row = compared(zone("expiry_date", "1996-12-10"), print_96)
    assert row.rule == "date.two_digit_year"
    assert finding.status is Status.PASSED


def test_a_name_cut_to_fill_its_zone_agrees_though_its_other_part_was_not_read():
    finding, row = compared(
        zone("surname", "BENNELON WOOLOOMO WARRANDY WARNAMBOO"),
        zone("given_names", "D"),
        read("given_names", "DINGO POTOROO"),
    )
    assert row.rule == "mrz.truncated"
    assert row.b == "DINGO POTOROO"
    assert finding.status is Status.PASSED


def test_a_given_name_that_is_no_beginning_of_the_printed_one_differs_all_the_same():
    finding, _ = compared(
        zone("surname", "BENNELON WOOLOOMO WARRANDY WARNAMBOO"),
        zone("given_names", "X"),
        read("given_names", "DINGO POTOROO"),
    )
    assert finding.reason is ReasonCode.CONSISTENCY_PRINT_VS_CODE
