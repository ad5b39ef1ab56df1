"""One line of print, cut out of its face, level and at the height a recogniser wants."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import cv2
import numpy as np
import numpy.typing as npt

from verifier.model.geometry import Region
from verifier.model.page import Raster
from verifier.visual.detect import Box

# Below this slope a plain cut keeps the letters whole and spares a resampling.
_LEVEL_DEGREES = 1.0
# The box round a sloped line is tight: without more room accents are cut off.
_SLOPED_MARGIN = 1.12
_LONG = 4.0  # a line this many times longer than high has a slope worth knowing
_LEAST_LINES = 5
_OUTLIER = 0.12  # slope: ornaments and signatures run their own way


def cut(pixels: Raster, box: Box, *, upright: bool = False) -> Raster:
    """Return the pixels of `box`, turned level; at least one pixel each way.

    `upright` keeps the face's own vertical: on a page seen askew lines slope while letters stand.
    """
    height, width = pixels.shape[:2]
    if abs(box.angle) <= _LEVEL_DEGREES:
        x0, x1 = _span(box.x, box.width, width)
        y0, y1 = _span(box.y, box.height, height)
        return pixels[y0:y1, x0:x1]
    slope = np.deg2rad(box.angle)
    along = np.array((np.cos(slope), np.sin(slope)))
    down = np.array((0.0, 1.0)) if upright else np.array((-along[1], along[0]))
    wide, high = max(1, round(box.width)), max(1, round(box.height * _SLOPED_MARGIN))
    corner = np.array((box.x, box.y)) - along * wide / 2 - down * high / 2
    matrix = np.column_stack((along, down, corner))
    level = cv2.warpAffine(
        pixels,
        matrix,
        (wide, high),
        flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return np.asarray(level, np.uint8)


def _span(centre: float, size: float, limit: int) -> tuple[int, int]:
    low = min(max(int(centre - size / 2), 0), limit - 1)
    return low, max(low + 1, min(int(np.ceil(centre + size / 2)), limit))


def region(box: Box, width: int, height: int) -> Region:
    """Return the upright box around `box` in fractions of a raster of that size."""
    slope = np.deg2rad(box.angle)
    across = (abs(box.width * np.cos(slope)) + abs(box.height * np.sin(slope))) / 2
    down = (abs(box.width * np.sin(slope)) + abs(box.height * np.cos(slope))) / 2
    edges = (
        (box.x - across) / width,
        (box.y - down) / height,
        (box.x + across) / width,
        (box.y + down) / height,
    )
    return Region(*(float(min(max(v, 0.0), 1.0)) for v in edges))


def slope_at(boxes: Sequence[Box]) -> Callable[[float], float]:
    """Return the print's slope (down per across) by height on the face, fitted to its long lines.

    A page seen askew slopes more at one end than at the other; a flat one not at all.
    """
    long = [b for b in boxes if b.width > _LONG * b.height]
    if len(long) < _LEAST_LINES or np.median([abs(b.angle) for b in long]) < _LEVEL_DEGREES:
        return lambda _: 0.0
    heights = np.array([b.y for b in long])
    slopes = np.array([np.tan(np.deg2rad(b.angle)) for b in long])
    kept = np.abs(slopes - np.median(slopes)) < _OUTLIER
    if kept.sum() < _LEAST_LINES or np.ptp(heights[kept]) < 1:
        return lambda _: float(np.median(slopes))
    gain, base = np.polyfit(heights[kept], slopes[kept], 1)
    return lambda y: float(gain * y + base)


def level_region(box: Box, width: int, height: int, slope: float) -> Region:
    """Return the box of a line once the face's print, of that slope, is turned level."""
    y = box.y - slope * (box.x - width / 2)
    edges = (
        (box.x - box.width / 2) / width,
        (y - box.height / 2) / height,
        (box.x + box.width / 2) / width,
        (y + box.height / 2) / height,
    )
    return Region(*(float(v) for v in edges))


def level_grey(line: Raster, height: int, margin: int) -> npt.NDArray[np.uint8]:
    """Return the line as grey of that height on white, its ground and ink stretched apart."""
    grey = cv2.cvtColor(line, cv2.COLOR_RGB2GRAY)
    scale = height / grey.shape[0]
    how = cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA
    grey = cv2.resize(grey, (max(8, round(grey.shape[1] * scale)), height), interpolation=how)
    # Ink covers a fifth of a line at most, so the 80th percentile is ground.
    dark, light = np.percentile(grey, (1, 80))
    spread = np.clip((grey.astype(np.float32) - dark) * 255 / max(light - dark, 1.0), 0, 255)
    return np.asarray(
        cv2.copyMakeBorder(
            spread.astype(np.uint8),
            margin,
            margin,
            margin,
            margin,
            cv2.BORDER_CONSTANT,
            value=255,
        ),
        dtype=np.uint8,
    )
