"""Whole drawn documents under phone-like wear, to measure the reader on (never to train on).

A page of its own making: guilloche paper, portrait, labels and values, a zone; laid on a
cluttered table in perspective, then lit, blurred, compressed. Seeds fixed by the caller.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from training import content, wear
from training.faces import OVERLAY_FACES, atlas, installed

SIZES = {
    "TD1": (85.6, 54.0, 30, 4.23 * 1.02),
    "TD2": (105.0, 74.0, 36, 6.35),
    "TD3": (125.0, 88.0, 44, 6.35),
    "MRVA": (120.0, 80.0, 44, 6.35),
    "MRVB": (105.0, 74.0, 36, 6.35),
}
"""Width, height (mm), characters per line, line spacing (mm): ICAO Doc 9303 parts 4 to 7."""
PITCH_MM = 2.54
CAP_MM = 2.4
KINDS = ("scan", "small", "photo", "far", "screen", "blur", "motion", "glare", "dark", "stamp",
         "bent", "jpeg")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An image uint8[h, w, 3] (RGB) and what its zone says."""

    image: np.ndarray
    type: str
    lines: tuple[str, ...]
    kind: str


def _face(rng: random.Random) -> str:
    paths, weights = installed()
    return rng.choices(paths, weights)[0]


def _zone_mask(rng: random.Random, lines: tuple[str, ...], scale: float, gap: float) -> np.ndarray:
    """Draw the zone's lines as a mask; `scale` is pixels per millimetre."""
    cap = 32
    face = atlas(_face(rng), cap)
    up = cap / (CAP_MM * scale)
    pitch = PITCH_MM * scale * up
    step = gap * scale * up
    height, width = face.glyphs.shape[1:]
    canvas = np.zeros((int(step * (len(lines) + 1)), int(pitch * (len(lines[0]) + 2))), np.uint8)
    for row, line in enumerate(lines):
        y = int((row + 1) * step - height / 2)
        for place, character in enumerate(line):
            x = max(0, int((place + 1.5) * pitch - width / 2))
            target = canvas[max(0, y) : y + height, x : x + width]
            glyph = face.glyphs[content.ALPHABET.index(character)]
            np.maximum(
                target, glyph[max(0, -y) :][: target.shape[0], : target.shape[1]], out=target
            )
    if up > 1.6:
        canvas = cv2.GaussianBlur(canvas, (0, 0), 0.35 * up)
    size = (max(1, int(canvas.shape[1] / up)), max(1, int(canvas.shape[0] / up)))
    return cv2.resize(canvas, size, interpolation=cv2.INTER_AREA).astype(np.float32) / 255


def _print_fields(rng: random.Random, page: np.ndarray, scale: float, lowest: float) -> None:
    image = Image.fromarray(page)
    pen = ImageDraw.Draw(image)
    width = page.shape[1]
    left = int(width * 0.36)
    y = int(6 * scale)
    small = ImageFont.truetype(OVERLAY_FACES[1], max(6, int(1.7 * scale)))
    large = ImageFont.truetype(rng.choice(OVERLAY_FACES[:2]), max(8, int(2.9 * scale)))
    while y < lowest - 7 * scale:
        pen.text(
            (left, y), rng.choice(("Surname / Nom", "Given names", "Date of birth")), 70, small
        )
        pen.text((left, y + int(2 * scale)), content.text(rng, rng.randint(4, 16)), 25, large)
        if rng.random() < 0.5:
            x = int(width * 0.7)
            pen.text((x, y + int(2 * scale)), content.text(rng, rng.randint(3, 9)), 25, large)
        y += int(rng.uniform(6.5, 9) * scale)
    page[:] = np.asarray(image)
    top, side = int(0.16 * page.shape[0]), int(4 * scale)
    tall = min(int(34 * scale), max(4, int(lowest) - top))
    face = (page[top : top + tall, side : side + int(26 * scale)] * 0.55).astype(np.uint8)
    page[top : top + face.shape[0], side : side + face.shape[1]] = face
    centre = (side + face.shape[1] // 2, top + face.shape[0] // 2)
    cv2.ellipse(page, centre, (int(7 * scale), tall // 3), 0, 0, 360, 120, -1)


def document(
    rng: random.Random, noise: np.random.Generator, kind: str, scale: float
) -> tuple[np.ndarray, tuple[str, ...]]:
    """Return a flat grey page and its zone; `scale` is pixels per millimetre."""
    wide, high, _, gap = SIZES[kind]
    width, height = int(wide * scale), int(high * scale)
    lines = content.zone(rng, kind)
    small = wear.background(rng, noise, min(159, height), min(639, width))
    paper = cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC)
    paper = np.clip(200 + (paper - paper.mean()) * rng.uniform(0.2, 0.7), 140, 250)
    page = paper.astype(np.uint8)
    mask = _zone_mask(rng, lines, scale, gap)
    bottom = height - int(rng.uniform(1.5, 3.5) * scale)
    top = bottom - mask.shape[0]
    _print_fields(rng, page, scale, top)
    left = max(0, (width - mask.shape[1]) // 2)
    mask = mask[:, : width - left]
    band = page[top:bottom, left : left + mask.shape[1]].astype(np.float32)
    if rng.random() < 0.4:
        band = band * 0.4 + 0.6 * float(band.max())
    ink = rng.uniform(10, 70)
    page[top:bottom, left : left + mask.shape[1]] = (band * (1 - mask) + ink * mask).astype(
        np.uint8
    )
    return page, lines


def _table(rng: random.Random, noise: np.random.Generator, height: int, width: int) -> np.ndarray:
    coarse = noise.integers(20, 230, (max(2, height // 60), max(2, width // 60)), dtype=np.uint8)
    table = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
    if rng.random() < 0.5:
        table = np.full((height, width), rng.randint(30, 220), np.uint8)
    for _ in range(rng.choice((0, 5, 20))):
        ends = [(rng.randint(0, width), rng.randint(0, height)) for _ in range(2)]
        cv2.line(table, ends[0], ends[1], rng.randint(0, 255), rng.randint(1, 8))
    return table


def _laid(
    rng: random.Random, noise: np.random.Generator, page: np.ndarray, tilt: float, room: float
) -> np.ndarray:
    """Lay the page on a table: turned by any angle, corners moved by `tilt` of its size."""
    height, width = page.shape
    side = int(np.hypot(height, width) * room)
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    angle = rng.choice((0, 0, 90, 180, 270)) + rng.uniform(-25, 25)
    cos, sin = np.cos(np.radians(angle)), np.sin(np.radians(angle))
    moved = corners - [width / 2, height / 2]
    moved = moved + noise.uniform(-tilt, tilt, (4, 2)) * [width / 2, height / 2]
    moved = moved @ np.array([[cos, sin], [-sin, cos]]) + side / 2
    matrix = cv2.getPerspectiveTransform(corners, moved.astype(np.float32))
    table = _table(rng, noise, side, side)
    mask = cv2.warpPerspective(np.full_like(page, 255), matrix, (side, side))
    shot = cv2.warpPerspective(page, matrix, (side, side), flags=cv2.INTER_AREA)
    return np.where(mask > 127, shot, table)


def _bent(rng: random.Random, page: np.ndarray) -> np.ndarray:
    height, width = page.shape
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    share = columns / width
    rows += rng.choice((-1, 1)) * height * rng.uniform(0.005, 0.025) * np.sin(np.pi * share)
    return cv2.remap(page, columns, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)


def make(seed: int, kind: str) -> Page:
    """Return the page that `seed` and `kind` (one of `KINDS`) stand for."""
    rng, noise = random.Random(f"{seed}-{kind}"), np.random.default_rng(seed)
    format_ = rng.choice(("TD3", "TD3", "TD1", "TD1", "TD2", "MRVA", "MRVB"))
    dots = {"small": rng.uniform(2.6, 4.2), "far": rng.uniform(4.0, 5.5)}.get(
        kind, rng.uniform(4.5, 9.0)
    )
    page, lines = document(rng, noise, format_, dots)
    cap = CAP_MM * dots
    worn = page
    if kind == "bent":
        worn = _bent(rng, worn)
    if kind == "stamp":
        image = worn.astype(np.float32)
        for _ in range(3):
            image = wear.overprint(rng, image, cap * 2)
        worn = np.clip(wear.stamp(rng, image, cap), 0, 255).astype(np.uint8)
    if kind not in ("scan", "small", "stamp"):
        worn = _laid(rng, noise, worn, 0.1, rng.uniform(1.05, 2.2 if kind == "far" else 1.3))
    image = worn.astype(np.float32)
    if kind == "screen":
        image = wear.moire(rng, image)
    if kind == "glare":
        for _ in range(6):
            image = wear.light(rng, image, cap * 2)
    if kind == "dark":
        image = image * rng.uniform(0.25, 0.6)
    if kind == "blur":
        image = cv2.GaussianBlur(image, (0, 0), cap * rng.uniform(0.06, 0.12))
    if kind == "motion":
        size = max(2, int(cap * rng.uniform(0.15, 0.3)))
        kernel = np.zeros((size, size), np.float32)
        cv2.line(
            kernel, (0, rng.randint(0, size - 1)), (size - 1, rng.randint(0, size - 1)), 1.0, 1
        )
        image = cv2.filter2D(image, -1, kernel / kernel.sum())
    image = image + noise.standard_normal(image.shape, dtype=np.float32) * rng.uniform(0.5, 6)
    plain = np.clip(image, 0, 255).astype(np.uint8)
    quality = rng.randint(18, 35) if kind == "jpeg" else rng.randint(60, 92)
    packed = cv2.imencode(".jpg", plain, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
    plain = cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE)
    return Page(image=np.stack([plain] * 3, axis=2), type=format_, lines=lines, kind=kind)
