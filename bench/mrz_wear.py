"""What the zone bench does to images: turns, and twenty ways a picture gets worse.

Each change is a pure function of the image; noise has a fixed seed, so runs compare.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
Change = Callable[[Image], Image]
_SEED: Final = 20261122
_PAPER: Final = (200, 200, 200)


def _clipped(values: NDArray[np.floating]) -> Image:
    return np.asarray(np.clip(values, 0, 255), np.uint8)


def _noise(image: Image) -> NDArray[np.float64]:
    return np.random.default_rng(_SEED).standard_normal(image.shape)


def turned(degrees: float) -> Change:
    """Return a change that turns an image counter-clockwise, enlarging the canvas to hold it."""

    def change(image: Image) -> Image:
        if degrees % 90 == 0:
            return np.ascontiguousarray(np.rot90(image, int(degrees // 90)))
        height, width = image.shape[:2]
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
        cos, sin = abs(matrix[0, 0]), abs(matrix[0, 1])
        size = (int(height * sin + width * cos), int(height * cos + width * sin))
        matrix[:, 2] += [(size[0] - width) / 2, (size[1] - height) / 2]
        out = cv2.warpAffine(image, matrix, size, flags=cv2.INTER_CUBIC, borderValue=_PAPER)
        return np.asarray(out, np.uint8)

    return change


def _scaled(factor: float) -> Change:
    def change(image: Image) -> Image:
        out = cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
        return np.asarray(out, np.uint8)

    return change


def _jpeg(quality: int) -> Change:
    def change(image: Image) -> Image:
        packed = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
        return np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR), np.uint8)

    return change


def _blurred(share: float) -> Change:
    """Blur by a share of the width: a document's print shrinks with its picture."""

    def change(image: Image) -> Image:
        sigma = max(0.3, share * image.shape[1])
        return np.asarray(cv2.GaussianBlur(image, (0, 0), sigma), np.uint8)

    return change


def _moved(share: float) -> Change:
    def change(image: Image) -> Image:
        size = max(2, round(share * image.shape[1]))
        kernel = np.full((1, size), 1 / size, np.float32)
        return np.asarray(cv2.filter2D(image, -1, kernel), np.uint8)

    return change


def _noisy(strength: float) -> Change:
    return lambda image: _clipped(image + _noise(image) * strength)


def _toned(gain: float, lift: float) -> Change:
    return lambda image: _clipped(image * gain + lift)


def _shadow(image: Image) -> Image:
    ramp = np.linspace(1.0, 0.35, image.shape[1])[None, :, None]
    return _clipped(image * ramp)


def _edge_shadow(image: Image) -> Image:
    out = image.astype(np.float64)
    out[:, image.shape[1] // 2 :] *= 0.5
    return _clipped(out)


def _glare(image: Image) -> Image:
    height, width = image.shape[:2]
    mask = np.zeros((height, width), np.float32)
    cv2.ellipse(
        mask, (width // 2, int(height * 0.85)), (width // 6, height // 8), 20, 0, 360, 1, -1
    )
    mask = cv2.GaussianBlur(mask, (0, 0), width * 0.03)[..., None] * 0.6
    return _clipped(image * (1 - mask) + 255 * mask)


def _moire(image: Image) -> Image:
    y, x = np.mgrid[0 : image.shape[0], 0 : image.shape[1]]
    wave = 1 + 0.12 * np.sin(x * 1.9 + y * 0.35)
    return _clipped(image * wave[..., None])


def _leaning(image: Image) -> Image:
    height, width = image.shape[:2]
    source = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    lean = np.array([[0.08, 0.06], [0.95, 0.0], [1.0, 1.0], [0.0, 0.93]], np.float32)
    matrix = cv2.getPerspectiveTransform(source, lean * np.array([width, height], np.float32))
    out = cv2.warpPerspective(
        image, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=_PAPER
    )
    return np.asarray(out, np.uint8)


def _curved(image: Image) -> Image:
    height, width = image.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    y += np.float32(0.012 * height) * np.sin(np.pi * x / width).astype(np.float32)
    out = cv2.remap(image, x, y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(out, np.uint8)


def _grey(image: Image) -> Image:
    return np.repeat(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)[..., None], 3, axis=2)


def _copied(image: Image) -> Image:
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    plain = cv2.threshold(grey, 0, 255, cv2.THRESH_OTSU)[1]
    return np.repeat(plain[..., None], 3, axis=2).astype(np.uint8)


def _framed(image: Image) -> Image:
    height, width = image.shape[:2]
    table = cv2.resize(
        np.random.default_rng(_SEED).integers(0, 255, (9, 12, 3), dtype=np.uint8),
        (width * 2, height * 2),
        interpolation=cv2.INTER_CUBIC,
    )
    table[height // 2 : height // 2 + height, width // 2 : width // 2 + width] = image
    return np.asarray(table, np.uint8)


TURNS: Final[Mapping[str, Change]] = MappingProxyType(
    {
        "90": turned(90),
        "180": turned(180),
        "270": turned(270),
        "+6": turned(6),
        "-12": turned(-12),
    }
)
DEGRADATIONS: Final[Mapping[str, Change]] = MappingProxyType(
    {
        "half size": _scaled(0.5),
        "three quarters size": _scaled(0.75),
        "jpeg 40": _jpeg(40),
        "jpeg 20": _jpeg(20),
        "blur 0.15 %": _blurred(0.0015),
        "blur 0.3 %": _blurred(0.003),
        "motion 0.5 %": _moved(0.005),
        "motion 0.8 %": _moved(0.008),
        "noise 10": _noisy(10),
        "noise 25": _noisy(25),
        "dark": _toned(0.35, 0),
        "washed out": _toned(0.5, 120),
        "shadow": _shadow,
        "shadow edge": _edge_shadow,
        "glare on the zone": _glare,
        "moire": _moire,
        "perspective": _leaning,
        "curved page": _curved,
        "black and white copy": _copied,
        "far, cluttered": _framed,
    }
)
