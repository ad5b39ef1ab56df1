from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from verifier.mrz.alphabet import ALPHABET, BLANK, INDEX
from verifier.mrz.decode import find_slots, plain, seat

STEP = 3.4


def scores(text, sure=0.98, left=3.0, right=3.0, steps=None):
    """Return log-probabilities as the network gives them for cleanly printed `text`."""
    steps = steps or [STEP] * len(text)
    columns = np.cumsum([left, *steps])[: len(text)]
    total = int(columns[-1] + right + 4)
    chances = np.full((total, BLANK + 1), 1e-5)
    chances[:, BLANK] = 1.0
    for character, column in zip(text, columns, strict=True):
        chances[round(column)] = (1 - sure) / BLANK
        chances[round(column), INDEX[character]] = sure
    chances /= chances.sum(axis=1, keepdims=True)
    return np.log(chances).astype(np.float32)


def seated(text_scores, length, preference=None, grid=None):
    slots = find_slots(text_scores, STEP)
    wish = np.zeros((length, BLANK)) if preference is None else preference
    return seat(slots, text_scores, wish, grid)


@given(st.text(ALPHABET, min_size=30, max_size=30))
@settings(max_examples=40, deadline=None)
def test_clean_print_is_read_as_it_stands(text):
    found = scores(text)
    assert plain(find_slots(found, STEP)) == text
    assert seated(found, 30).text == text


def test_marks_beyond_the_ends_are_left_out():
    line = "L898902C36UTO7408122F1204159ZE184226B<<<<<10"
    found = scores("X7" + line, steps=[STEP, 3 * STEP] + [STEP] * 44)
    assert seated(found, 44).text == line


def test_a_character_seen_twice_is_seated_once():
    line = "ERIKSSON<<ANNA<MARIA<<<<<<<<<<"
    doubled = line[:12] + line[11] + line[12:]
    steps = [STEP] * 12 + [STEP / 2, STEP / 2] + [STEP] * 18
    assert seated(scores(doubled, steps=steps[: len(doubled)]), 30).text == line


def test_a_lost_character_leaves_its_place_and_lowers_the_score():
    line = "ERIKSSON<<ANNA<MARIA<<<<<<<<<<"
    lost = line[:5] + line[6:]
    steps = [STEP] * 4 + [2 * STEP] + [STEP] * 25
    found = seated(scores(lost, steps=steps[: len(lost)]), 30)
    assert found.text[:5] == line[:5]
    assert found.text[6:] == line[6:]
    assert found.score < seated(scores(line), 30).score


def test_the_grammar_settles_look_alikes_and_not_clear_print():
    digit = np.zeros((30, BLANK))
    digit[:, [INDEX[c] for c in ALPHABET if not c.isdigit()]] = -3.0
    tied = scores("1" * 29 + "0", sure=0.98)
    last = np.flatnonzero(tied[:, BLANK] < -0.5)[-1]
    tied[last, INDEX["0"]] = np.log(0.4)
    tied[last, INDEX["O"]] = np.log(0.55)
    assert seated(tied, 30, digit).text[-1] == "0"
    assert seated(scores("1" * 29 + "K"), 30, digit).text[-1] == "K"


def test_too_few_marks_are_no_line():
    assert seated(scores("ABC"), 30) is None
    assert seated(np.log(np.full((40, BLANK + 1), 1e-6)).astype(np.float32), 30) is None


def test_an_even_line_is_even_and_a_shifted_one_is_not():
    line = "ERIKSSON<<ANNA<MARIA<<<<<<<<<<"
    even = seated(scores(line), 30)
    assert even.unevenness < 0.12
    shifted = replace(even, times=even.times + STEP * (np.arange(30) >= 14))
    assert shifted.unevenness > 0.2
