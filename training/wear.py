"""What documents and cameras do to a line: backgrounds, overprints, light, blur, noise, JPEG.

Every function takes and returns a float32 grey image of 0..255. `cap` is the height of the
capitals in pixels, so that wear scales with the text.
"""

from __future__ import annotations

import functools
import math
import random

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from training.faces import OVERLAY_FACES

_WORDS = ("SPECIMEN", "VOID", "SAMPLE", "MUSTER", "CANCELLED", "VZOR", "COPY", "FACSIMILE")
_POOL = 160
_POOL_SIZE = (160, 640)
_TEXTURE_SPREAD = 30.0
"""Largest standard deviation of a background print, in grey levels."""


def _waves(rng: random.Random, grid: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    rows, columns = grid
    angle, frequency = rng.uniform(0, math.pi), rng.uniform(0.05, 1.1)
    bend = rng.uniform(0, 5) * np.sin(columns * rng.uniform(0.01, 0.12) + rng.uniform(0, 6))
    wave = np.sin(frequency * (columns * math.cos(angle) + rows * math.sin(angle)) + bend)
    if rng.random() < 0.5:
        wave = (wave > rng.uniform(0.2, 0.9)).astype(np.float32)
    return wave * rng.uniform(3, 34) * rng.choice((-1, -1, 1))


def _texture(rng: random.Random, noise: np.random.Generator) -> np.ndarray:
    height, width = _POOL_SIZE
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    image = np.zeros(_POOL_SIZE, np.float32)
    for _ in range(rng.choice((0, 1, 1, 2, 3))):
        image += _waves(rng, (rows, columns))
    if rng.random() < 0.5:
        coarse = noise.standard_normal((height // rng.randint(2, 12), width // rng.randint(2, 16)))
        image += cv2.resize(coarse.astype(np.float32), (width, height)) * rng.uniform(2, 18)
    for _ in range(rng.choice((0, 0, 0, 2, 5))):
        ends = [(rng.randint(0, width), rng.randint(0, height)) for _ in range(2)]
        cv2.line(image, ends[0], ends[1], rng.uniform(-90, 60), rng.choice((1, 1, 2)), cv2.LINE_AA)
    return image - image.mean()


_pool: list[np.ndarray] = []


def background(
    rng: random.Random, noise: np.random.Generator, height: int, width: int
) -> np.ndarray:
    """Return paper of the given size: plain, guilloche or printed texture, light uneven."""
    if len(_pool) < _POOL or rng.random() < 0.01:
        fresh = _texture(rng, noise)
        if len(_pool) < _POOL:
            _pool.append(fresh)
        else:
            _pool[rng.randrange(_POOL)] = fresh
    base = np.full(
        (height, width), rng.uniform(130, 248) if rng.random() < 0.85 else rng.uniform(70, 170)
    ).astype(np.float32)
    if rng.random() < 0.75 and height < _POOL_SIZE[0] and width < _POOL_SIZE[1]:
        texture = rng.choice(_pool)
        top = rng.randint(0, _POOL_SIZE[0] - height)
        left = rng.randint(0, _POOL_SIZE[1] - width)
        patch = texture[top : top + height, left : left + width]
        strength = rng.uniform(0, _TEXTURE_SPREAD) ** 1.5 / _TEXTURE_SPREAD**0.5
        patch = patch * (strength / max(4.0, float(patch.std())))
        base += patch[::-1] if rng.random() < 0.5 else patch
    if rng.random() < 0.6:
        base += np.linspace(-1, 1, width, dtype=np.float32) * rng.uniform(-35, 35)
        base += np.linspace(-1, 1, height, dtype=np.float32)[:, None] * rng.uniform(-20, 20)
    return base


@functools.lru_cache(maxsize=256)
def _word(path: str, text: str, size: int) -> np.ndarray:
    font = ImageFont.truetype(path, size)
    left, top, right, bottom = font.getbbox(text)
    canvas = Image.new("L", (int(right - left) + 4, int(bottom - top) + 4), 0)
    ImageDraw.Draw(canvas).text((2 - left, 2 - top), text, font=font, fill=255)
    return np.asarray(canvas)


def overprint(rng: random.Random, image: np.ndarray, cap: float) -> np.ndarray:
    """Print a word such as SPECIMEN over or under the text, at any angle, half transparent."""
    height, width = image.shape
    word = _word(
        rng.choice(OVERLAY_FACES),
        rng.choice(_WORDS),
        max(10, int(cap * rng.choice((1.2, 2, 3, 5)))),
    )
    angle = math.radians(rng.choice((0, rng.uniform(-60, 60), rng.uniform(-15, 15))))
    cos, sin = math.cos(angle), math.sin(angle)
    matrix = np.array([[cos, -sin, 0], [sin, cos, 0]], np.float32)
    target = np.array([rng.uniform(0, width), rng.uniform(0.2, 0.8) * height])
    matrix[:, 2] = target - matrix[:, :2] @ np.array([word.shape[1] / 2, word.shape[0] / 2])
    mask = cv2.warpAffine(word, matrix, (width, height)).astype(np.float32) / 255
    if rng.random() < 0.25:
        mask = cv2.morphologyEx(mask, cv2.MORPH_GRADIENT, np.ones((2, 2), np.uint8))
    opacity = mask * rng.uniform(0.12, 0.6)
    return image * (1 - opacity) + opacity * rng.choice((rng.uniform(40, 150), 235.0))


def stamp(rng: random.Random, image: np.ndarray, cap: float) -> np.ndarray:
    """Draw rings, boxes or strokes such as stamps and signatures leave."""
    height, width = image.shape
    mask = np.zeros((height, width), np.float32)
    thick = max(1, int(cap * rng.uniform(0.06, 0.25)))
    centre = (rng.randint(0, width), rng.randint(-height // 2, height + height // 2))
    shape = rng.random()
    if shape < 0.5:
        axes = (int(cap * rng.uniform(2, 9)), int(cap * rng.uniform(1.5, 8)))
        cv2.ellipse(mask, centre, axes, rng.uniform(0, 180), 0, 360, 1.0, thick, cv2.LINE_AA)
    elif shape < 0.75:
        points = np.array(
            [[rng.randint(0, width), rng.randint(0, height)] for _ in range(rng.randint(2, 5))]
        )
        cv2.polylines(mask, [points.astype(np.int32)], False, 1.0, thick, cv2.LINE_AA)
    else:
        x = rng.randint(0, width)
        cv2.rectangle(mask, (x, -5), (x + int(cap * rng.uniform(1, 9)), height + 5), 1.0, thick)
    opacity = mask * rng.uniform(0.2, 0.75)
    return image * (1 - opacity) + opacity * rng.uniform(30, 160)


def rules(rng: random.Random, image: np.ndarray, centre: float, cap: float) -> np.ndarray:
    """Draw a rule or an edge above, below or at an end of the line, clear of the text itself."""
    height, width = image.shape
    for _ in range(rng.randint(1, 2)):
        tone, thick = rng.uniform(10, 250), max(1, int(cap * rng.uniform(0.05, 0.3)))
        if rng.random() < 0.75:
            y = int(centre + rng.choice((-1, 1)) * cap * rng.uniform(0.85, 1.3))
            tilt = int(rng.gauss(0, 0.1) * cap)
            cv2.line(image, (0, y), (width, y + tilt), tone, thick, cv2.LINE_AA)
            if rng.random() < 0.3:
                band = slice(0, max(0, y)) if y < centre else slice(min(height, y), height)
                image[band] = image[band] * 0.3 + tone * 0.7
        else:
            x = int(rng.choice((-1, 1)) * cap * rng.uniform(0.05, 0.5)) % width
            cv2.line(image, (x, 0), (x, height), tone, thick)
    return image


def light(rng: random.Random, image: np.ndarray, cap: float) -> np.ndarray:
    """Glare spots, hologram bands, shadow edges and folds."""
    height, width = image.shape
    kind = rng.random()
    if kind < 0.4:
        mask = np.zeros((height, width), np.float32)
        axes = (int(cap * rng.uniform(0.5, 6)), int(cap * rng.uniform(0.3, 2.5)))
        place = (rng.randint(0, width), rng.randint(0, height))
        cv2.ellipse(mask, place, axes, rng.uniform(0, 180), 0, 360, 1.0, -1)
        mask = cv2.GaussianBlur(mask, (0, 0), max(0.5, cap * rng.uniform(0.1, 0.7)))
        opacity = mask * rng.uniform(0.2, 0.8)
        return image * (1 - opacity) + rng.uniform(225, 255) * opacity
    if kind < 0.6:
        phase = np.linspace(0, rng.uniform(3, 25), width, dtype=np.float32) + rng.uniform(0, 6)
        return image + np.sin(phase) * rng.uniform(8, 40)
    place = rng.randint(0, width)
    if kind < 0.8:
        slope = np.arange(width, dtype=np.float32) - place
        softness = max(0.3, cap * rng.uniform(0.02, 0.6))
        edge = 1 / (1 + np.exp(np.clip(-slope / softness, -30, 30)))
        return image * (1 - edge * rng.uniform(0.1, 0.55))
    lean = rng.randint(-6, 6)
    tone = rng.uniform(0, 255)
    shift = rng.choice((0, 0, 1, -1))
    if shift:
        image[:, place:] = np.roll(image[:, place:], shift, axis=0)
    cv2.line(image, (place, 0), (place + lean, height), tone, max(1, int(cap * 0.1)), cv2.LINE_AA)
    return image


def focus(rng: random.Random, image: np.ndarray, cap: float) -> np.ndarray:
    """Defocus, motion or a scanner's sharpening."""
    kind = rng.random()
    if kind < 0.5:
        return cv2.GaussianBlur(image, (0, 0), max(0.25, 0.15 * cap * rng.random() ** 1.4))
    if kind < 0.66:
        size = max(2, int(cap * rng.uniform(0.1, 0.3)))
        kernel = np.zeros((size, size), np.float32)
        cv2.line(
            kernel, (0, rng.randint(0, size - 1)), (size - 1, rng.randint(0, size - 1)), 1.0, 1
        )
        return cv2.filter2D(image, -1, kernel / max(kernel.sum(), 1e-6))
    if kind < 0.76:
        return image + rng.uniform(0.4, 1.8) * (image - cv2.GaussianBlur(image, (0, 0), 1.2))
    return image


def moire(rng: random.Random, image: np.ndarray) -> np.ndarray:
    """Add the beat of a screen's pixels against the camera's."""
    height, width = image.shape
    frequency = rng.uniform(0.3, 2.6)
    angle = rng.uniform(0, math.pi)
    x = np.arange(width, dtype=np.float32) * (frequency * math.cos(angle))
    y = np.arange(height, dtype=np.float32) * (frequency * math.sin(angle))
    wave = np.sin(x[None] + y[:, None] + rng.uniform(0, 6))
    return image * (1 + rng.uniform(0.03, 0.18) * wave)


def grain(
    rng: random.Random, noise: np.random.Generator, image: np.ndarray, cap: float
) -> np.ndarray:
    """Sensor noise, tone curve, binarising copiers and JPEG."""
    if rng.random() < 0.6:
        strength = rng.uniform(1, 18 if cap > 9 else 7)
        image = image + noise.standard_normal(image.shape, dtype=np.float32) * strength
    low, span = rng.uniform(0, 60), rng.uniform(0.45, 1.0)
    if rng.random() < 0.25:
        image = low + image * span
    plain = np.clip(image, 0, 255).astype(np.uint8)
    if rng.random() < 0.04 and cap > 9:
        plain = cv2.threshold(plain, 0, 255, cv2.THRESH_OTSU)[1]
    if rng.random() < 0.6:
        quality = rng.randint(18 if cap > 10 else 45, 92)
        packed = cv2.imencode(".jpg", plain, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
        plain = cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE)
    return plain
