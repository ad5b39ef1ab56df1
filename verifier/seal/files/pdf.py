"""Signed PDFs (PAdES), and PDFs that carry signed messages as attachments.

Sources: ISO 32000-2, 12.8; ETSI EN 319 142-1; pyHanko finds the signatures, what of the file each
covers and what was changed afterwards. The cryptography is `crypto.cms`, which also knows the GOST
algorithms that pyHanko does not. Kazakhstan's document card keeps the original and its signatures
as attachments; its printed codes and pages only show them, so such a signature speaks for the
attachment and not for the pages.
"""

from __future__ import annotations

from datetime import datetime

import pypdfium2

from verifier.model.seal import SealCheck
from verifier.model.trust import TrustStore
from verifier.seal.files import message
from verifier.seal.files.hostile import HOSTILE

MAGIC = b"%PDF-"
MAGIC_WITHIN = 1024  # ISO 32000-1, annex H.3.4.1
SIGNED = b"/ByteRange"
ATTACHMENT_ONLY = "the signature covers an attachment, not the pages that are shown"
MAX_ATTACHMENTS = 32


def looks_like(data: bytes) -> bool:
    """Say whether `data` is a PDF."""
    return MAGIC in data[:MAGIC_WITHIN]


def check(data: bytes, trust: TrustStore, at: datetime) -> tuple[SealCheck, ...]:
    """Return a check per signature field, then one per signed attachment."""
    found: list[SealCheck] = []
    if SIGNED in data:
        from verifier.seal.files.signature_fields import check_fields

        found.extend(check_fields(data, trust, at))
    found.extend(message.check_together(_attachments(data), trust, at, ATTACHMENT_ONLY))
    return tuple(found)


def _attachments(data: bytes) -> list[bytes]:
    try:
        with pypdfium2.PdfDocument(data) as document:
            count = min(document.count_attachments(), MAX_ATTACHMENTS)
            return [bytes(document.get_attachment(number).get_data()) for number in range(count)]
    except (pypdfium2.PdfiumError, *HOSTILE):
        return []
