"""Whether there is light enough, and not too much, to tell print from paper."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from verifier.model.page import Raster

DARK = 55.0  # the 90th percentile of brightness (0..255) below which paper is not paper
BRIGHT = 190.0  # the darkest 0.2 per cent above which ink has faded into paper
FAINT = 30.0  # levels between dark and light below which print cannot be told from paper
CLIPPED = 250
WHITE = 245
_INK = 0.2  # per cent of a sparse side that its print covers at least


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """Brightness of dark and light parts (0.2nd and 90th percentile, 0..255) and the verdict."""

    low: float
    high: float
    level: str  # dark | bright | faint | good

    @property
    def good(self) -> bool:
        """Whether print can be told from paper."""
        return self.level == "good"


def measure(pixels: Raster) -> Exposure:
    """Return the exposure of a raster."""
    grey = cv2.cvtColor(np.ascontiguousarray(pixels), cv2.COLOR_RGB2GRAY)
    low, high = (float(v) for v in np.percentile(grey[::2, ::2], (_INK, 90)))
    if high < DARK:
        level = "dark"
    elif low > BRIGHT and high >= CLIPPED:  # pale paper with little print is not clipped
        level = "bright"
    elif high - low < FAINT:
        level = "faint"
    else:
        level = "good"
    return Exposure(low=round(low), high=round(high), level=level)


def is_white_paper(pixels: Raster) -> bool:
    """Return whether most of a raster is paper nearly as white as a camera can tell."""
    return float(np.median(pixels[::3, ::3].min(axis=2))) >= WHITE


def glare_share(pixels: Raster) -> float:
    """Return the share of a raster lost to reflection: clipped white in patches with soft rims.

    Paper is white too; a reflection is clipped in every channel over an area far larger than
    the gaps between letters, which opening by a text-sized disc leaves standing.
    """
    red, green, blue = cv2.split(np.ascontiguousarray(pixels))
    clipped = (cv2.min(cv2.min(red, green), blue) >= CLIPPED).astype(np.uint8)
    side = max(3, int(0.02 * max(pixels.shape[:2])))
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    return float(cv2.morphologyEx(clipped, cv2.MORPH_OPEN, disc).mean())
