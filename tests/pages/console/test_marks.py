"""Characters that differ are marked, and nothing else is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from api.pages.console.marks import marked
from verifier.model.comparison import Agreement, Comparison
from verifier.model.reading import Source


def compared(a: str, b: str, agreement=Agreement.DIFFERENT, field="document_number", differing=()):
    return Comparison(
        field=field,
        a_source=Source.MRZ,
        a=a,
        b_source=Source.PRINT,
        b=b,
        agreement=agreement,
        differing=differing,
    )


def kinds(pieces):
    return [(piece.text, piece.kind) for piece in pieces]


def test_one_other_digit_is_marked_on_both_sides():
    one = compared("L898902C3", "L898972C3")
    assert ("0", "differs") in kinds(marked("L898902C3", Source.MRZ, [one]))
    assert ("7", "differs") in kinds(marked("L898972C3", Source.PRINT, [one]))


def test_confused_characters_are_marked_as_such():
    one = compared("AB0123", "ABO123", Agreement.LIKELY)
    assert kinds(marked("AB0123", Source.MRZ, [one])) == [
        ("AB", "same"),
        ("0", "alike"),
        ("123", "same"),
    ]


def test_what_is_the_same_by_rule_is_not_marked():
    one = compared("AB 123", "AB-123", Agreement.SAME_BY_RULE)
    assert kinds(marked("AB 123", Source.MRZ, [one])) == [("AB 123", "same")]


def test_only_the_differing_part_of_a_name_is_marked():
    name = compared(
        "ERIKSSON ANNA", "LINDGREN ANNA", field="name", differing=(("ERIKSSON", "LINDGREN"),)
    )
    assert kinds(marked("ERIKSSON ANNA", Source.MRZ, [name])) == [
        ("ERIKSSON", "differs"),
        (" ANNA", "same"),
    ]


def test_another_word_is_marked_whole_not_in_confetti():
    name = compared("ANNA MARIA", "ANNA ERICSON", field="name", differing=(("MARIA", "ERICSON"),))
    assert ("MARIA", "differs") in kinds(marked("ANNA MARIA", Source.MRZ, [name]))


@given(st.text(max_size=30), st.text(max_size=30))
def test_the_pieces_are_the_value(a, b):
    one = compared(a, b)
    assert "".join(piece.text for piece in marked(a, Source.MRZ, [one])) == a
    assert "".join(piece.text for piece in marked(b, Source.PRINT, [one])) == b
