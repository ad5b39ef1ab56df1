"""What came in: inputs, pages as received, and the rectified faces found on them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

import numpy as np
import numpy.typing as npt

from verifier.model.geometry import Quad

Raster = npt.NDArray[np.uint8]  # height x width x 3, RGB

_ID_1 = 85.6 / 53.98  # width to height of a card (ISO/IEC 7810)
_ABOUT = 0.04


def has_card_proportions(pixels: Raster) -> bool:
    """Return whether a picture is as wide to its height as an ID-1 card lying down."""
    height, width = pixels.shape[:2]
    return bool(abs(width / height / _ID_1 - 1) <= _ABOUT)


class MediaType(StrEnum):
    """The formats intake accepts."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    TIFF = "image/tiff"
    PDF = "application/pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One uploaded file, or one code's exact payload (`kind="payload"`).

    `name` is shown to the applicant and nobody else; it is never logged.
    """

    name: str
    data: bytes
    kind: Literal["file", "payload"] = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A raster as received, upright by its EXIF orientation.

    `text` is a PDF page's own text layer; `dpi` is known only for rendered PDF pages.
    """

    index: int
    input: int
    pixels: Raster
    media_type: MediaType
    dpi: float | None = None
    text: str | None = None
    greyscale: bool = False

    @property
    def width(self) -> int:
        """Width in pixels."""
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        """Height in pixels."""
        return int(self.pixels.shape[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One side of a document, flattened and upright.

    `quad` says where it lies on its page (page fractions, in reading order), so a region found
    on the face can be shown on the picture the person sent.
    """

    page: int
    pixels: Raster
    quad: Quad
    outline_found: bool
