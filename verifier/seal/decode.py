"""Every two-dimensional code on a page, with its exact bytes.

zxing-cpp reads almost all of them at once and says where it saw one that it could not read; only
there, and only then, a ladder of restorations follows, with pyzbar as second reader. A page
without codes costs one pass and a cheap look at a sharpened copy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import cv2
import numpy as np
import zxingcpp

from verifier.model.geometry import Region
from verifier.model.page import Page
from verifier.model.seal import Code
from verifier.seal.restore import (
    Grey,
    despeckled,
    movement,
    refocused,
    scaled,
    sharpened,
    steadied,
)
from verifier.seal.symbols import FINDER, MATRIX, Box, Symbol, read, read_second

SMALL_PAGE = 1_200_000  # pixels up to which a page may be little more than a code
SMALL_CROP, LARGE_CROP = 420, 900  # pixels of the longer side: enlarged below, reduced above
MOTION_CROP = 512  # pixels; the Fourier transforms of the motion rungs grow with the area
MOVED = 2.3  # strength of `movement` above which a code was moved rather than out of focus
MOVEMENTS = (13.0, 9.0, 17.0, 21.0)  # pixels, at 720 for the longer side of a crop
MAX_SUSPECTS = 6  # per page
MARGIN = 0.2  # of a suspect's size, added on each side: the quiet zone and a skewed guess


def decode(page: Page) -> tuple[Code, ...]:
    """Return the codes on `page`, left to right by rows.

    A code that was found and could not be read by any means has empty `raw`.
    """
    grey = np.asarray(cv2.cvtColor(page.pixels, cv2.COLOR_RGB2GRAY), np.uint8)
    seen = read(grey, MATRIX)
    found = [one for one in seen if one.raw is not None]
    suspects = _suspects(seen, found)
    if not suspects:
        suspects = _second_look(grey, found)
    for suspect in suspects:
        # On a small page a guess of the place is worse than none.
        alone = grey.size <= SMALL_PAGE and not found
        found.extend(_climb(grey, _whole(grey) if alone else suspect.box, suspect))
    return tuple(_code(one, page) for one in _distinct(found))


def _second_look(grey: Grey, found: list[Symbol]) -> list[Symbol]:
    """Look at a sharpened copy for finder patterns; what it reads is added to `found`.

    Also where codes were read: one of several may be out of focus.
    """
    seen = read(sharpened(grey, 3, 3), FINDER, invert=True)
    found.extend(one for one in seen if one.raw is not None)
    suspects = _suspects(seen, found)
    if found or suspects or grey.size > SMALL_PAGE:
        return suspects
    blurred = max(grey.shape) < SMALL_CROP or movement(grey)[1] > MOVED
    return [Symbol(None, "", _whole(grey), sure=True)] if blurred else []


def _whole(grey: Grey) -> Box:
    return Box(0, 0, grey.shape[1], grey.shape[0])


def _suspects(seen: Sequence[Symbol], found: Sequence[Symbol]) -> list[Symbol]:
    """Return one suspect per place where a code was seen and none was read."""
    merged: list[Symbol] = []
    for one in seen:
        if one.raw is not None or any(one.box.overlaps(other.box) for other in found):
            continue
        near = [other for other in merged if one.box.overlaps(other.box)]
        merged = [other for other in merged if other not in near]
        for other in near:
            name = one.symbology if one.sure else other.symbology
            one = Symbol(None, name, one.box.union(other.box), one.sure or other.sure)
        merged.append(one)
    return sorted(merged, key=lambda one: not one.sure)[:MAX_SUSPECTS]


def _climb(grey: Grey, place: Box, suspect: Symbol) -> list[Symbol]:
    """Try one restoration after the other on a suspect's surroundings until something is read."""
    crop, left, top = _crop(grey, place)
    for factor, view in _rungs(crop, thorough=suspect.sure):
        read = [one for one in view() if one.raw is not None]
        if read:
            return [_moved(one, 1 / factor, left, top) for one in read]
    if suspect.sure and suspect.symbology:
        return [Symbol(b"", suspect.symbology, suspect.box)]
    return []


def _rungs(crop: Grey, *, thorough: bool) -> Iterator[tuple[float, Callable[[], list[Symbol]]]]:
    """Yield (scale, reading) from cheap to dear; a doubtful suspect gets the first two only."""
    longest = max(crop.shape)
    factor = 2.0 if longest < SMALL_CROP else min(1.0, LARGE_CROP / longest)
    view = scaled(crop, factor) if factor != 1.0 else crop
    moved_along, strength = movement(view)
    if thorough and strength > MOVED:
        yield from _motion_rungs(crop, moved_along)
    yield factor, lambda: read(sharpened(view, 3, 3), MATRIX)
    yield factor, lambda: read(sharpened(view, 2, 2), MATRIX)
    if not thorough:
        return
    yield factor, lambda: read(sharpened(view, 4, 4), MATRIX, invert=True)
    yield factor, lambda: read(view, MATRIX, binarizer=zxingcpp.Binarizer.GlobalHistogram)
    yield factor, lambda: read(despeckled(view), MATRIX)
    yield factor, lambda: read_second(view)
    for sigma in (2.0, 4.0, 3.0):
        yield factor, lambda sigma=sigma: read(refocused(view, sigma), MATRIX)  # type: ignore[misc]
    if factor == 1.0:
        yield 2.0, lambda: read(sharpened(scaled(crop, 2), 4, 3), MATRIX)
        yield 0.5, lambda: read(scaled(crop, 0.5), MATRIX)
    yield factor, lambda: read_second(sharpened(view, 3, 3))
    if strength <= MOVED:
        yield from _motion_rungs(crop, moved_along)


def _motion_rungs(crop: Grey, angle: float) -> Iterator[tuple[float, Callable[[], list[Symbol]]]]:
    factor = min(2.0, MOTION_CROP / max(crop.shape))
    view = scaled(crop, factor)
    for pixels in MOVEMENTS:
        length = pixels * MOTION_CROP / 720
        yield factor, lambda length=length: read(steadied(view, length, angle), MATRIX)  # type: ignore[misc]


def _crop(grey: Grey, box: Box) -> tuple[Grey, int, int]:
    height, width = grey.shape
    margin = MARGIN * max(box.right - box.left, box.bottom - box.top) + 8
    left, top = max(0, int(box.left - margin)), max(0, int(box.top - margin))
    right, bottom = min(width, int(box.right + margin)), min(height, int(box.bottom + margin))
    return np.ascontiguousarray(grey[top:bottom, left:right]), left, top


def _moved(one: Symbol, factor: float, left: int, top: int) -> Symbol:
    box = one.box
    return Symbol(
        one.raw,
        one.symbology,
        Box(
            box.left * factor + left,
            box.top * factor + top,
            box.right * factor + left,
            box.bottom * factor + top,
        ),
    )


def _distinct(found: Sequence[Symbol]) -> list[Symbol]:
    kept: list[Symbol] = []
    for one in found:
        if not any(one.raw == other.raw and one.box.overlaps(other.box) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: (one.box.top, one.box.left))


def _code(one: Symbol, page: Page) -> Code:
    raw = one.raw or b""
    return Code(
        raw=raw,
        text=_text(raw),
        symbology=one.symbology,
        input=page.input,
        page=page.index,
        region=Region(
            _fraction(one.box.left, page.width),
            _fraction(one.box.top, page.height),
            _fraction(one.box.right, page.width),
            _fraction(one.box.bottom, page.height),
        ),
    )


def _fraction(pixels: float, size: int) -> float:
    return min(max(pixels / size, 0.0), 1.0)


def _text(raw: bytes) -> str | None:
    try:
        return raw.decode("utf-8") or None
    except UnicodeDecodeError:
        return None
