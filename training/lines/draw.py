"""One training sample: a line of print, drawn, worn and cut out as the detector's boxes cut it.

The reader hands the network grey strips 48 pixels high in which the capitals fill two to four
fifths of the height; this draws the same, from cameras that saw them 6 to 36 pixels high.
"""

from __future__ import annotations

import math
import random
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
from PIL import Image, ImageDraw

from training import wear
from training.lines import content
from training.lines.content import Line
from training.lines.faces import able, font, letters_of
from training.lines.languages import CLASSES, JOINED, class_of
from training.lines.words import Words

HEIGHT = 48
STEP = 4  # pixels of a column
_CAP = 30  # pixels of the capitals as first drawn
_TRIES = 6
_MARGIN = 2 * _CAP


class Run(NamedTuple):
    """A stretch [left, right) in pixels that shows one class."""

    left: float
    right: float
    shows: int


class Box(NamedTuple):
    """Where the text lies, in pixels."""

    left: float
    top: float
    right: float
    bottom: float


class Press:
    """Draws lines from the word lists and typefaces in `folder` (`words/`, `fonts/`)."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.rng = random.Random(seed)
        self.noise = np.random.default_rng(seed)
        self.words = Words(folder / "words")
        self.fonts = str(folder / "fonts")

    def sample(self, widest: int) -> tuple[np.ndarray, np.ndarray]:
        """Return a strip uint8[48, <=widest] and the class of each of its columns, uint8[w / 4]."""
        rng = self.rng
        most = max(1, widest // 15)
        line = content.line(rng, self.words, most)
        for _ in range(_TRIES):
            if len(line.text) > most / 3:  # short lines in wide batches are mostly padding
                break
            line = content.line(rng, self.words, most)
        cap = min(36.0, max(5.5, float(np.exp(rng.gauss(math.log(15.5), 0.45)))))
        mask, box, runs = self._ink(line)
        if rng.random() < 0.02:
            mask[:], runs = 0, []
        mask = _weight(rng, mask)
        small, box, runs = _capture(rng, mask, cap / _CAP, box, runs)
        strip, runs = _strip(rng, self._worn(small, cap), box, runs, cap)
        if strip.shape[1] > widest:
            share = widest / strip.shape[1]
            strip = cv2.resize(strip, (widest, HEIGHT), interpolation=cv2.INTER_AREA)
            runs = [Run(r.left * share, r.right * share, r.shows) for r in runs]
        return strip, _columns(runs, strip.shape[1])

    def _face(self, language: str, text: str) -> str:
        paths, weights = able(self.fonts, language)
        needed = set(text) - {" "}
        for _ in range(_TRIES):
            path = self.rng.choices(paths, weights)[0]
            if needed <= letters_of(self.fonts)[path]:
                break
        return path

    def _ink(self, line: Line) -> tuple[np.ndarray, Box, list[Run]]:
        """Return a mask with the text and its neighbours, the text's box and its runs."""
        rng = self.rng
        face = self._face(line.language, line.text)
        spread = rng.uniform(-0.03, 0.22) * _CAP if rng.random() < 0.3 else 0.0
        if line.language in JOINED:
            spread = 0.0
        picture = Image.new("L", (int(len(line.text) * _CAP * 1.7 + 2 * _MARGIN), _CAP * 6), 0)
        pen = ImageDraw.Draw(picture)
        base = _CAP * 3.5
        runs, box = self._write(pen, base, line, face, spread)
        width = int(box.right + _MARGIN)
        for side in (-1, 1):
            if rng.random() < 0.5:
                gap = side * _CAP * rng.uniform(1.55, 2.6)
                other = content.line(rng, self.words, len(line.text) + 4)
                shift = rng.uniform(-0.5, 0.8) * width * (rng.random() < 0.5)
                face = font(self._face(other.language, other.text), int(_CAP * rng.uniform(0.5, 1)))
                pen.text(
                    (_MARGIN + shift, base + gap), other.text, font=face, fill=255, anchor="ls"
                )
        return np.asarray(picture)[:, :width].copy(), box, runs

    def _write(
        self, pen: ImageDraw.ImageDraw, base: float, line: Line, path: str, spread: float
    ) -> tuple[list[Run], Box]:
        """Print run by run, in another face what this one lacks, as card printers do."""
        x, tops, bottoms, runs = float(_MARGIN), [base - _CAP], [base], []
        for shows, letters in groupby(line.text, key=class_of):
            text = "".join(letters)
            own = path
            if not set(text) - {" "} <= letters_of(self.fonts)[path]:
                own = self._face("en" if text.isascii() else line.language, text)
            face = font(own, _CAP, shaped=line.language in JOINED)
            start = x
            for piece in text if spread else (text,):
                pen.text((x, base), piece, font=face, fill=255, anchor="ls")
                box = face.getbbox(piece, anchor="ls")
                tops.append(base + box[1])
                bottoms.append(base + box[3])
                x += face.getlength(piece) + spread
            if shows:
                runs.append(Run(start, x - spread, shows))
        return runs, Box(_MARGIN, min(tops[1:]), x - spread, max(bottoms[1:]))

    def _worn(self, mask: np.ndarray, cap: float) -> np.ndarray:
        rng, noise = self.rng, self.noise
        paper = wear.background(rng, noise, *mask.shape)
        if rng.random() < 0.07:
            paper = wear.overprint(rng, paper, cap)
        dark = rng.uniform(0, 90) if rng.random() < 0.7 else rng.uniform(40, 150)
        ink = min(dark, float(paper.mean()) - rng.uniform(35, 100))
        cover = rng.uniform(0.6, 1.0)
        image = (paper * (1 - mask * cover) + ink * mask * cover).astype(np.float32)
        if rng.random() < 0.12:
            image = wear.rules(rng, image, image.shape[0] * 0.53, cap)
        if rng.random() < 0.1:
            image = wear.overprint(rng, image, cap)
        if rng.random() < 0.06:
            image = wear.stamp(rng, image, cap)
        if rng.random() < 0.15:
            image = wear.light(rng, image, cap)
        image = wear.focus(rng, image, cap)
        if rng.random() < 0.06:
            image = wear.moire(rng, image)
        if rng.random() < 0.06:
            image = 255 - image
        return wear.grain(rng, noise, image, cap)


def _columns(runs: list[Run], width: int) -> np.ndarray:
    shown = np.zeros(width // STEP, np.uint8)
    slash = CLASSES.index("/")
    for run in sorted(runs, key=lambda r: r.shows == slash):  # a slash is never covered
        first, last = round(run.left / STEP), round(run.right / STEP)
        shown[max(first, 0) : max(last, first + 1, 0)] = run.shows
    return shown


def _weight(rng: random.Random, mask: np.ndarray) -> np.ndarray:
    """Make the strokes bolder or thinner, as ribbons, lasers and inkjets do."""
    if rng.random() < 0.5:
        return mask
    soft = cv2.GaussianBlur(mask, (0, 0), _CAP * rng.uniform(0.02, 0.06)).astype(np.float32) / 255
    edge = rng.uniform(0.3, 0.6)
    return (np.clip((soft - edge) * rng.uniform(2.5, 6) + 0.5, 0, 1) * 255).astype(np.uint8)


def _capture(
    rng: random.Random, mask: np.ndarray, scale: float, box: Box, runs: list[Run]
) -> tuple[np.ndarray, Box, list[Run]]:
    """Shrink the mask to the camera's scale, with residual turn, slant and stretch."""
    turn, slant = np.deg2rad(np.clip(rng.gauss(0, 0.8), -2.5, 2.5)), rng.gauss(0, 0.05)
    across = scale * rng.uniform(0.72, 1.25)
    cos, sin = np.cos(turn), np.sin(turn)
    size = (int(mask.shape[1] * across) + 4, int(mask.shape[0] * scale) + 2)
    centre = np.array(((box.left + box.right) / 2, (box.top + box.bottom) / 2))
    matrix = np.array([[across * cos, scale * (slant - sin)], [across * sin, scale * cos]])
    shift = np.array((size[0] / 2, size[1] / 2)) - matrix @ centre
    if scale < 0.62:
        mask = cv2.GaussianBlur(mask, (0, 0), 0.35 / scale)
    small = cv2.warpAffine(mask, np.c_[matrix, shift].astype(np.float32), size)

    def moved(x: float) -> float:
        return float(matrix[0, 0] * x + matrix[0, 1] * centre[1] + shift[0])

    half = (box.bottom - box.top) / 2 * scale + abs(sin) * (box.right - box.left) * across / 2
    placed = Box(moved(box.left), size[1] / 2 - half, moved(box.right), size[1] / 2 + half)
    ends = [Run(moved(r.left), moved(r.right), r.shows) for r in runs]
    return small.astype(np.float32) / 255, placed, ends


def _strip(
    rng: random.Random, image: np.ndarray, box: Box, runs: list[Run], cap: float
) -> tuple[np.ndarray, list[Run]]:
    """Cut as the detector does: some margin all round, never quite in the middle."""
    tall = max(box.bottom - box.top, 0.6 * cap)
    top, bottom = (rng.uniform(0.02, 0.38) * tall for _ in "ab")
    start = box.left - rng.uniform(-0.05, 0.75) * cap
    end = box.right + rng.uniform(0.0, 0.75) * cap
    up = HEIGHT / (box.bottom - box.top + top + bottom)
    if up < 0.7:
        image = cv2.GaussianBlur(image, (0, 0), 0.4 / up)
    matrix = np.array([[up, 0, -start * up], [0, up, -(box.top - top) * up]], np.float32)
    size = (max(16, int((end - start) * up)), HEIGHT)
    method = cv2.INTER_CUBIC if rng.random() < 0.6 else cv2.INTER_LINEAR
    strip = cv2.warpAffine(image, matrix, size, flags=method, borderMode=cv2.BORDER_REPLICATE)
    return strip, [Run((r.left - start) * up, (r.right - start) * up, r.shows) for r in runs]
