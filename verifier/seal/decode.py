"""Every two-dimensional code on a page, with its exact bytes.

zxing-cpp reads almost all of them at once and says where it saw one that it could not read; only
there, and only then, a ladder of restorations follows, with pyzbar as second reader. A page
without codes costs one pass and a cheap look at a sharpened copy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import zxingcpp
from pyzbar import pyzbar

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

_F = zxingcpp.BarcodeFormat
# Micro QR is left out: it holds 35 digits at most, no signature, and is seen where there is none.
MATRIX = zxingcpp.BarcodeFormats([_F.QRCodeModel2, _F.DataMatrix, _F.AztecCode, _F.PDF417])
# Cheap to look for; their finder patterns survive what data do not.
FINDER = zxingcpp.BarcodeFormats([_F.QRCodeModel2, _F.AztecCode])
_WITH_FINDER = ("QR", "Aztec")  # formats whose failed reading means that a code is there
SQUARE = 0.5  # of the longest side's square that a code's area takes up at least, tilted or not
SMALL_PAGE = 1_200_000  # pixels up to which a page may be little more than a code
SMALL_CROP, LARGE_CROP = 420, 900  # pixels of the longer side: enlarged below, reduced above
MOTION_CROP = 512  # pixels; the Fourier transforms of the motion rungs grow with the area
MOVED = 2.3  # strength of `movement` above which a code was moved rather than out of focus
MOVEMENTS = (13.0, 9.0, 17.0, 21.0)  # pixels, at 720 for the longer side of a crop
MAX_SUSPECTS = 6  # per page
MARGIN = 0.2  # of a suspect's size, added on each side: the quiet zone and a skewed guess


@dataclass(frozen=True, slots=True)
class _Box:
    """Pixels: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: _Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def union(self, other: _Box) -> _Box:
        return _Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


@dataclass(frozen=True, slots=True)
class _Seen:
    """One symbol as a reader reports it; `raw` is None when it could not be read.

    `sure` says that it looks like a code all the same: finder patterns in a square.
    """

    raw: bytes | None
    symbology: str
    box: _Box
    sure: bool = False


def decode(page: Page) -> tuple[Code, ...]:
    """Return the codes on `page`, left to right by rows.

    A code that was found and could not be read by any means has empty `raw`.
    """
    grey = np.asarray(cv2.cvtColor(page.pixels, cv2.COLOR_RGB2GRAY), np.uint8)
    seen = _read(grey, MATRIX)
    found = [one for one in seen if one.raw is not None]
    suspects = _suspects(seen, found)
    if not found and not suspects:
        suspects = _second_look(grey, found)
    for suspect in suspects:
        # On a small page a guess of the place is worse than none.
        alone = grey.size <= SMALL_PAGE and not found
        found.extend(_climb(grey, _whole(grey) if alone else suspect.box, suspect))
    return tuple(_code(one, page) for one in _distinct(found))


def _second_look(grey: Grey, found: list[_Seen]) -> list[_Seen]:
    """Look at a sharpened copy for finder patterns; what it reads is added to `found`."""
    seen = _read(sharpened(grey, 3, 3), FINDER, invert=True)
    found.extend(one for one in seen if one.raw is not None)
    suspects = _suspects(seen, found)
    if found or suspects or grey.size > SMALL_PAGE:
        return suspects
    blurred = max(grey.shape) < SMALL_CROP or movement(grey)[1] > MOVED
    return [_Seen(None, "", _whole(grey), sure=True)] if blurred else []


def _whole(grey: Grey) -> _Box:
    return _Box(0, 0, grey.shape[1], grey.shape[0])


def _suspects(seen: Sequence[_Seen], found: Sequence[_Seen]) -> list[_Seen]:
    """Return one suspect per place where a code was seen and none was read."""
    merged: list[_Seen] = []
    for one in seen:
        if one.raw is not None or any(one.box.overlaps(other.box) for other in found):
            continue
        near = [other for other in merged if one.box.overlaps(other.box)]
        merged = [other for other in merged if other not in near]
        for other in near:
            name = one.symbology if one.sure else other.symbology
            one = _Seen(None, name, one.box.union(other.box), one.sure or other.sure)
        merged.append(one)
    return sorted(merged, key=lambda one: not one.sure)[:MAX_SUSPECTS]


def _climb(grey: Grey, place: _Box, suspect: _Seen) -> list[_Seen]:
    """Try one restoration after the other on a suspect's surroundings until something is read."""
    crop, left, top = _crop(grey, place)
    for factor, view in _rungs(crop, thorough=suspect.sure):
        read = [one for one in view() if one.raw is not None]
        if read:
            return [_moved(one, 1 / factor, left, top) for one in read]
    if suspect.sure and suspect.symbology:
        return [_Seen(b"", suspect.symbology, suspect.box)]
    return []


def _rungs(crop: Grey, *, thorough: bool) -> Iterator[tuple[float, Callable[[], list[_Seen]]]]:
    """Yield (scale, reading) from cheap to dear; a doubtful suspect gets the first two only."""
    longest = max(crop.shape)
    factor = 2.0 if longest < SMALL_CROP else min(1.0, LARGE_CROP / longest)
    view = scaled(crop, factor) if factor != 1.0 else crop
    moved_along, strength = movement(view)
    if thorough and strength > MOVED:
        yield from _motion_rungs(crop, moved_along)
    yield factor, lambda: _read(sharpened(view, 3, 3), MATRIX)
    yield factor, lambda: _read(sharpened(view, 2, 2), MATRIX)
    if not thorough:
        return
    yield factor, lambda: _read(sharpened(view, 4, 4), MATRIX, invert=True)
    yield factor, lambda: _read(view, MATRIX, binarizer=zxingcpp.Binarizer.GlobalHistogram)
    yield factor, lambda: _read(despeckled(view), MATRIX)
    yield factor, lambda: _read_second(view)
    for sigma in (2.0, 4.0, 3.0):
        yield factor, lambda sigma=sigma: _read(refocused(view, sigma), MATRIX)  # type: ignore[misc]
    if factor == 1.0:
        yield 2.0, lambda: _read(sharpened(scaled(crop, 2), 4, 3), MATRIX)
        yield 0.5, lambda: _read(scaled(crop, 0.5), MATRIX)
    yield factor, lambda: _read_second(sharpened(view, 3, 3))
    if strength <= MOVED:
        yield from _motion_rungs(crop, moved_along)


def _motion_rungs(crop: Grey, angle: float) -> Iterator[tuple[float, Callable[[], list[_Seen]]]]:
    factor = min(2.0, MOTION_CROP / max(crop.shape))
    view = scaled(crop, factor)
    for pixels in MOVEMENTS:
        length = pixels * MOTION_CROP / 720
        yield factor, lambda length=length: _read(steadied(view, length, angle), MATRIX)  # type: ignore[misc]


def _read(
    grey: Grey,
    formats: zxingcpp.BarcodeFormats,
    *,
    invert: bool = False,
    binarizer: zxingcpp.Binarizer = zxingcpp.Binarizer.LocalAverage,
) -> list[_Seen]:
    symbols = zxingcpp.read_barcodes(
        grey, formats=formats, try_invert=invert, binarizer=binarizer, return_errors=True
    )
    return [
        _Seen(
            symbol.bytes if symbol.valid else None,
            str(symbol.format),
            _box(_corners(symbol.position)),
            _finder_square(symbol),
        )
        for symbol in symbols
    ]


def _read_second(grey: Grey) -> list[_Seen]:
    """Read with pyzbar, which rewrites bytes as text: only plain ASCII is believed exact."""
    return [
        _Seen(
            bytes(symbol.data),
            "QR Code",
            _Box(
                symbol.rect.left,
                symbol.rect.top,
                symbol.rect.left + symbol.rect.width,
                symbol.rect.top + symbol.rect.height,
            ),
        )
        for symbol in pyzbar.decode(grey, symbols=[pyzbar.ZBarSymbol.QRCODE])
        if symbol.data and symbol.data.isascii()
    ]


_Corners = list[tuple[int, int]]


def _corners(position: zxingcpp.Position) -> _Corners:
    return [
        (corner.x, corner.y)
        for corner in (
            position.top_left,
            position.top_right,
            position.bottom_right,
            position.bottom_left,
        )
    ]


def _box(corners: _Corners) -> _Box:
    across, down = zip(*corners, strict=True)
    return _Box(min(across), min(down), max(across), max(down))


def _finder_square(symbol: zxingcpp.Barcode) -> bool:
    if not any(name in str(symbol.format) for name in _WITH_FINDER):
        return False
    quad = np.array(_corners(symbol.position), np.float32)
    longest = float(np.max(np.linalg.norm(quad - np.roll(quad, 1, axis=0), axis=1)))
    return float(cv2.contourArea(quad)) > SQUARE * longest * longest > 0


def _crop(grey: Grey, box: _Box) -> tuple[Grey, int, int]:
    height, width = grey.shape
    margin = MARGIN * max(box.right - box.left, box.bottom - box.top) + 8
    left, top = max(0, int(box.left - margin)), max(0, int(box.top - margin))
    right, bottom = min(width, int(box.right + margin)), min(height, int(box.bottom + margin))
    return np.ascontiguousarray(grey[top:bottom, left:right]), left, top


def _moved(one: _Seen, factor: float, left: int, top: int) -> _Seen:
    box = one.box
    return _Seen(
        one.raw,
        one.symbology,
        _Box(
            box.left * factor + left,
            box.top * factor + top,
            box.right * factor + left,
            box.bottom * factor + top,
        ),
    )


def _distinct(found: Sequence[_Seen]) -> list[_Seen]:
    kept: list[_Seen] = []
    for one in found:
        if not any(one.raw == other.raw and one.box.overlaps(other.box) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: (one.box.top, one.box.left))


def _code(one: _Seen, page: Page) -> Code:
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
