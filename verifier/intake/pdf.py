"""PDF bytes to rendered pages and their text, by PDFium, inside the limited child process."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pypdfium2 as pdfium

from verifier.intake.problem import Problem
from verifier.intake.raster import LEAST_SIDE, is_grey
from verifier.model.page import Raster
from verifier.model.reason_code import ReasonCode

_POINTS_PER_INCH = 72  # ISO 32000-1, 8.3.2.3: default user space
_PASSWORD = 4  # FPDF_ERR_PASSWORD, fpdfview.h
_MAX_TEXT = 200_000  # characters of text layer kept a page


def pages(
    data: bytes, *, max_pixels: int, max_pages: int, side: int, dpi: int
) -> Iterator[tuple[Raster, bool, float, str]]:
    """Yield (raster, is grey, dpi, text) for each page; raises Problem with the reason why not."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise Problem(ReasonCode.FILE_PASSWORD_PROTECTED) from error
        raise Problem(ReasonCode.FILE_UNREADABLE, decoder="PDFium") from error
    try:
        count = len(document)
        if count == 0:
            raise Problem(ReasonCode.FILE_UNREADABLE, decoder="PDFium")
        if count > max_pages:
            raise Problem(ReasonCode.FILE_TOO_MANY_PAGES, pages=count, limit=max_pages)
        for number in range(count):
            yield _render(document, number, max_pixels=max_pixels, side=side, dpi=dpi)
    except pdfium.PdfiumError as error:
        raise Problem(ReasonCode.FILE_UNREADABLE, decoder="PDFium") from error
    finally:
        document.close()


def _render(
    document: pdfium.PdfDocument, number: int, *, max_pixels: int, side: int, dpi: int
) -> tuple[Raster, bool, float, str]:
    page = document[number]
    width, height = page.get_size()
    longest = max(width, height, 1.0)
    scale = min(dpi / _POINTS_PER_INCH, side / longest)
    scale = min(scale, (max_pixels / max(width * height, 1.0)) ** 0.5)
    bitmap = page.render(scale=scale, rev_byteorder=True)
    pixels = np.ascontiguousarray(bitmap.to_numpy()[:, :, :3], dtype=np.uint8)
    if pixels.ndim != 3 or pixels.shape[2] != 3:
        pixels = np.repeat(pixels.reshape(*pixels.shape[:2], 1), 3, axis=2)
    if min(pixels.shape[:2]) < LEAST_SIDE:
        raise Problem(ReasonCode.CAPTURE_LOW_RESOLUTION, px=min(pixels.shape[:2]))
    text = page.get_textpage().get_text_bounded()[:_MAX_TEXT]
    return pixels, is_grey(pixels), scale * _POINTS_PER_INCH, text
