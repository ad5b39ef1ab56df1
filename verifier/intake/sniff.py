"""What kind of file bytes are, by their signature; the decoder must then agree.

Sources: the formats' own magic numbers (JFIF, PNG, RIFF/WebP, TIFF 6.0, ISO 32000-1).
"""

from __future__ import annotations

from verifier.model.page import MediaType

_ACCEPTED: tuple[tuple[bytes, MediaType], ...] = (
    (b"\xff\xd8\xff", MediaType.JPEG),
    (b"\x89PNG\r\n\x1a\n", MediaType.PNG),
    (b"II*\x00", MediaType.TIFF),
    (b"MM\x00*", MediaType.TIFF),
)

# Formats people send that are not accepted, so that the answer can name them.
_NAMED: tuple[tuple[bytes, str], ...] = (
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"PK\x03\x04", "ZIP or Office"),
    (b"\xd0\xcf\x11\xe0", "Office"),
    (b"8BPS", "Photoshop"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"%!PS", "PostScript"),
    (b"\x00\x00\x00\x0cjP  ", "JPEG 2000"),
    (b"\xffO\xffQ", "JPEG 2000"),
)

_PDF_WINDOW = 1024  # ISO 32000-1, implementation note 13: the header may follow some bytes
_HEIF_BRANDS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"heis")


def media_type(data: bytes) -> MediaType | None:
    """Return the accepted media type of `data`, or None."""
    for magic, kind in _ACCEPTED:
        if data.startswith(magic):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return MediaType.WEBP
    if b"%PDF-" in data[:_PDF_WINDOW]:
        return MediaType.PDF
    return None


def describe(data: bytes) -> str:
    """Return a plain name for bytes that are not accepted."""
    for magic, name in _NAMED:
        if data.startswith(magic):
            return name
    if data[4:8] == b"ftyp":
        if data[8:12] in _HEIF_BRANDS:
            return "HEIC"
        return "AVIF" if data[8:12] in (b"avif", b"avis") else "video"
    head = data[:512]
    if head.lstrip().lower().startswith((b"<!doctype html", b"<html")):
        return "web page"
    if head.lstrip().startswith((b"<?xml", b"<svg")):
        return "XML or SVG"
    if head and all(b in b"\t\n\r\f" or b >= 32 for b in head):
        return "text"
    return "unknown"
