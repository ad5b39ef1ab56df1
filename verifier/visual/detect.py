"""Where lines of print lie on a face: PP-OCR's text detector, from the model in RapidOCR's wheel.

The network marks text of any script on cluttered ground (differentiable binarisation, Liao et
al. 2020); boxes are the marked blobs grown by the usual offset. One thread; the model file is
opened where the wheel put it and nothing is downloaded.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from verifier.model.page import Raster, has_card_proportions

# The side the longest edge is brought to: labels of 1 mm on a passport page keep 6 pixels, and
# more on a card, whose 85.6 mm need fewer for it (ISO/IEC 7810; ID-3's 125 mm).
WORKING_SIDE = 960
_CARD_SIDE = 864
_STRIDE = 32  # the network's output grid
_INK = 0.3  # PP-OCR's own binarisation threshold
_SURE = 0.5  # least mean probability of a blob
_UNCLIP = 1.6  # PP-OCR's growth of a blob to its line
_LEAST = 3  # pixels of the working image
# ImageNet statistics the network was trained with.
_MEAN = np.array([0.485, 0.456, 0.406], np.float32) * 255
_STD = np.array([0.229, 0.224, 0.225], np.float32) * 255


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A line's box in pixels: centre, size along and across the print, and its slope in degrees."""

    x: float
    y: float
    width: float
    height: float
    angle: float


def bundled_model(kind: str) -> Path | None:
    """Return the `det` or `rec` model file of the installed RapidOCR wheel, or None."""
    spec = find_spec("rapidocr")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent / "models"
    return next(iter(sorted(folder.glob(f"*_{kind}_*.onnx"), reverse=True)), None)


@cache
def session(kind: str) -> Any | None:
    """Return a one-threaded ONNX session of a bundled model, or None where it is missing."""
    path = bundled_model(kind)
    if path is None:
        return None
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    # One large picture gains a fifth of its time from an arena, many small lines nothing.
    options.enable_cpu_mem_arena = kind == "det"
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def find_lines(pixels: Raster) -> tuple[Box, ...] | None:
    """Return the lines of print, top to bottom; None when the detector is not installed."""
    network = session("det")
    if network is None:
        return None
    height, width = pixels.shape[:2]
    side = _CARD_SIDE if has_card_proportions(pixels) else WORKING_SIDE
    scale = side / max(height, width)
    size = tuple(max(_STRIDE, round(v * scale / _STRIDE) * _STRIDE) for v in (width, height))
    work = cv2.resize(pixels[:, :, ::-1], size, interpolation=_interpolation(scale))
    blob = ((work.astype(np.float32) - _MEAN) / _STD).transpose(2, 0, 1)[None]
    ink = network.run(None, {network.get_inputs()[0].name: blob})[0][0, 0]
    boxes = _boxes(ink, width / size[0], height / size[1])
    return tuple(sorted(boxes, key=lambda b: (b.y, b.x)))


def _interpolation(scale: float) -> int:
    return cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC


def _boxes(ink: npt.NDArray[np.float32], across: float, down: float) -> list[Box]:
    mask = (ink > _INK).astype(np.uint8)
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    found = (_box(contour, ink, across, down) for contour in contours)
    return [b for b in found if b is not None]


def _box(
    contour: npt.NDArray[Any], ink: npt.NDArray[np.float32], across: float, down: float
) -> Box | None:
    left, top, wide, high = cv2.boundingRect(contour)
    if min(wide, high) < _LEAST:
        return None
    part = ink[top : top + high, left : left + wide]
    blob = np.zeros(part.shape, np.uint8)
    cv2.drawContours(blob, [contour], -1, 1, -1, offset=(-left, -top))
    if float(part[blob > 0].mean()) < _SURE:
        return None
    (x, y), (a, b), angle = cv2.minAreaRect(contour)
    if a < b:
        a, b, angle = b, a, angle - 90
    angle = (angle + 90) % 180 - 90
    if abs(angle) > 45:  # a single letter or a line that runs downwards
        a, b, angle = b, a, 0.0
    grow = 2 * a * b * _UNCLIP / max(2 * (a + b), 1e-6)
    return Box(
        x=(x + 0.5) * across,
        y=(y + 0.5) * down,
        width=(a + grow) * across,
        height=(b + grow) * down,
        angle=angle,
    )
