"""The 37 characters a zone may hold, in the order the recogniser numbers them.

Source: ICAO Doc 9303-3, 8th edition, 4.3 (character set of the machine-readable zone).
"""

from __future__ import annotations

from typing import Final

FILLER: Final = "<"
DIGITS: Final = "0123456789"
LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ALPHABET: Final = FILLER + DIGITS + LETTERS
INDEX: Final = {character: number for number, character in enumerate(ALPHABET)}
BLANK: Final = len(ALPHABET)
"""The recogniser's class for "between characters" (CTC)."""
