from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from verifier.model.zone import ZoneType
from verifier.mrz.confidence import ACCEPTABLE_CONFIDENCE
from verifier.mrz.second import ALONE, HOPEFUL, second_opinion, zone_of

LINES = (
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
    "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
)
PAPER = np.full((300, 900, 3), 255, np.uint8)


def zone(lines=LINES, confidence=0.7, reader="candor"):
    (found,) = zone_of(lines, 0, reader)
    return replace(found, confidence=confidence)


def reader(*zones):
    return lambda pixels, page: zones


def test_lines_of_text_make_a_zone_and_miscounted_fillers_are_mended():
    (found,) = zone_of(["Passport", LINES[0][:-2], LINES[1]], 0, "other")
    assert found.type is ZoneType.TD3
    assert found.lines == LINES
    assert found.readers == ("other",)


def test_text_that_is_no_zone_makes_none():
    assert zone_of(["REPUBLIC OF UTOPIA PASSPORT PASSEPORT"], 0, "other") == ()


@given(st.lists(st.text(max_size=60), max_size=8))
def test_no_text_makes_the_second_reader_fail(texts):
    zone_of(texts, 0, "other")


def test_agreement_raises_the_confidence():
    found = second_opinion(zone(), PAPER, 0, [("other", reader(zone(reader="other")))])
    assert found.confidence > 0.7
    assert found.readers == ("candor", "other")
    assert found.disputed == ()


def test_disagreement_names_the_characters_and_leaves_the_reading():
    other = zone((LINES[0], LINES[1].replace("UTO", "UT0")), reader="other")
    found = second_opinion(zone(), PAPER, 0, [("other", reader(other))])
    assert found.lines == LINES
    assert found.confidence == 0.7
    assert found.disputed == ((1, 12, "0"),)


def test_what_only_a_second_reader_read_is_never_sure():
    found = second_opinion(None, PAPER, 0, [("other", reader(zone(confidence=ALONE)))])
    assert found.lines == LINES
    assert found.confidence < ACCEPTABLE_CONFIDENCE


def test_readers_that_find_nothing_change_nothing():
    assert second_opinion(zone(), PAPER, 0, [("other", reader())]) == zone()
    assert second_opinion(None, PAPER, 0, [("other", reader())]) is None


def test_nobody_is_asked_about_a_zone_that_agreement_could_not_save():
    hopeless = zone(confidence=HOPEFUL - 0.01)
    assert second_opinion(hopeless, PAPER, 0, [("other", never)]) == hopeless


def test_where_one_sees_nothing_in_the_strip_nobody_else_is_asked():
    assert second_opinion(zone(), PAPER, 0, [("first", reader()), ("other", never)]) == zone()


def never(pixels, page):
    raise AssertionError("asked in vain")
