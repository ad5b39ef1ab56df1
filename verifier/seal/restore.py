"""Undoing what a camera did to a code: blur, movement, too few pixels.

A code is a known kind of picture (two tones, equal edges in both directions), so plain linear
restoration goes far. Sources: Gonzalez and Woods, Digital Image Processing, 5.8 (Wiener filter);
Bigun and Granlund 1987 (structure tensor, here for the direction of movement).
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

Grey = npt.NDArray[np.uint8]
Waves = npt.NDArray[np.floating[Any]]
_MIDDLE = 128.0
_NOISE = 0.02  # noise-to-signal power for the Wiener filters; 0.01 to 0.04 read equally well


def sharpened(grey: Grey, sigma: float, amount: float) -> Grey:
    """Return the image with `amount` times its difference from a blur of `sigma` pixels added."""
    soft = cv2.GaussianBlur(grey, (0, 0), sigma)
    return np.asarray(cv2.addWeighted(grey, 1 + amount, soft, -amount, 0), np.uint8)


def scaled(grey: Grey, factor: float) -> Grey:
    """Return the image `factor` times as large."""
    method = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(grey, None, fx=factor, fy=factor, interpolation=method), np.uint8)


def despeckled(grey: Grey) -> Grey:
    """Return the image without single-pixel noise."""
    return np.asarray(cv2.medianBlur(grey, 3), np.uint8)


def refocused(grey: Grey, sigma: float) -> Grey:
    """Return the image with a Gaussian blur of `sigma` pixels undone."""
    v, u = _frequencies(grey)
    return _deconvolved(grey, np.exp(-2 * (np.pi * sigma) ** 2 * (u * u + v * v)))


def steadied(grey: Grey, length: float, angle: float) -> Grey:
    """Return the image with a movement of `length` pixels along `angle` (radians) undone."""
    v, u = _frequencies(grey)
    along = u * np.cos(angle) + v * np.sin(angle)
    return _deconvolved(grey, np.sinc(length * along))


def movement(grey: Grey) -> tuple[float, float]:
    """Return (angle, strength): where edges are weakest, and how many times weaker than across.

    A still code has a strength near 1 whatever its rotation; 9 pixels of movement give about 3.
    """
    across = cv2.Sobel(grey, cv2.CV_32F, 1, 0)
    down = cv2.Sobel(grey, cv2.CV_32F, 0, 1)
    mixed = float((across * down).mean())
    tensor = np.array(
        [[float((across * across).mean()), mixed], [mixed, float((down * down).mean())]]
    )
    values, vectors = np.linalg.eigh(tensor)
    angle = float(np.arctan2(vectors[1, 0], vectors[0, 0]))
    return angle, float(values[1] / max(values[0], 1e-6))


def _frequencies(grey: Grey) -> tuple[Waves, Waves]:
    height, width = grey.shape
    return np.fft.fftfreq(height)[:, None], np.fft.rfftfreq(width)[None, :]


def _deconvolved(grey: Grey, transfer: Waves) -> Grey:
    spectrum = np.fft.rfft2(grey.astype(np.float32) - _MIDDLE)
    inverse = transfer / (transfer * transfer + _NOISE)
    restored = np.fft.irfft2(spectrum * inverse, s=grey.shape) + _MIDDLE
    return np.asarray(np.clip(restored, 0, 255), np.uint8)
