"""Image bytes to upright RGB rasters by Pillow, inside the limited child process."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator

import numpy as np
from PIL import Image, ImageOps

from verifier.intake.problem import Problem
from verifier.model.page import MediaType, Raster
from verifier.model.reason_code import ReasonCode

warnings.simplefilter("error", Image.DecompressionBombWarning)
Image.MAX_IMAGE_PIXELS = None  # the limit handed in is checked before anything is decoded

_FORMATS = {
    MediaType.JPEG: "JPEG",
    MediaType.PNG: "PNG",
    MediaType.WEBP: "WEBP",
    MediaType.TIFF: "TIFF",
}
_GREY_MODES = ("1", "L", "LA", "I", "I;16", "I;16B", "I;16L", "F")
GREY_TOLERANCE = 4  # mean spread between channels, in levels, below which a picture has no colour
_GREY_SAMPLE = 200
LEAST_SIDE = 32  # pixels: no reader makes anything of less


def pages(
    data: bytes, kind: MediaType, *, max_pixels: int, max_pages: int, side: int
) -> Iterator[tuple[Raster, bool]]:
    """Yield (raster, is grey) for each frame; raises Problem with the reason why not.

    Animated PNG and WebP give their first frame; a TIFF gives every frame up to `max_pages`.
    """
    try:
        with Image.open(io.BytesIO(data), formats=[_FORMATS[kind]]) as image:
            frames = getattr(image, "n_frames", 1) if kind is MediaType.TIFF else 1
            if frames > max_pages:
                raise Problem(ReasonCode.FILE_TOO_MANY_PAGES, pages=frames, limit=max_pages)
            for frame in range(frames):
                if frames > 1:
                    image.seek(frame)
                yield _raster(image, max_pixels=max_pixels, side=side)
    except Problem:
        raise
    except MemoryError as error:
        raise Problem(ReasonCode.FILE_TOO_LARGE) from error
    except Exception as error:  # Pillow's decoders raise many kinds; all mean the same here
        raise Problem(ReasonCode.FILE_UNREADABLE, decoder=type(error).__name__) from error


def _raster(image: Image.Image, *, max_pixels: int, side: int) -> tuple[Raster, bool]:
    if image.width * image.height > max_pixels:
        raise Problem(
            ReasonCode.FILE_TOO_LARGE,
            size=f"{image.width * image.height / 1e6:.0f} MP",
            limit=f"{max_pixels / 1e6:.0f} MP",
        )
    if min(image.size) < LEAST_SIDE:
        raise Problem(ReasonCode.CAPTURE_LOW_RESOLUTION, px=min(image.size))
    grey_mode = image.mode in _GREY_MODES
    if image.format == "JPEG":
        image.draft("RGB" if not grey_mode else "L", (side, side))
    upright = ImageOps.exif_transpose(image)
    rgb = _to_rgb(upright)
    if max(rgb.size) > side:
        rgb.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=2.0)
    pixels = np.ascontiguousarray(np.asarray(rgb, dtype=np.uint8))
    return pixels, grey_mode or is_grey(pixels)


def _to_rgb(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I;16") or image.mode in ("I", "F"):
        return _from_deep(image).convert("RGB")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        over = image.convert("RGBA")
        white = Image.new("RGBA", over.size, (255, 255, 255, 255))
        return Image.alpha_composite(white, over).convert("RGB")
    return image.convert("RGB")


def _from_deep(image: Image.Image) -> Image.Image:
    """Return an 8-bit grey image of one with 16 or 32 bits a sample, over its own range."""
    values = np.asarray(image, dtype=np.float64)
    low, high = float(values.min()), float(values.max())
    scaled = (values - low) * (255.0 / (high - low)) if high > low else values * 0.0
    return Image.fromarray(scaled.astype(np.uint8))


def is_grey(pixels: Raster) -> bool:
    """Whether a raster has no colour worth the name: the spread between its channels."""
    step = max(1, max(pixels.shape[:2]) // _GREY_SAMPLE)
    sample = pixels[::step, ::step].astype(np.int16)
    return float((sample.max(axis=2) - sample.min(axis=2)).mean()) < GREY_TOLERANCE
