"""A paper as PDF/A-3a: set by Typst in every script and direction, its signed copy attached.

Sources: ISO 19005-3 (an archival PDF may carry its machine-readable original); ISO/IEC 18004 (QR).
The page can be checked against the signed copy by its digest; the copy alone is what is signed.
"""

from __future__ import annotations

import ctypes
import json
from functools import cache
from pathlib import Path
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium
import typst
import zxingcpp

from verifier.errors import CandorError
from verifier.statement.form import Paper, form
from verifier.statement.page import page
from verifier.statement.signature import digest

_HERE = Path(__file__).parent
_ARCHIVAL: Final = "a-3a"
_ATTACHED = "paper.jws"


class PaperError(CandorError):
    """A paper could not be set; a fault of ours."""


def pdf(paper: Paper, signed: str) -> bytes:
    """Return a paper as PDF with its JWS attached and the JWS's digest printed, also as QR code."""
    # Typst takes a mapping of virtual files; its stub does not say so yet.
    files: Any = {
        "main.typ": (_HERE / "paper.typ").read_bytes(),
        "paper.json": json.dumps(page(form(paper), digest(signed))).encode("utf-8"),
        _ATTACHED: signed.encode("utf-8"),
        "qr.svg": _qr(f"{paper.number} sha-256:{digest(signed)}").encode("utf-8"),
    }
    try:
        made = typst.compile(
            files,
            format="pdf",
            font_paths=_fonts(),
            ignore_system_fonts=True,
            pdf_standards=[_ARCHIVAL],
            timestamp=paper.issued.replace(microsecond=0),  # typst takes whole seconds
        )
    except RuntimeError as error:
        raise PaperError(f"the paper could not be set: {type(error).__name__}") from error
    if not isinstance(made, bytes):
        raise PaperError("the paper could not be set: no bytes")
    return made


def attached(data: bytes) -> str | None:
    """Return the signed copy attached to a PDF, or None when there is none; never raises."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return None
    try:
        return _attachment(document.raw)
    finally:
        document.close()


def _attachment(raw: pdfium.FPDF_DOCUMENT) -> str | None:
    for index in range(pdfium.FPDFDoc_GetAttachmentCount(raw)):
        one = pdfium.FPDFDoc_GetAttachment(raw, index)
        length = ctypes.c_ulong()
        if not pdfium.FPDFAttachment_GetFile(one, None, 0, length):
            continue
        buffer = ctypes.create_string_buffer(length.value)
        if pdfium.FPDFAttachment_GetFile(one, buffer, length.value, length):
            text = buffer.raw.decode("ascii", "replace")
            if text.count(".") == 2:
                return text
    return None


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(_HERE / "fonts")],
    )


def _qr(text: str) -> str:
    return str(zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode).to_svg())
