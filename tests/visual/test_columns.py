"""Values of neighbouring columns that were read as one line."""

from __future__ import annotations

from verifier.model.engine import TextLine
from verifier.model.geometry import Region
from verifier.visual.columns import parted
from verifier.visual.labels import everyday
from verifier.visual.layout import pieces_of
from verifier.visual.strip import from_text_line

ASPECT = 1.6


def line(text: str, left: float, top: float, right: float) -> TextLine:
    return TextLine(text=text, confidence=0.99, region=Region(left, top, right, top + 0.04))


def values(*lines: TextLine) -> list[str]:
    labels, found = pieces_of([from_text_line(one) for one in lines], everyday())
    return [piece.text for piece in parted(found, labels, ASPECT)]


def test_two_numbers_under_two_labels_are_two_values() -> None:
    found = values(
        line("CPF", 0.36, 0.65, 0.42),
        line("Document No", 0.605, 0.65, 0.73),
        line("483.920.175-79 04718293651", 0.362, 0.70, 0.788),
    )
    assert found == ["483.920.175-79", "04718293651"]


def test_a_number_in_groups_under_one_label_stays_whole() -> None:
    found = values(line("Document No", 0.36, 0.65, 0.50), line("1234 5678 9012", 0.362, 0.70, 0.70))
    assert found == ["1234 5678 9012"]


def test_a_name_under_two_labels_is_never_cut() -> None:
    found = values(
        line("Surname", 0.36, 0.65, 0.46),
        line("Sex", 0.585, 0.65, 0.62),
        line("DOS SANTOS E GONCALVES", 0.362, 0.70, 0.788),
    )
    assert found == ["DOS SANTOS E GONCALVES"]


def test_a_date_and_a_sex_of_two_columns_are_two_values() -> None:
    assert values(line("21 JUN/JUN 1988 F", 0.3, 0.5, 0.6)) == ["21 JUN/JUN 1988", "F"]
    assert values(line("21 JUN 1988 BERLIN", 0.3, 0.5, 0.6)) == ["21 JUN 1988 BERLIN"]


def test_a_numbered_label_begins_with_its_number() -> None:
    labels, _ = pieces_of([from_text_line(line("15 SEX", 0.5, 0.5, 0.56))], everyday())
    assert labels[0].text == "SEX"
    assert labels[0].region.left == 0.5


def test_words_further_apart_than_a_blank_are_of_two_columns() -> None:
    words = (
        ("SHQIPTARE", 0.99, Region(0.36, 0.5, 0.55, 0.54)),
        ("F", 0.99, Region(0.70, 0.5, 0.72, 0.54)),
    )
    whole = TextLine(
        text="SHQIPTARE F", confidence=0.99, region=Region(0.36, 0.5, 0.72, 0.54), words=words
    )
    assert values(whole) == ["SHQIPTARE", "F"]
