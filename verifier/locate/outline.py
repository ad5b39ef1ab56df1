"""Finds a document's outline on a page by its edges, when no zone says where it lies.

Four straight sides are sought first (`sides`), then contours of an edge image, of which the
largest convex four-sided one wins. Sources: the usual method (Canny 1986; Douglas-Peucker
simplification) and the reference notes' measurements.
"""

from __future__ import annotations

import math

import cv2
import numpy as np
import numpy.typing as npt

from verifier.locate.ground import stands_out
from verifier.locate.sides import quads_of
from verifier.locate.written import print_share
from verifier.model.page import Raster

Picture = npt.NDArray[np.uint8]
Corners = npt.NDArray[np.float32]  # 4 x 2, pixels: top-left, top-right, bottom-right, bottom-left

WORKING_SIDE = 500
_CANNY = (40, 120)
_SIMPLIFY = (0.02, 0.04, 0.06)  # of the hull's perimeter
_CANDIDATES = 3
MIN_SHARE = 0.02  # of the page: a card held far away; smaller ones no camera can read
MAX_SHARE = 0.985  # larger ones are the picture's own frame
_PLAINLY_WHOLE = 0.35  # of the page: no portrait on a document is larger
_LEAST_PRINT = 0.35  # of the print in sight; portraits stay below 0.3 (drawn cards)
_ASPECTS = (1.25, 1.85)  # ID-3 is 1.42, ID-2 1.42, ID-1 1.586, with room for perspective
_STEEPEST_VIEW = 1.6  # longer to shorter of two opposite sides; seen steeper, print is unreadable
_MOST_SLANT = 0.31  # cosine of the angle of two sides: 18 degrees off the right angle
_MIN_FILL = 0.9  # of the quad's area that its contour covers


def find_outline(pixels: Raster, least: float = MIN_SHARE) -> Corners | None:
    """Return the corners of the document on `pixels`, or None when no clear outline is seen.

    `least` is the share of the picture that it must fill.
    """
    scale = WORKING_SIDE / max(pixels.shape[:2])
    small = np.asarray(
        cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8
    )
    area = float(small.shape[0] * small.shape[1])
    fitting = [q for q in quads_of(small) if _fits(q, area, least)][:_CANDIDATES]
    straight = next((q for q in fitting if stands_out(small, q)), None)
    if straight is not None and _holds_the_print(small, straight, area):
        return in_reading_order(straight / np.float32(scale))
    for channel in _views(small):
        edges = cv2.dilate(cv2.Canny(channel, *_CANNY), np.ones((3, 3), np.uint8))
        contours, _ = cv2.findContours(edges, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        for contour in sorted(contours, key=cv2.contourArea, reverse=True)[:_CANDIDATES]:
            points = np.asarray(contour, np.int32)
            quad = _four_sided(points)
            likely = quad is not None and _plausible(quad, points, area, least)
            if quad is None or not likely or not stands_out(small, quad):
                continue
            if _holds_the_print(small, quad, area):
                return in_reading_order(quad / scale)
    return None


def _holds_the_print(small: Picture, quad: Corners, area: float) -> bool:
    """Whether a small outline holds much of the print in sight; a portrait's does not."""
    if cv2.contourArea(quad) >= _PLAINLY_WHOLE * area:
        return True
    return print_share(small, quad) >= _LEAST_PRINT


def _views(small: Picture) -> tuple[Picture, ...]:
    smooth = cv2.GaussianBlur(small, (5, 5), 0)
    saturation = cv2.cvtColor(smooth, cv2.COLOR_RGB2HSV)[:, :, 1]
    grey = cv2.cvtColor(smooth, cv2.COLOR_RGB2GRAY)
    return (np.asarray(grey, np.uint8), np.asarray(saturation, np.uint8))


def _four_sided(contour: npt.NDArray[np.int32]) -> Corners | None:
    hull = cv2.convexHull(contour)
    length = cv2.arcLength(hull, True)
    for share in _SIMPLIFY:
        points = cv2.approxPolyDP(hull, share * length, True)
        if len(points) == 4:
            return points[:, 0].astype(np.float32)
    return None


def _plausible(quad: Corners, contour: npt.NDArray[np.int32], area: float, least: float) -> bool:
    if cv2.contourArea(cv2.convexHull(contour)) < _MIN_FILL * cv2.contourArea(quad):
        return False
    return _fits(quad, area, least)


def _fits(quad: Corners, area: float, least: float) -> bool:
    """Whether a quadrilateral has a document's size in the picture and its proportions."""
    if not least * area < cv2.contourArea(quad) < MAX_SHARE * area:
        return False
    # Thousands are looked at: four corners are sooner done one by one than as arrays.
    corners = quad.tolist()
    following = [*corners[1:], corners[0]]
    sides = [(c - a, d - b) for (a, b), (c, d) in zip(corners, following, strict=True)]
    lengths = [max(math.hypot(x, y), 1.0) for x, y in sides]
    for one, other in ((0, 2), (1, 3)):
        if max(lengths[one], lengths[other]) > _STEEPEST_VIEW * min(lengths[one], lengths[other]):
            return False
    for i in range(4):
        (ax, ay), (bx, by) = sides[i - 1], sides[i]
        if abs(ax * bx + ay * by) > _MOST_SLANT * lengths[i - 1] * lengths[i]:
            return False
    low, high = sorted((lengths[0] + lengths[2], lengths[1] + lengths[3]))
    return bool(_ASPECTS[0] <= high / low <= _ASPECTS[1])


def in_reading_order(quad: Corners) -> Corners:
    """Return the corners clockwise from the one at the picture's top left.

    A document taller than wide is left so: people hold a page upright far more often than a card
    sideways, and print that lies on its side is turned when it is read.
    """
    centre = quad.mean(axis=0)
    angles = np.arctan2(quad[:, 1] - centre[1], quad[:, 0] - centre[0])
    clockwise = quad[np.argsort(angles)]
    start = int(np.argmin(clockwise.sum(axis=1)))
    return np.roll(clockwise, -start, axis=0).astype(np.float32)


def side_lengths(quad: Corners) -> tuple[float, float]:
    """Return mean width and height of a quad given in reading order, in its own units."""
    width = (np.linalg.norm(quad[1] - quad[0]) + np.linalg.norm(quad[2] - quad[3])) / 2
    height = (np.linalg.norm(quad[3] - quad[0]) + np.linalg.norm(quad[2] - quad[1])) / 2
    return float(width), float(height)
