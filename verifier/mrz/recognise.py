"""Strips in, character scores out: the trained network, run by onnxruntime on one thread.

The model and how it was trained: verifier/mrz/model/README.md.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from importlib import resources

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from verifier.mrz.strip import normalise

_PROVIDERS = ["CPUExecutionProvider"]


@functools.cache
def _session() -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    # Strips come in every width; a grown arena would hold memory for each of them.
    options.enable_cpu_mem_arena = False
    model = resources.files("verifier.mrz").joinpath("model/zone.onnx").read_bytes()
    return onnxruntime.InferenceSession(model, options, providers=_PROVIDERS)


def scores(strips: Sequence[NDArray[np.uint8]]) -> list[NDArray[np.float32]]:
    """Return for each strip uint8[32, w] its log-probabilities float32[w / 4, 38]."""
    if not strips:
        return []
    widest = max(strip.shape[1] for strip in strips)
    batch = np.zeros((len(strips), 1, strips[0].shape[0], widest), np.float32)
    for row, strip in enumerate(strips):
        values = normalise(strip)
        batch[row, 0] = np.pad(values, ((0, 0), (0, widest - strip.shape[1])), mode="edge")
    (result,) = _session().run(None, {"strips": batch})
    return [
        np.asarray(result[row][: (strip.shape[1] + 3) // 4], np.float32)
        for row, strip in enumerate(strips)
    ]
