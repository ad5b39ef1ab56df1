"""Check digits of machine-readable zones: weights 7-3-1, modulo 10.

Source: ICAO Doc 9303-3, 8th edition, 4.9 and Appendix A to Part 3.
"""

from __future__ import annotations

from typing import Final

from verifier.mrz.alphabet import DIGITS, FILLER, LETTERS

WEIGHTS: Final = (7, 3, 1)
_MODULUS: Final = 10
_LETTER_BASE: Final = 10  # A is 10, B is 11 and so on (Doc 9303-3, 4.9)


def value(character: str) -> int:
    """Return what a zone character counts; fillers, and anything foreign, count nothing."""
    if character in DIGITS:
        return int(character)
    if character in LETTERS:
        return _LETTER_BASE + ord(character) - ord("A")
    return 0


def check_digit(text: str) -> str:
    """Return the check digit over `text`, as the character to be printed."""
    total = sum(value(c) * WEIGHTS[place % len(WEIGHTS)] for place, c in enumerate(text))
    return str(total % _MODULUS)


def holds(text: str, printed: str, *, filler_when_empty: bool = False) -> bool:
    """Say whether `printed` is the digit over `text`.

    With `filler_when_empty`, a filler is right over a field of fillers only (Doc 9303-4,
    4.2.2.2: the personal number's digit may be 0 or the filler).
    """
    if filler_when_empty and printed == FILLER:
        return not text.strip(FILLER)
    return printed == check_digit(text)
