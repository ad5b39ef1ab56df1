"""A face as a surface: its place on the page, and its print without the machine-readable zone."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from verifier.model.geometry import Quad, Region
from verifier.model.page import Face, Raster
from verifier.model.zone import Zone

# The zone's print is covered a little beyond its letters (a tenth of its height).
_COVER = 0.1


def without_zone(face: Face, zone: Zone | None) -> Raster:
    """Return the face's pixels with the machine-readable zone painted over: it has its reader."""
    if zone is None or zone.page != face.page:
        return face.pixels
    height, width = face.pixels.shape[:2]
    back = np.asarray(np.linalg.inv(to_page(face.quad)), np.float64)
    corners = _mapped(np.array(zone.quad.corners, np.float32), back) * (width, height)
    middle = corners.mean(axis=0)
    wider = (middle + (corners - middle) * (1 + _COVER)).astype(np.int32)
    if not (0 <= middle[0] < width and 0 <= middle[1] < height):
        return face.pixels
    pixels: Raster = face.pixels.copy()
    ground = np.median(pixels.reshape(-1, 3)[:: max(1, pixels.size // 30000)], axis=0)
    cv2.fillPoly(pixels, [wider], tuple(float(v) for v in ground))
    return pixels


def to_page(quad: Quad) -> npt.NDArray[np.float64]:
    """Return the perspective (3 x 3) from fractions of a face to fractions of its page."""
    unit = np.array([(0, 0), (1, 0), (1, 1), (0, 1)], np.float32)
    matrix = cv2.getPerspectiveTransform(unit, np.array(quad.corners, np.float32))
    return np.asarray(matrix, np.float64)


def _mapped(
    points: npt.NDArray[np.float32], matrix: npt.NDArray[np.float64]
) -> npt.NDArray[np.float32]:
    return np.asarray(
        cv2.perspectiveTransform(points.reshape(-1, 1, 2), matrix).reshape(-1, 2), np.float32
    )


def on_page(region: Region, outline: npt.NDArray[np.float64]) -> Region:
    """Return the bounds on the page of a region of a face, `outline` being `to_page` of it."""
    box = np.array(
        [
            (region.left, region.top),
            (region.right, region.top),
            (region.right, region.bottom),
            (region.left, region.bottom),
        ],
        np.float32,
    )
    corners = [(float(x), float(y)) for x, y in _mapped(box, outline)]
    return Quad((corners[0], corners[1], corners[2], corners[3])).bounds
