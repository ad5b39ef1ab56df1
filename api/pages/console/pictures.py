"""The pages of a case as pictures: decoded in the limited child, sent small, kept nowhere.

What a reviewer's browser gets is never the uploaded file but its pixels, encoded anew without any
metadata (OWASP File Upload: content disarm and reconstruct).
"""

from __future__ import annotations

import io
from collections.abc import Sequence

import numpy as np
from PIL import Image
from sqlalchemy.orm import Session

from api.store.tables.cases import Upload
from api.vault.vault import Vault
from verifier.intake.take import take_in
from verifier.model.context import Context
from verifier.model.decision import Decision
from verifier.model.page import Input, Raster

LONGEST_SIDE = 2000  # pixels: a page at 240 dpi, enough for security print at full zoom
QUALITY = 88


def page_picture(
    session: Session, vault: Vault, sent: Sequence[Upload], index: int, ctx: Context
) -> bytes | None:
    """Return page `index` of an attempt as JPEG; None where there is none (any more)."""
    at = 0
    for upload in sent:
        if upload.object_id is None:
            continue
        data = vault.get_object(session, upload.object_id)
        pages = take_in([Input(name=upload.slot, data=data)], ctx).pages
        if index < at + len(pages):
            return jpeg(pages[index - at].pixels)
        at += len(pages)
    return None


def jpeg(pixels: Raster, longest: int = LONGEST_SIDE) -> bytes:
    """Return a raster as JPEG, reduced to `longest` pixels."""
    image = Image.fromarray(np.ascontiguousarray(pixels), "RGB")
    image.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    target = io.BytesIO()
    image.save(target, "JPEG", quality=QUALITY, optimize=True)
    return target.getvalue()


def page_count(decision: Decision, sent: Sequence[Upload]) -> int:
    """Return how many pages an attempt has, as far as its decision tells.

    A file has one page unless something was found on a later one; a PDF's pages each leave a
    finding with their number.
    """
    seen = [place.page for finding in decision.findings for place in finding.places]
    seen += [r.page for r in decision.readings if r.page is not None]
    measured = (finding.evidence.get("page") for finding in decision.findings)
    seen += [page for page in measured if isinstance(page, int)]
    kept = sum(upload.object_id is not None for upload in sent)
    return max(kept, *(page + 1 for page in seen)) if seen else kept
