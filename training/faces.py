"""Typefaces of the drawn lines, as stacks of glyph masks.

ICAO Doc 9303-3, 4.3 asks for OCR-B size 1; real documents also carry Courier and typewriter
faces, Lucida-like console faces and Farrington-like OCR faces, so free look-alikes of each are
drawn too. All come from Debian packages (named in training/README.md). A face that is not
installed is left out, except OCR-B, without which training stops.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from training.alphabet import ALPHABET

_O = "/usr/share/fonts/opentype/"
_T = "/usr/share/fonts/truetype/"
OCR_B = _O + "ocr-b/OCRB.otf"
FACES: tuple[tuple[str, float], ...] = (
    (OCR_B, 9.0),
    (_O + "ocr-b/OCRBS.otf", 5.0),
    (_O + "ocr-b/OCRBL.otf", 0.5),
    (_T + "ocr-a/OCRA.ttf", 0.5),
    (_T + "ocr-a/OCRACondensed.ttf", 0.2),
    (_O + "urw-base35/NimbusMonoPS-Regular.otf", 0.8),
    (_O + "urw-base35/NimbusMonoPS-Bold.otf", 0.8),
    (_T + "freefont/FreeMono.ttf", 0.4),
    (_T + "freefont/FreeMonoBold.ttf", 0.4),
    (_O + "courier-prime/Courier Prime.otf", 0.7),
    (_O + "courier-prime/Courier Prime Bold.otf", 0.4),
    (_O + "courier-prime/Courier Prime Sans.otf", 0.5),
    (_T + "cmu/cmuntt.ttf", 0.3),
    (_T + "cmu/cmuntb.ttf", 0.3),
    (_T + "tlwg/TlwgMono.ttf", 0.3),
    (_T + "tlwg/TlwgMono-Bold.ttf", 0.3),
    (_T + "tlwg/TlwgTypewriter-Bold.ttf", 0.3),
    (_T + "gnutypewriter/GNUTypewriter.ttf", 0.3),
    ("/usr/share/fonts/fonts-go/Go-Mono.ttf", 0.7),
    ("/usr/share/fonts/fonts-go/Go-Mono-Bold.ttf", 0.4),
    (_T + "dejavu/DejaVuSansMono.ttf", 0.8),
    (_T + "dejavu/DejaVuSansMono-Bold.ttf", 0.4),
    (_T + "liberation/LiberationMono-Regular.ttf", 0.7),
    (_T + "liberation/LiberationMono-Bold.ttf", 0.5),
    (_T + "noto/NotoMono-Regular.ttf", 0.6),
    (_O + "b612/B612Mono-Regular.otf", 0.4),
    (_O + "b612/B612Mono-Bold.otf", 0.2),
    (_O + "league-mono/LeagueMono-Regular.otf", 0.3),
    (_O + "league-mono/LeagueMono-SemiBold.otf", 0.2),
    (_T + "inconsolata/Inconsolata.otf", 0.3),
    (_T + "anonymous-pro/Anonymous Pro B.ttf", 0.2),
    (_T + "liberation/LiberationSans-Regular.ttf", 0.3),
    (_T + "liberation/LiberationSans-Bold.ttf", 0.2),
    (_T + "dejavu/DejaVuSans.ttf", 0.3),
)
OVERLAY_FACES: tuple[str, ...] = (
    _T + "liberation/LiberationSans-Bold.ttf",
    _T + "liberation/LiberationSans-Regular.ttf",
    _T + "liberation/LiberationSerif-Bold.ttf",
    _T + "dejavu/DejaVuSans-Bold.ttf",
)
CAP_SIZES = (12, 20, 32, 48)
"""Cap heights in pixels at which glyphs are drawn; the nearest larger one is scaled down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Atlas:
    """One face at one size: `glyphs` is uint8[37, height, width], centred on the pitch cell."""

    glyphs: np.ndarray
    advance: float
    cap: int


def _cap_box(font: ImageFont.FreeTypeFont) -> tuple[int, int]:
    size = int(font.size * 4)
    canvas = Image.new("L", (size, size), 0)
    ImageDraw.Draw(canvas).text((font.size, font.size), "H", font=font, fill=255)
    rows = np.flatnonzero(np.asarray(canvas).max(axis=1) > 128)
    return int(rows[0] - font.size), int(rows[-1] + 1 - font.size)


@functools.cache
def atlas(path: str, cap: int) -> Atlas:
    """Return the glyphs of the face at `path` with capitals `cap` pixels high."""
    probe = ImageFont.truetype(path, 100)
    top, bottom = _cap_box(probe)
    font = ImageFont.truetype(path, round(100 * cap / (bottom - top)))
    top, bottom = _cap_box(font)
    advance = max(font.getlength("A"), font.getlength("0"))
    height, width = int(cap * 1.8), int(advance * 1.6)
    glyphs = []
    for character in ALPHABET:
        cell = Image.new("L", (width, height), 0)
        own = font.getlength(character)
        place = ((width - own) / 2, (height - (bottom - top)) / 2 - top)
        ImageDraw.Draw(cell).text(place, character, font=font, fill=255)
        glyphs.append(np.asarray(cell))
    return Atlas(glyphs=np.stack(glyphs), advance=advance, cap=bottom - top)


@functools.cache
def installed() -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Return the paths and weights of the faces present on this machine."""
    if not Path(OCR_B).exists():
        raise SystemExit("OCR-B is missing: install Debian's fonts-ocr-b")
    kept = [(path, weight) for path, weight in FACES if Path(path).exists()]
    return tuple(p for p, _ in kept), tuple(w for _, w in kept)
