import pytest

from verifier.model.zone import ZoneType
from verifier.mrz.formats import BY_TYPE, FORMATS, TD1, TD3, check_results, overflow_number

# ICAO Doc 9303 parts 4 to 7 and Appendix A: the standard's own fictitious holders.
EXAMPLES = [
    (
        ZoneType.TD3,
        (
            "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
            "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
        ),
    ),
    (
        ZoneType.TD1,
        (
            "I<UTOD231458907<<<<<<<<<<<<<<<",
            "7408122F1204159UTO<<<<<<<<<<<6",
            "ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
        ),
    ),
    (
        ZoneType.TD2,
        ("I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6"),
    ),
    (
        ZoneType.MRVA,
        (
            "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
            "L8988901C4XXX4009078F96121096ZE184226B<<<<<<",
        ),
    ),
    (
        ZoneType.MRVB,
        ("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "L8988901C4XXX4009078F9612109<<<<<<<<"),
    ),
]


@pytest.mark.parametrize(("kind", "lines"), EXAMPLES)
def test_every_digit_of_the_standard_s_examples_holds(kind, lines):
    results = check_results(BY_TYPE[kind], lines)
    assert results
    assert all(results.values())


@pytest.mark.parametrize(("kind", "lines"), EXAMPLES)
def test_the_examples_keep_to_the_grammar(kind, lines):
    for line, allowed in zip(lines, BY_TYPE[kind].allowed, strict=True):
        assert len(line) == len(allowed)
        assert all(character in expected for character, expected in zip(line, allowed, strict=True))


def test_fields_lie_inside_their_lines():
    for layout in FORMATS:
        for span in layout.fields.values():
            assert 0 <= span.start < span.end <= layout.length
            assert span.line < layout.height


def test_an_empty_personal_number_may_have_a_filler_as_its_digit():
    lines = (
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
        "HA672242<6YTO5802254M9601086<<<<<<<<<<<<<<<8",
    )
    assert check_results(TD3, lines)["personal_number"]


def test_a_long_document_number_goes_on_in_the_optional_data():
    # Doc 9303-5, 4.2.2: D23145890734 with digit 9, nine characters then the rest.
    lines = (
        "I<UTOD23145890<7349<<<<<<<<<<<",
        "3407127M9507122UTO<<<<<<<<<<<2",
        "STEVENSON<<PETER<JOHN<<<<<<<<<",
    )
    assert overflow_number(TD1, lines) == ("734", "9")
    assert all(check_results(TD1, lines).values())


def test_a_short_number_followed_by_a_filler_is_no_long_one():
    lines = ("I<UTOD23145890<<<<<<<<<<<<<<<<", "<" * 30, "<" * 30)
    assert overflow_number(TD1, lines) is None
