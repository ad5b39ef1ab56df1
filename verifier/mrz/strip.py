"""Cutting a row out of the page as the recogniser wants it: upright, straight, evenly grey."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from verifier.mrz.components import Floats, Grey
from verifier.mrz.locate import Row

STRIP_HEIGHT: Final = 32
FRAME: Final = 4
"""Pixels of strip per column of scores (the network halves the width twice)."""
PITCH: Final = 13.5
"""Pixels of strip per character: the middle of what the network was trained on (10 to 17)."""
TALL: Final = 1.55
"""Strip height in heights of a capital; trained on 1.25 to 2.05."""
MARGIN: Final = 1.5
"""Characters of paper kept before the first and after the last centre."""
_FLOOR: Final = 8.0
"""Grey levels added to the spread, so that blank paper is not blown up into noise."""
_RADIUS, _GAIN = 2.5, 3.0  # strip pixels and factor of the sharpening of blurred strips
_STRAIGHT: Final = 0.06  # bends of less than this share of a capital are ignored


def normalise(strip: Grey) -> NDArray[np.float32]:
    """Return the strip with mean 0 and spread about 1, as float32 of the same shape."""
    values = strip.astype(np.float32)
    result: NDArray[np.float32] = (values - values.mean()) / (values.std() + _FLOOR)
    return result


@dataclass(slots=True)
class Pyramid:
    """A grey page and its halvings, made when first asked for.

    Strips cut from it are sharpened where `sharp` is set: for blurred print.
    """

    base: Grey
    sharp: bool = False
    _levels: list[Grey] = field(default_factory=list)

    def sharpened(self) -> Pyramid:
        """Return the same page, its strips to be sharpened."""
        return Pyramid(self.base, sharp=True, _levels=self._levels)

    def level(self, reduction: int) -> Grey:
        """Return the page halved `reduction` times."""
        while len(self._levels) <= reduction:
            if not self._levels:
                self._levels.append(self.base)
                continue
            last = self._levels[-1]
            size = (max(1, last.shape[1] // 2), max(1, last.shape[0] // 2))
            half = cv2.resize(last, size, interpolation=cv2.INTER_AREA)
            self._levels.append(np.asarray(half, np.uint8))
        return self._levels[reduction]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """How strip pixels map to the page: `place(x, y)` gives page pixels."""

    origin: Floats
    across: Floats
    down: Floats
    bend: float
    width: int

    def place(self, x: Floats, y: Floats) -> Floats:
        """Return page points float64[n, 2] of strip points."""
        flat = self.origin + x[:, None] * self.across + y[:, None] * self.down
        share = x / self.width
        normal = self.down / max(float(np.hypot(*self.down)), 1e-9)
        sag: Floats = flat + (4 * self.bend * share * (1 - share))[:, None] * normal
        return sag


def plan(row: Row, tall: float = TALL, shift: float = 0.0) -> Cut:
    """Return the cut for `row`; `shift` moves it down by that share of a capital's height."""
    unit = row.direction
    normal = np.array([-unit[1], unit[0]])
    height = row.cap * tall
    length = float(np.hypot(*(row.end - row.start))) + 2 * (MARGIN + 0.5) * row.pitch
    width = max(4 * FRAME, round(length * PITCH / row.pitch))
    top_left = row.start - unit * (MARGIN + 0.5) * row.pitch
    return Cut(
        origin=top_left + normal * (shift * row.cap - height / 2),
        across=unit * (length / width),
        down=normal * (height / STRIP_HEIGHT),
        bend=row.bend if abs(row.bend) > _STRAIGHT * row.cap else 0.0,
        width=width,
    )


def cut(pages: Pyramid, how: Cut) -> Grey:
    """Return the strip uint8[32, how.width]."""
    strip = _flat(pages, how)
    return _sharpened(strip) if pages.sharp else strip


def _sharpened(strip: Grey) -> Grey:
    values = strip.astype(np.float32)
    crisp = values + _GAIN * (values - cv2.GaussianBlur(values, (0, 0), _RADIUS))
    return np.clip(crisp, 0, 255).astype(np.uint8)


def _flat(pages: Pyramid, how: Cut) -> Grey:
    step = min(float(np.hypot(*how.across)), float(np.hypot(*how.down)))
    reduction = max(0, int(np.floor(np.log2(max(step, 1e-6)) + 0.3)))
    page = pages.level(reduction)
    factor = 0.5**reduction
    size = (how.width, STRIP_HEIGHT)
    # Halving moves pixel centres: (x + 1/2) * factor - 1/2.
    origin = how.origin * factor + (factor - 1) / 2
    across, down = how.across * factor, how.down * factor
    if how.bend == 0.0:
        matrix = np.stack([across, down, origin], axis=1).astype(np.float32)
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        strip = cv2.warpAffine(page, matrix, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(strip, np.uint8)
    x = np.arange(how.width, dtype=np.float64)
    top = how.place(x, np.zeros(how.width)) * factor + (factor - 1) / 2
    rows = np.arange(STRIP_HEIGHT)[:, None]
    map_x = (top[:, 0][None] + rows * down[0]).astype(np.float32)
    map_y = (top[:, 1][None] + rows * down[1]).astype(np.float32)
    strip = cv2.remap(page, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(strip, np.uint8)
