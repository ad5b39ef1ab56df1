"""The recogniser's classes, and how strips are evened out: the same as in `verifier/mrz`.

Said again here so that training needs torch and drawing libraries only, none of Candor's own
dependencies; tests/mrz/test_training.py holds the two together.
"""

from __future__ import annotations

import numpy as np

DIGITS = "0123456789"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ALPHABET = "<" + DIGITS + LETTERS
INDEX = {character: number for number, character in enumerate(ALPHABET)}
BLANK = len(ALPHABET)
_FLOOR = 8.0


def normalise(strip: np.ndarray) -> np.ndarray:
    """Return the strip with mean 0 and spread about 1, as float32 of the same shape."""
    values = strip.astype(np.float32)
    return (values - values.mean()) / (values.std() + _FLOOR)
