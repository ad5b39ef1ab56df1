"""Every two-dimensional code on a page, with its exact bytes."""

from __future__ import annotations

import zxingcpp

from verifier.model.page import Page
from verifier.model.seal import Code


def decode(page: Page) -> tuple[Code, ...]:
    """Return the codes on `page`."""
    return tuple(
        Code(raw=b.bytes, text=b.text, symbology=str(b.format), input=page.input, page=page.index)
        for b in zxingcpp.read_barcodes(page.pixels)
    )
