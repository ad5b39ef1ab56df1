"""One training sample: a stretch of a zone line, drawn, worn and cropped as the reader crops.

The reader hands the recogniser strips 32 pixels high in which the capitals fill half to
four-fifths of the height and the pitch is 10 to 17 pixels; this draws the same.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

import cv2
import numpy as np

from training import content, wear
from training.alphabet import INDEX
from training.faces import CAP_SIZES, Atlas, atlas, installed

HEIGHT = 32
WIDTH = 240
_CANVAS_CAPS = 4.2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Style:
    atlas: Atlas
    pitch: float
    jitter: float
    filler_scale: float
    filler_shift: float


def _style(rng: random.Random, cap: float) -> _Style:
    paths, weights = installed()
    size = next((s for s in CAP_SIZES if s >= 1.25 * cap), CAP_SIZES[-1])
    face = atlas(rng.choices(paths, weights)[0], size)
    odd = rng.random() < 0.3
    return _Style(
        atlas=face,
        pitch=face.advance * rng.uniform(0.9, 1.18),
        jitter=rng.choice((0, 0, 0.01, 0.03)) * face.cap,
        filler_scale=rng.uniform(0.7, 1.2) if odd else 1.0,
        filler_shift=rng.uniform(-0.18, 0.18) if odd else 0.0,
    )


def _filler(style: _Style) -> np.ndarray:
    glyph = style.atlas.glyphs[0]
    if style.filler_scale == 1.0 and style.filler_shift == 0.0:
        return glyph
    height, width = glyph.shape
    scale = style.filler_scale
    matrix = np.array(
        [
            [scale, 0, width / 2 * (1 - scale)],
            [0, scale, height / 2 * (1 - scale) + style.filler_shift * style.atlas.cap],
        ],
        np.float32,
    )
    return cv2.warpAffine(glyph, matrix, (width, height))


def _print(
    rng: random.Random, canvas: np.ndarray, text: str, style: _Style, middle: float
) -> tuple[float, float]:
    """Print `text` centred on row `middle`; return the left and right ends of its pitch cells."""
    glyphs = style.atlas.glyphs
    height, width = glyphs.shape[1:]
    left = style.atlas.cap * 1.6
    filler = _filler(style)
    for place, character in enumerate(text):
        glyph = filler if character == "<" else glyphs[INDEX[character]]
        shake = style.jitter
        x = int(left + (place + 0.5) * style.pitch - width / 2 + rng.uniform(-shake, shake))
        y = round(middle - height / 2 + rng.uniform(-shake, shake))
        top, bottom = max(0, y), min(canvas.shape[0], y + height)
        if bottom <= top or x < 0 or x + width > canvas.shape[1]:
            continue
        target = canvas[top:bottom, x : x + width]
        np.maximum(target, glyph[top - y : bottom - y], out=target)
    return left, left + style.pitch * len(text)


def _ink(rng: random.Random, text: str, style: _Style) -> tuple[np.ndarray, float, float]:
    """Return a mask with the line in its middle, neighbours above and below, and its ends."""
    cap = style.atlas.cap
    width = int(style.pitch * len(text) + cap * 3.2 + style.atlas.glyphs.shape[2])
    canvas = np.zeros((int(cap * _CANVAS_CAPS), width), np.uint8)
    middle = canvas.shape[0] / 2
    ends = _print(rng, canvas, text, style, middle)
    gap = cap * rng.uniform(1.4, 2.4)
    for side in (-1, 1):
        if rng.random() < 0.55:
            _print(rng, canvas, content.text(rng, len(text)), style, middle + side * gap)
    return canvas, *ends


def _weight(rng: random.Random, mask: np.ndarray, cap: float) -> np.ndarray:
    """Make the strokes bolder or thinner, as ribbons, inkjets and lasers do."""
    if rng.random() < 0.45:
        return mask
    soft = cv2.GaussianBlur(mask, (0, 0), cap * rng.uniform(0.03, 0.09)).astype(np.float32) / 255
    edge = rng.uniform(0.22, 0.62)
    return (np.clip((soft - edge) * rng.uniform(2.5, 6) + 0.5, 0, 1) * 255).astype(np.uint8)


def _capture(
    rng: random.Random, mask: np.ndarray, scale: float, middle: tuple[float, float]
) -> tuple[np.ndarray, float]:
    """Shrink the mask to the camera's scale with residual turn, slant and stretch."""
    turn = np.deg2rad(np.clip(rng.gauss(0, 0.9), -3, 3))
    slant = rng.gauss(0, 0.06)
    across = scale * rng.uniform(0.88, 1.14)
    size = (int(mask.shape[1] * across) + 4, int(mask.shape[0] * scale) + 2)
    cos, sin = np.cos(turn), np.sin(turn)
    matrix = np.array([[across * cos, scale * (slant - sin)], [across * sin, scale * cos]])
    shift = np.array([size[0] / 2, size[1] / 2]) - matrix @ np.array(middle)
    full = np.c_[matrix, shift].astype(np.float32)
    if scale < 0.62:
        mask = cv2.GaussianBlur(mask, (0, 0), 0.35 / scale)
    small = cv2.warpAffine(mask, full, size).astype(np.float32) / 255
    return small, across


def _wavy(rng: random.Random, mask: np.ndarray, cap: float) -> np.ndarray:
    height, width = mask.shape
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    rows += rng.uniform(-0.1, 0.1) * cap * np.sin(columns / width * rng.uniform(2, 8))
    columns += rng.uniform(-0.12, 0.12) * cap * np.sin(columns / width * rng.uniform(2, 8))
    return cv2.remap(mask, columns, rows, cv2.INTER_LINEAR)


def _lay_ink(
    rng: random.Random, noise: np.random.Generator, mask: np.ndarray, cap: float
) -> np.ndarray:
    paper = wear.background(rng, noise, *mask.shape)
    if rng.random() < 0.07:
        paper = wear.overprint(rng, paper, cap)
    ink = rng.uniform(0, 75) if rng.random() < 0.8 else rng.uniform(0, 125)
    ink = min(ink, float(paper.mean()) - rng.uniform(45, 100))
    cover: float | np.ndarray = rng.uniform(0.65, 1.0)
    if rng.random() < 0.2 and cap > 8:
        cover = rng.uniform(0.35, 0.8)
    if rng.random() < 0.2:
        patchy = noise.standard_normal((4, max(3, mask.shape[1] // 8))).astype(np.float32)
        patchy = cv2.resize(patchy, (mask.shape[1], mask.shape[0]))
        cover = cover * np.clip(1 + 0.5 * patchy, 0.3, 1.1)
    mask = mask * cover
    return (paper * (1 - mask) + ink * mask).astype(np.float32)


def _worn(
    rng: random.Random, noise: np.random.Generator, image: np.ndarray, cap: float
) -> np.ndarray:
    if rng.random() < 0.2:
        image = wear.rules(rng, image, image.shape[0] / 2, cap)
    if rng.random() < 0.26:
        image = wear.overprint(rng, image, cap)
    if rng.random() < 0.12:
        image = wear.stamp(rng, image, cap)
    if rng.random() < 0.25:
        image = wear.light(rng, image, cap)
    image = wear.focus(rng, image, cap)
    if rng.random() < 0.1:
        image = wear.moire(rng, image)
    if rng.random() < 0.02:
        image = 255 - image
    return wear.grain(rng, noise, image, cap)


def sample(rng: random.Random, noise: np.random.Generator) -> tuple[np.ndarray, str]:
    """Return a strip uint8[32, <=240] and the text in it (empty for bare background)."""
    cap = min(30.0, max(4.6, float(np.exp(rng.gauss(np.log(10.5), 0.52)))))
    pitch_out = rng.uniform(10.0, 17.0)
    text = content.text(rng, rng.randint(9, max(9, min(15, int((WIDTH - 34) / pitch_out)))))
    style = _style(rng, cap)
    mask, left, right = _ink(rng, text, style)
    if rng.random() < 0.015:
        mask[:], text = 0, ""
    mask = _weight(rng, mask, style.atlas.cap)
    scale = cap / style.atlas.cap
    small, across = _capture(rng, mask, scale, ((left + right) / 2, mask.shape[0] / 2))
    if rng.random() < 0.25:
        small = _wavy(rng, small, cap)
    image = _worn(rng, noise, _lay_ink(rng, noise, small, cap), cap)
    return _strip(rng, image, (right - left) * across, style.pitch * across, cap, pitch_out), text


def _strip(
    rng: random.Random, image: np.ndarray, length: float, pitch: float, cap: float, pitch_out: float
) -> np.ndarray:
    """Crop as the reader does: a little of everything uncertain in height, middle and ends."""
    tall = cap * rng.uniform(1.25, 2.05)
    middle = image.shape[0] / 2 + float(np.clip(rng.gauss(0, 0.08), -0.22, 0.22)) * cap
    start = image.shape[1] / 2 - length / 2 - rng.uniform(0.0, 1.3) * cap
    end = image.shape[1] / 2 + length / 2 + rng.uniform(0.0, 1.3) * cap
    stretch = pitch_out / pitch
    stretch = min(stretch, WIDTH / (end - start))
    if HEIGHT / tall < 0.7:
        image = cv2.GaussianBlur(image, (0, 0), 0.4 * tall / HEIGHT)
    up = HEIGHT / tall
    matrix = np.array([[stretch, 0, -start * stretch], [0, up, -(middle - tall / 2) * up]])
    size = (max(16, int((end - start) * stretch)), HEIGHT)
    method = cv2.INTER_CUBIC if rng.random() < 0.5 else cv2.INTER_LINEAR
    return cv2.warpAffine(
        image, matrix.astype(np.float32), size, flags=method, borderMode=cv2.BORDER_REPLICATE
    )
