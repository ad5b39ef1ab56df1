"""One look at an image with one reader: the symbols it reads and those it only sees.

zxing-cpp reports symbols that fail their error correction with `return_errors`; whether such a
report means that a code is there is judged here by its shape and its tones.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import zxingcpp
from pyzbar import pyzbar

from verifier.seal.restore import Grey

_F = zxingcpp.BarcodeFormat
# Micro QR is left out: it holds 35 digits at most, no signature, and is seen where there is none.
MATRIX = zxingcpp.BarcodeFormats([_F.QRCodeModel2, _F.DataMatrix, _F.AztecCode, _F.PDF417])
# Cheap to look for; their finder patterns survive what data do not.
FINDER = zxingcpp.BarcodeFormats([_F.QRCodeModel2, _F.AztecCode])
_WITH_FINDER = ("QR", "Aztec")  # formats whose failed reading means that a code is there
SQUARE = 0.5  # of the longest side's square that a code's area takes up at least, tilted or not
PROBE = 96  # pixels of the flattened look at a suspect, in three by three cells
UNEVEN = 0.13  # of a cell's contrast, one cell of nine excused (glare); real codes stay below 0.1


@dataclass(frozen=True, slots=True)
class Box:
    """Pixels: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """Say whether the two share any pixel."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def union(self, other: Box) -> Box:
        """Return the smallest box that holds both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


@dataclass(frozen=True, slots=True)
class Symbol:
    """One symbol as a reader reports it; `raw` is None when it could not be read.

    `sure` says that it looks like a code all the same: finder patterns in a square.
    """

    raw: bytes | None
    symbology: str
    box: Box
    sure: bool = False


def read(
    grey: Grey,
    formats: zxingcpp.BarcodeFormats,
    *,
    invert: bool = False,
    binarizer: zxingcpp.Binarizer = zxingcpp.Binarizer.LocalAverage,
) -> list[Symbol]:
    """Return every symbol of `formats`, read or only seen; light on dark too with `invert`."""
    symbols = zxingcpp.read_barcodes(
        grey, formats=formats, try_invert=invert, binarizer=binarizer, return_errors=True
    )
    return [
        Symbol(
            symbol.bytes if symbol.valid else None,
            str(symbol.format),
            _box(_corners(symbol.position)),
            not symbol.valid and _code_like(grey, symbol),
        )
        for symbol in symbols
    ]


def read_second(grey: Grey) -> list[Symbol]:
    """Read with pyzbar, which rewrites bytes as text: only plain ASCII is believed exact."""
    return [
        Symbol(
            bytes(symbol.data),
            "QR Code",
            Box(
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


def _box(corners: _Corners) -> Box:
    across, down = zip(*corners, strict=True)
    return Box(min(across), min(down), max(across), max(down))


def _code_like(grey: Grey, symbol: zxingcpp.Barcode) -> bool:
    """Say whether an unread symbol is a square with finder patterns and even dark and light.

    Masking makes every part of a QR code half dark (ISO/IEC 18004, 7.8); print and portraits
    between three accidental finder patterns are not.
    """
    if not any(name in str(symbol.format) for name in _WITH_FINDER):
        return False
    quad = np.array(_corners(symbol.position), np.float32)
    longest = float(np.max(np.linalg.norm(quad - np.roll(quad, 1, axis=0), axis=1)))
    if not float(cv2.contourArea(quad)) > SQUARE * longest * longest > 0:
        return False
    target = np.array([(0, 0), (PROBE, 0), (PROBE, PROBE), (0, PROBE)], np.float32)
    flat = cv2.warpPerspective(grey, cv2.getPerspectiveTransform(quad, target), (PROBE, PROBE))
    third = PROBE // 3
    cells = flat.reshape(3, third, 3, third).transpose(0, 2, 1, 3).reshape(9, -1)
    dark, light = np.percentile(cells, (5, 95), axis=1)
    uneven = np.abs(cells.mean(axis=1) - (dark + light) / 2) / np.maximum(light - dark, 1)
    return bool(np.sort(uneven)[-2] < UNEVEN)
