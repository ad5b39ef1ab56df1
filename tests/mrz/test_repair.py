import numpy as np

from verifier.mrz.alphabet import BLANK, INDEX
from verifier.mrz.decode import Seated
from verifier.mrz.formats import TD3
from verifier.mrz.repair import repaired

LINES = (
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
    "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
)


def seated(lines, ties=()):
    """Return clearly printed lines; `ties` are (line, position, other, nats behind)."""
    rows = []
    for number, line in enumerate(lines):
        odds = np.full((len(line), BLANK), -9.0)
        odds[np.arange(len(line)), [INDEX[c] for c in line]] = 0.0
        for tied, position, other, behind in ties:
            if tied == number:
                odds[position, INDEX[other]] = -behind
        rows.append(Seated(odds=odds, times=np.arange(len(line)) * 3.4, score=0.0, pitch=3.4))
    return rows


def misread(position, character):
    second = LINES[1][:position] + character + LINES[1][position + 1 :]
    return (LINES[0], second)


def test_lines_whose_digits_hold_are_left_alone():
    assert repaired(TD3, LINES, seated(LINES)) is None


def test_a_near_tie_is_settled_by_the_digits():
    lines = misread(5, "O")  # L8989O2C3
    assert repaired(TD3, lines, seated(lines, [(1, 5, "0", 0.4)])) == LINES


def test_clear_print_is_never_overridden():
    lines = misread(5, "O")
    assert repaired(TD3, lines, seated(lines, [(1, 5, "0", 4.0)])) is None
    assert repaired(TD3, lines, seated(lines)) is None


def test_a_choice_that_leaves_another_digit_wrong_is_none():
    lines = (LINES[0], LINES[1][:43] + "5")
    assert repaired(TD3, lines, seated(lines, [(1, 5, "O", 0.2)])) is None
