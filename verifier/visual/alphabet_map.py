"""Where slashes part a line and which alphabet stands on each side, told by shape before reading.

A small network of our own (verifier/visual/model/README.md) gives each column of a line the script
its letter belongs to; letters two alphabets share are told by their neighbours. Readers of one
alphabet take another's letters, and the slash, for their own; so each side is read by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from verifier.model.page import Raster

_HEIGHT = 48  # pixels of a strip
_LEAST_WIDTH, _MOST_WIDTH = 16, 2400
_FAINT = 8.0  # least spread of grey that is print
_SLASH = "/"
_DIGIT = "0"
_SEEN = 0.6  # of a slash, at its surest column
_LATIN = "Latn"
_LEAST_LETTERS = 1.0  # columns


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What stands between two slashes: [left, right) in fractions of the line's width.

    `latin` is the share of its letters that are Latin, None where digits and signs alone stand.
    """

    left: float
    right: float
    latin: float | None


@cache
def _network() -> tuple[Any, tuple[str, ...]]:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # lines come in every width
    model = files("verifier.visual").joinpath("model/scripts.onnx").read_bytes()
    network = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    named = network.get_modelmeta().custom_metadata_map["classes"]
    return network, ("", *named.split(" "))


def sides_of(line: Raster, scripts: frozenset[str]) -> tuple[Side, ...]:
    """Return the sides of a level line, left to right.

    `scripts` (ISO 15924) are those the document may print beside Latin. Slashes between digits, as
    in dates and numbers, part nothing.
    """
    network, classes = _network()
    scores = network.run(None, {"strips": _strip(line)})[0][0]
    allowed = [not c or c in (_SLASH, _DIGIT, _LATIN) or c in scripts for c in classes]
    scores = np.where(allowed, scores, -np.inf)
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    odds /= odds.sum(axis=1, keepdims=True)
    latin = odds[:, classes.index(_LATIN)]
    native = odds[:, [i for i, c in enumerate(classes) if c in scripts and c != _LATIN]].sum(axis=1)
    count = len(odds)
    sides: list[Side] = []
    at = 0
    for start, end in (*_slashes(odds[:, classes.index(_SLASH)]), (count, count)):
        letters = float(latin[at:start].sum() + native[at:start].sum())
        share = float(latin[at:start].sum()) / letters if letters >= _LEAST_LETTERS else None
        if at < start and (_shows(odds[at:start]) or start - at == count):
            sides.append(Side(left=at / count, right=start / count, latin=share))
        at = end
    return tuple(_with_whole_numbers(sides))


def _shows(odds: npt.NDArray[np.float32]) -> bool:
    """Whether columns show letters or digits, and not only the paper beyond a last slash."""
    return bool((odds[:, 0] < _SEEN).any())


def _with_whole_numbers(sides: list[Side]) -> list[Side]:
    whole: list[Side] = []
    for side in sides:
        if whole and side.latin is None and whole[-1].latin is None:
            whole[-1] = Side(left=whole[-1].left, right=side.right, latin=None)
        else:
            whole.append(side)
    return whole


def _strip(line: Raster) -> npt.NDArray[np.float32]:
    grey = cv2.cvtColor(line, cv2.COLOR_RGB2GRAY)
    height, width = grey.shape
    wide = int(np.clip(round(_HEIGHT * width / height), _LEAST_WIDTH, _MOST_WIDTH))
    how = cv2.INTER_CUBIC if height < _HEIGHT else cv2.INTER_AREA
    strip = cv2.resize(grey, (wide, _HEIGHT), interpolation=how).astype(np.float32)
    level = (strip - strip.mean()) / max(float(strip.std()), _FAINT)
    return np.asarray(level[None, None], np.float32)


def _slashes(odds: npt.NDArray[np.float32]) -> Iterator[tuple[int, int]]:
    """Yield [start, end) of each slash, in columns."""
    for seen, run in groupby(range(len(odds)), key=lambda i: bool(odds[i] > _SEEN / 2)):
        columns = list(run)
        if seen and odds[columns].max() >= _SEEN:
            yield columns[0], columns[-1] + 1
