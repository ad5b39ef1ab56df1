"""Pages to faces: each document side flattened, upright, with its place on the page."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from verifier.locate.anchor import SHEETS, outline_from_zone
from verifier.locate.outline import MIN_SHARE, Corners, find_outline, side_lengths
from verifier.model.geometry import Quad
from verifier.model.page import Face, Page
from verifier.model.zone import Zone

FACE_SIDE = 1800  # pixels of the longer side: 366 dpi on a passport page, 534 on a card
_BLEED = 0.02  # of the outline, kept around it: edges are never found exactly
_SHEET_TOLERANCE = 0.03  # of the proportions; a camera's 4:3 and 3:2 lie outside it
_SHEET_SHARE = 0.85  # least of a picture of a document's own proportions that is its outline
_MOST_OF_PAGE = 0.6  # no second side of one size fits beside a larger one
_SAME_SIZE = 1.5  # two sides of a card in one picture, by area
_AGREE = 0.85  # overlap of both outlines from which the edges refine the anchored one


def find_faces(pages: Sequence[Page], zones: Sequence[Zone]) -> tuple[Face, ...]:
    """Return one face for each zone, and one for each page that has none.

    A page on which nothing is found is its own face, so that print can still be read.
    """
    faces: list[Face] = []
    for page in pages:
        here = [zone for zone in zones if zone.page == page.index]
        mine = [_face_of_zone(page, zone) for zone in here]
        faces += mine
        if len(mine) == 1 and (other := _other_side(page, mine[0])) is not None:
            faces.append(other)
        if not here:
            # On a scan cut to its edges, what has four sides is the portrait.
            least = _SHEET_SHARE if is_sheet(page) else MIN_SHARE
            corners = find_outline(page.pixels, least)
            faces.append(flatten(page, corners) if corners is not None else _whole(page))
    return tuple(faces)


def _face_of_zone(page: Page, zone: Zone) -> Face:
    anchored = outline_from_zone(zone, page)
    seen = find_outline(page.pixels)
    if seen is not None:
        turned = _turn_to(seen, anchored)
        if _overlap(turned, anchored, page) >= _AGREE:
            return flatten(page, turned)
    return flatten(page, anchored, aspect=SHEETS[zone.type].width / SHEETS[zone.type].height)


def _other_side(page: Page, face: Face) -> Face | None:
    """Return the card's other side when it lies beside the one with the zone, else None."""
    corners = np.array(face.quad.corners, np.float32) * (page.width, page.height)
    known = cv2.contourArea(corners.astype(np.float32))
    if known > _MOST_OF_PAGE * page.width * page.height:
        return None
    rest = page.pixels.copy()
    paper = [int(v) for v in np.median(page.pixels[::8, ::8].reshape(-1, 3), axis=0)]
    cv2.fillConvexPoly(rest, np.round(corners).astype(np.int32), paper)
    found = find_outline(rest)
    if found is None:
        return None
    turned = _turn_to(found, corners + (found.mean(axis=0) - corners.mean(axis=0)))
    size = cv2.contourArea(turned) / max(known, 1.0)
    return flatten(page, turned) if 1 / _SAME_SIZE < size < _SAME_SIZE else None


def _turn_to(corners: Corners, upright: Corners) -> Corners:
    """Return `corners` started at the corner that lies nearest to `upright`'s first."""
    turns = [np.roll(corners, shift, axis=0) for shift in range(4)]
    return min(turns, key=lambda turn: float(np.linalg.norm(turn - upright, axis=1).sum()))


def _overlap(a: Corners, b: Corners, page: Page) -> float:
    scale = 200 / max(page.width, page.height)
    shape = (int(page.height * scale) + 1, int(page.width * scale) + 1)
    masks = [np.zeros(shape, np.uint8), np.zeros(shape, np.uint8)]
    for mask, quad in zip(masks, (a, b), strict=True):
        cv2.fillConvexPoly(mask, np.round(quad * scale).astype(np.int32), 1)
    union = int((masks[0] | masks[1]).sum())
    return float((masks[0] & masks[1]).sum()) / max(union, 1)


def flatten(page: Page, corners: Corners, aspect: float | None = None) -> Face:
    """Return the face within `corners` (pixels, in reading order), flat, with a little room."""
    centre = corners.mean(axis=0)
    wide = (centre + (corners - centre) * (1 + 2 * _BLEED)).astype(np.float32)
    width, height = side_lengths(wide)
    ratio = aspect if aspect is not None else max(width, 1.0) / max(height, 1.0)
    longer = min(FACE_SIDE, max(max(width, height) * 1.5, 300))
    out_width = int(longer if ratio >= 1 else longer * ratio)
    out_height = int(longer / ratio if ratio >= 1 else longer)
    target = np.array(
        [[0, 0], [out_width, 0], [out_width, out_height], [0, out_height]], dtype=np.float32
    )
    matrix = cv2.getPerspectiveTransform(wide, target)
    shrinking = max(width, height) > longer
    pixels = cv2.warpPerspective(
        page.pixels,
        matrix,
        (out_width, out_height),
        flags=cv2.INTER_AREA if shrinking else cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_REPLICATE,
    )
    flat = np.asarray(pixels, np.uint8)
    return Face(page=page.index, pixels=flat, quad=_quad(wide, page), outline_found=True)


def _quad(corners: Corners, page: Page) -> Quad:
    fractions = corners / np.array([page.width, page.height], dtype=np.float32)
    a, b, c, d = ((float(x), float(y)) for x, y in fractions)
    return Quad((a, b, c, d))


def _whole(page: Page) -> Face:
    corners = Quad(((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)))
    return Face(page=page.index, pixels=page.pixels, quad=corners, outline_found=False)


def is_sheet(page: Page) -> bool:
    """Whether a picture has a document's own proportions, as a scan cut to its edges has."""
    aspect = max(page.width, page.height) / max(min(page.width, page.height), 1)
    sizes = {sheet.width / sheet.height for sheet in SHEETS.values()}
    return any(abs(aspect / size - 1) <= _SHEET_TOLERANCE for size in sizes)
