"""A document too far away to be read: a small printed thing that lies alone in a large picture.

The usual search ends where no camera can read (`outline.MIN_SHARE`). Smaller ones are looked for
only when nothing was read, so that a person is told to move closer and not that no document is
there. Places full of fine marks are looked at one by one, as if cut out by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np
import numpy.typing as npt

from verifier.locate.faces import flatten, is_sheet
from verifier.locate.outline import WORKING_SIDE, Corners, find_outline, side_lengths
from verifier.model.page import Face, Page, Raster

_SIDES = (0.03, 0.25)  # of the picture's longer side; larger ones the usual search finds
_STEEP = 24  # levels between neighbours: print on paper, not wood or cloth
_JOINED = 9  # pixels of the working picture: farther apart than the lines of so small a page
_MOST_PLACES = 4
_ROOM = 0.6  # of its longer side, kept about a place
_LEAST_OF_PLACE = 0.1  # of the cut-out, which the outline must fill
_LEAST_WIDE = 60  # pixels: print on anything smaller shows nowhere at all
_WITHIN, _ABOUT = 0.92, 1.15  # of the outline: clear of its own edge on either side
_PRINTED = 0.12  # least share of marks within; drawn documents have 0.16 and more
_BARE = 0.02  # most share of marks about it; on a document they surround a portrait

Grey = npt.NDArray[np.uint8]
Box = tuple[int, int, int, int]  # left, top, right, bottom in pixels


def with_far_ones(pages: Sequence[Page], faces: Sequence[Face]) -> tuple[Face, ...]:
    """Return the faces, a whole page replaced by the small document on it where there is one.

    For pages of which nothing was read; a scan cut to its edges has nothing far on it.
    """
    by_index = {page.index: page for page in pages}
    return tuple(_nearer(by_index[face.page], face) for face in faces)


def _nearer(page: Page, face: Face) -> Face:
    if face.outline_found or is_sheet(page):
        return face
    corners = _far_outline(page.pixels)
    return face if corners is None else flatten(page, corners)


def _far_outline(pixels: Raster) -> Corners | None:
    """Return the corners (pixels, in reading order) of a small document, None without one."""
    for left, top, right, bottom in _places(pixels):
        part = np.ascontiguousarray(pixels[top:bottom, left:right])
        corners = find_outline(part, _LEAST_OF_PLACE)
        if corners is None:
            continue
        if max(side_lengths(corners)) >= _LEAST_WIDE and _lies_alone(part, corners):
            return np.asarray(corners + np.array([left, top]), np.float32)
    return None


def _lies_alone(part: Raster, corners: Corners) -> bool:
    """Whether a cut-out is full of marks within the outline and bare about it."""
    marks, scale = _marks(part)
    middle = corners.mean(axis=0)
    inner, outer = np.zeros_like(marks), np.zeros_like(marks)
    for mask, share in ((inner, _WITHIN), (outer, _ABOUT)):
        quad = (middle + (corners - middle) * share) * scale
        cv2.fillConvexPoly(mask, np.round(quad).astype(np.int32), 1)
    within, about = marks[inner > 0], marks[outer == 0]
    if not within.size or not about.size:
        return False
    return float(within.mean()) >= _PRINTED and float(about.mean()) <= _BARE


def _marks(pixels: Raster) -> tuple[Grey, float]:
    """Return where a picture of the working size is steep (1), and its scale."""
    scale = WORKING_SIDE / max(pixels.shape[:2])
    grey = cv2.cvtColor(np.ascontiguousarray(pixels), cv2.COLOR_RGB2GRAY)
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    steep = cv2.morphologyEx(small, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    return (steep > _STEEP).astype(np.uint8), scale


def _places(pixels: Raster) -> Iterator[Box]:
    """Yield boxes with room about small places full of marks, the fullest first."""
    marks, scale = _marks(pixels)
    joined = cv2.morphologyEx(marks, cv2.MORPH_CLOSE, np.ones((_JOINED, _JOINED), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    sized = [s for s in stats[1:].tolist() if _small(max(s[2], s[3]) / WORKING_SIDE)]
    for x, y, wide, high, _ in sorted(sized, key=lambda s: -s[4])[:_MOST_PLACES]:
        room = _ROOM * max(wide, high)
        yield (
            max(0, int((x - room) / scale)),
            max(0, int((y - room) / scale)),
            min(pixels.shape[1], int((x + wide + room) / scale)),
            min(pixels.shape[0], int((y + high + room) / scale)),
        )


def _small(share: float) -> bool:
    return _SIDES[0] <= share <= _SIDES[1]
