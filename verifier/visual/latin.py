"""Latin letters and digits of one line: PP-OCR's recogniser, from the model in RapidOCR's wheel.

It reads blurred and low print far better than Tesseract, but makes light of diacritics and knows
no other alphabet of ours, so `fuse` lets a language's own pack speak for those. Its output is a
chain of (character, probability) steps of 8 pixels, collapsed by the CTC rule (Graves 2006).
"""

from __future__ import annotations

import unicodedata
from functools import cache

import cv2
import numpy as np
import numpy.typing as npt

from verifier.model.page import Raster
from verifier.visual.detect import session
from verifier.visual.strip import Char, Strip

_HEIGHT = 48  # the network's fixed input height
# Print is narrowed to this share of its width: a third less time at equal accuracy (bench print).
_NARROW = 0.7
_STEP = 8  # pixels of input for each output step
_LEAST_WIDTH = 32
_MOST_WIDTH = 2400  # a line of 60 letters; longer blobs are ornaments


@cache
def _alphabet() -> tuple[tuple[str, ...], npt.NDArray[np.int64]] | None:
    """Return the characters by class and the classes that are Latin, digits or punctuation."""
    network = session("rec")
    if network is None:
        return None
    listed = network.get_modelmeta().custom_metadata_map.get("character", "")
    letters = ("", *listed.splitlines(), " ")
    kept = [i for i, c in enumerate(letters) if not c or _wanted(c)]
    return letters, np.array(kept)


def _wanted(char: str) -> bool:
    if len(char) != 1 or ord(char) < 0x80:
        return len(char) == 1
    return unicodedata.category(char)[0] == "L" and unicodedata.name(char, "").startswith("LATIN")


def available() -> bool:
    """Return whether the recogniser's model stands on this machine."""
    return session("rec") is not None


def knows(letter: str) -> bool:
    """Return whether the recogniser's alphabet has a letter; True where there is no recogniser."""
    alphabet = _alphabet()
    return alphabet is None or letter in alphabet[0]


def read_latin(line: Raster) -> Strip:
    """Return the characters of a level line cut from its face; empty when nothing was read."""
    network, known = session("rec"), _alphabet()
    if network is None or known is None:
        return ()
    letters, kept = known
    height, width = line.shape[:2]
    wide = int(np.clip(round(_HEIGHT * _NARROW * width / height), _LEAST_WIDTH, _MOST_WIDTH))
    how = cv2.INTER_CUBIC if height < _HEIGHT else cv2.INTER_AREA
    scaled = cv2.resize(line[:, :, ::-1], (wide, _HEIGHT), interpolation=how)
    blob = (scaled.astype(np.float32) / 127.5 - 1).transpose(2, 0, 1)[None]
    steps = network.run(None, {network.get_inputs()[0].name: blob})[0][0]
    return _collapse(steps[:, kept], letters, kept)


def _collapse(
    steps: npt.NDArray[np.float32], letters: tuple[str, ...], kept: npt.NDArray[np.int64]
) -> Strip:
    best = steps.argmax(axis=1)
    count = len(best)
    chars: list[Char] = []
    last = 0
    for i, k in enumerate(best):
        if k and k != last:
            # The probability lost to classes outside `kept` counts as doubt.
            chars.append(
                Char(
                    text=letters[kept[k]],
                    confidence=float(steps[i, k]),
                    left=i / count,
                    right=(i + 1) / count,
                )
            )
        elif k:
            held = chars[-1]
            chars[-1] = Char(
                text=held.text,
                confidence=max(held.confidence, float(steps[i, k])),
                left=held.left,
                right=(i + 1) / count,
            )
        last = int(k)
    return _trim(chars)


def _trim(chars: list[Char]) -> Strip:
    while chars and chars[0].text == " ":
        chars.pop(0)
    while chars and chars[-1].text == " ":
        chars.pop()
    return tuple(chars)
