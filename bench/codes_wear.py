"""What the code bench draws and does to it: dense QR codes, and how pictures of them get worse.

Codes are 600 pixels wide with a margin of 60, as in shared/reference/signed-codes.md, section 15;
each change is a pure function of the picture and a random source.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import cv2
import numpy as np
import qrcode
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
Change = Callable[[Picture, random.Random], Picture]
SIDE, MARGIN = 600, 60  # pixels
LENGTHS = (330, 620)  # characters of a health certificate's code, shortest and longest usual
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
LEVELS = (qrcode.ERROR_CORRECT_M, qrcode.ERROR_CORRECT_Q)
WHITE = 255


@dataclass(frozen=True, slots=True, kw_only=True)
class Worn:
    """One picture of a code: what it says and how it was worn."""

    wear: str
    text: str
    picture: Picture


def pictures(count: int, seed: int) -> Iterator[Worn]:
    """Yield `count` codes in every state of wear; equal arguments give equal pictures."""
    source = random.Random(seed)  # noqa: S311 - pictures that can be made again, no secrets
    drawn = [_drawn(source) for _ in range(count)]
    for wear, change in WEAR.items():
        for text, picture in drawn:
            yield Worn(wear=wear, text=text, picture=change(picture, source))


def _drawn(source: random.Random) -> tuple[str, Picture]:
    text = "HC1:" + "".join(source.choices(ALPHABET, k=source.randint(*LENGTHS)))
    code = qrcode.QRCode(error_correction=source.choice(LEVELS), box_size=1, border=0)
    code.add_data(text, optimize=0)
    code.make()
    cells = np.where(np.array(code.get_matrix()), 0, WHITE).astype(np.uint8)
    large = cv2.resize(cells, (SIDE, SIDE), interpolation=cv2.INTER_NEAREST)
    edges = (MARGIN, MARGIN, MARGIN, MARGIN)
    return text, _u8(cv2.copyMakeBorder(large, *edges, cv2.BORDER_CONSTANT, value=WHITE))


def _u8(values: NDArray[np.generic] | NDArray[np.floating] | cv2.typing.MatLike) -> Picture:
    return np.clip(values, 0, WHITE).astype(np.uint8)


def smaller(factor: float) -> Change:
    """Return a change to `factor` of the size."""
    return lambda picture, _: _u8(
        cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    )


def blurred(sigma: float) -> Change:
    """Return a change that puts the code out of focus."""
    return lambda picture, _: _u8(cv2.GaussianBlur(picture, (0, 0), sigma))


def moved(pixels: int) -> Change:
    """Return a change that moves the camera in a random direction while it looks."""

    def change(picture: Picture, source: random.Random) -> Picture:
        line = np.zeros((pixels, pixels), np.float32)
        line[pixels // 2] = 1
        centre = ((pixels - 1) / 2, (pixels - 1) / 2)
        turn = cv2.getRotationMatrix2D(centre, source.uniform(0, 180), 1)
        kernel = cv2.warpAffine(line, turn, (pixels, pixels))
        return _u8(cv2.filter2D(picture, -1, kernel / kernel.sum()))

    return change


def noisy(sigma: float) -> Change:
    """Return a change that adds sensor noise."""

    def change(picture: Picture, source: random.Random) -> Picture:
        noise = np.random.default_rng(source.randrange(2**31)).normal(0, sigma, picture.shape)
        return _u8(picture + noise)

    return change


def packed(quality: int) -> Change:
    """Return a change that goes through JPEG."""

    def change(picture: Picture, _: random.Random) -> Picture:
        coded = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
        return _u8(np.asarray(cv2.imdecode(coded, cv2.IMREAD_GRAYSCALE)))

    return change


def turned(degrees: float | None) -> Change:
    """Return a change that turns the page, at random when None, on a canvas that holds it."""

    def change(picture: Picture, source: random.Random) -> Picture:
        angle = source.uniform(0, 90) if degrees is None else degrees
        height, width = picture.shape
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
        cos, sin = abs(matrix[0, 0]), abs(matrix[0, 1])
        size = (int(height * sin + width * cos), int(height * cos + width * sin))
        matrix[:, 2] += [(size[0] - width) / 2, (size[1] - height) / 2]
        return _u8(cv2.warpAffine(picture, matrix, size, borderValue=(WHITE,)))

    return change


def tilted(picture: Picture, source: random.Random) -> Picture:
    """Return the picture in perspective, corners up to 15 % in."""
    height, width = picture.shape
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    inward = np.array([(1, 1), (-1, 1), (-1, -1), (1, -1)], np.float32)
    steps = np.array([(source.uniform(0, 0.15), source.uniform(0, 0.15)) for _ in range(4)])
    target = (corners + inward * steps * (width, height)).astype(np.float32)
    matrix = cv2.getPerspectiveTransform(corners, target)
    return _u8(cv2.warpPerspective(picture, matrix, (width, height), borderValue=(WHITE,)))


def curled(picture: Picture, _: random.Random) -> Picture:
    """Return the picture on a sheet bent by 30 pixels."""
    height, width = picture.shape
    across, down = np.meshgrid(np.arange(width), np.arange(height))
    bent = down + 30 * np.sin(across / width * np.pi)
    return _u8(
        cv2.remap(
            picture,
            across.astype(np.float32),
            bent.astype(np.float32),
            cv2.INTER_LINEAR,
            borderValue=(WHITE,),
        )
    )


def shaded(picture: Picture, _: random.Random) -> Picture:
    """Return the picture with light falling off to 15 % at one side."""
    return _u8(picture * np.linspace(0.15, 1, picture.shape[1])[None, :])


def faint(picture: Picture, _: random.Random) -> Picture:
    """Return the picture with 15 % of its contrast."""
    return _u8(picture * 0.15 + 100)


def after(*changes: Change) -> Change:
    """Return one change after the other."""

    def change(picture: Picture, source: random.Random) -> Picture:
        for one in changes:
            picture = one(picture, source)
        return picture

    return change


WEAR: dict[str, Change] = {
    "clean": lambda picture, _: picture,
    "size 1/2": smaller(0.5),
    "size 1/3": smaller(0.33),
    "size 1/4": smaller(0.25),
    "blur 2": blurred(2),
    "blur 3": blurred(3),
    "blur 3.5": blurred(3.5),
    "blur 4": blurred(4),
    "moved 9": moved(9),
    "moved 13": moved(13),
    "moved 17": moved(17),
    "jpeg 10": packed(10),
    "noise 40": noisy(40),
    "turned 17": turned(17),
    "tilted": tilted,
    "curled": curled,
    "shaded": shaded,
    "faint": after(faint, noisy(6)),
    "half, blur 1.7": after(smaller(0.5), blurred(1.7)),
    "blur 3, noise 12": after(blurred(3), noisy(12)),
    "turned, blur 3": after(turned(None), blurred(3)),
    "tilted, blur, jpeg": after(tilted, blurred(2.7), packed(30)),
    "curled, blur 2.5": after(curled, blurred(2.5)),
}
