import numpy as np

from training import alphabet as drawn
from verifier.mrz import alphabet, strip


def test_training_and_reading_number_the_characters_alike():
    assert drawn.ALPHABET == alphabet.ALPHABET
    assert drawn.BLANK == alphabet.BLANK


def test_training_and_reading_even_out_strips_alike():
    picture = np.random.default_rng(1).integers(0, 255, (32, 200), dtype=np.uint8)
    assert np.allclose(drawn.normalise(picture), strip.normalise(picture))
