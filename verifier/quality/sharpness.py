"""How sharp print is: the width of its strongest edges, in pixels.

An edge's width is its contrast over its steepest gradient (Marziliano et al. 2004, "Perceptual
blur"), here by the local range over the gradient at the strongest pixels. It is judged against
the character pitch where that is known, since a wide edge matters only to small print.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from verifier.model.geometry import Place, Region
from verifier.model.page import Page, Raster
from verifier.quality.measure import Measure

Floats = npt.NDArray[np.float32]

NEEDED_EDGE = 4.5  # pixels: wider edges merge OCR-B strokes at 200 dpi (measured on drawn zones)
PITCH_SHARE = 0.32  # of the character pitch: an OCR-B stroke is 0.14 of it, twice that is a smear
_STRONGEST = 0.004  # share of pixels that count as edges
_WINDOW = 15
_SOBEL_GAIN = 8.0  # a 3x3 Sobel of a ramp of one level a pixel
_LEAST_SLOPE = 2.0  # levels a pixel; less is paper
_LEAST_CONTRAST = 25.0  # levels
_WORKING_SIDE = 2000


def edge_width(pixels: Raster) -> float:
    """Return the median width in pixels of the strongest edges; 0 for a blank raster."""
    grey = cv2.cvtColor(np.ascontiguousarray(pixels), cv2.COLOR_RGB2GRAY)
    longest = max(grey.shape)
    scale = min(1.0, _WORKING_SIDE / longest)
    if scale < 1.0:
        grey = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    smooth = np.asarray(cv2.GaussianBlur(grey, (3, 3), 0), np.float32)
    # The camera may have moved one way only: the worse direction counts.
    across, down = (_slope(smooth, *direction) for direction in ((1, 0), (0, 1)))
    row, column = np.ones((1, _WINDOW), np.uint8), np.ones((_WINDOW, 1), np.uint8)
    widths = (_width(smooth, across, row), _width(smooth, down, column))
    return float(max(widths) / scale)


def _slope(smooth: Floats, x: int, y: int) -> Floats:
    sobel = np.abs(cv2.Sobel(smooth, cv2.CV_32F, x, y, ksize=3))
    return np.asarray(sobel / _SOBEL_GAIN, np.float32)


def _width(smooth: Floats, slope: Floats, window: npt.NDArray[np.uint8]) -> float:
    """Return the median width of the steepest edges in one direction, 0 where there are none."""
    contrast = np.asarray(cv2.dilate(smooth, window) - cv2.erode(smooth, window), np.float32)
    steep = max(float(np.quantile(slope, 1 - _STRONGEST)), _LEAST_SLOPE)
    strong = (slope >= steep) & (contrast > _LEAST_CONTRAST)
    return float(np.median(contrast[strong] / slope[strong])) if strong.any() else 0.0


def measure(page: Page, region: Region | None = None, pitch: float | None = None) -> Measure:
    """Return the edge width on a page or a region of it, against what its print needs."""
    width = edge_width(crop(page, region))
    needed = max(NEEDED_EDGE, PITCH_SHARE * pitch) if pitch else NEEDED_EDGE
    return Measure(value=round(width, 1), needed=round(needed, 1), good=0.0 < width <= needed)


def score(measured: Measure) -> int:
    """Return sharpness as people expect it: more is better and 100 is just enough."""
    return round(100 * measured.needed / measured.value) if measured.value else 0


def crop(page: Page, region: Region | None) -> Raster:
    """Return the part of the page a region names, or all of it."""
    if region is None:
        return page.pixels
    left, right = int(region.left * page.width), int(np.ceil(region.right * page.width))
    top, bottom = int(region.top * page.height), int(np.ceil(region.bottom * page.height))
    part = page.pixels[max(top, 0) : max(bottom, top + 1), max(left, 0) : max(right, left + 1)]
    return part if part.size else page.pixels


def places(page: Page, regions: Sequence[Region]) -> tuple[Place, ...]:
    """Return the regions as places on the page."""
    return tuple(Place(page=page.index, region=region) for region in regions)
