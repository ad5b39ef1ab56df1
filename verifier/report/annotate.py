"""Draws on the picture where each reason and each reading was found."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw, ImageFont

from verifier.model.decision import Decision
from verifier.model.geometry import Region

_REASON = (214, 40, 40)
_READING = (29, 112, 184)
_LINE_SHARE = 400  # one pixel of line for so many pixels of picture
_TEXT_SHARE = 45


def annotate(decision: Decision) -> bytes:
    """Return a PNG of the pages, side by side, with readings in blue and reasons in red."""
    pages = [_page(decision, page.index) for page in decision.pages]
    width = sum(p.width for p in pages) or 1
    sheet = Image.new("RGB", (width, max((p.height for p in pages), default=1)), "white")
    left = 0
    for page in pages:
        sheet.paste(page, (left, 0))
        left += page.width
    out = io.BytesIO()
    sheet.save(out, "PNG")
    return out.getvalue()


def _page(decision: Decision, index: int) -> Image.Image:
    image = Image.fromarray(decision.pages[index].pixels).convert("RGB")
    draw = ImageDraw.Draw(image)
    for reading in decision.readings:
        if reading.page == index and reading.region is not None:
            _box(draw, image.size, reading.region, _READING, reading.field.replace("_", " "))
    for number, reason in enumerate(decision.reasons, start=1):
        for place in reason.places:
            if place.page == index:
                _box(draw, image.size, place.region, _REASON, f"{number} {reason.code}")
    return image


def _box(
    draw: ImageDraw.ImageDraw,
    size: tuple[int, int],
    region: Region,
    colour: tuple[int, int, int],
    label: str,
) -> None:
    width, height = size
    corners = (
        region.left * width,
        region.top * height,
        max(region.right * width, region.left * width + 1),
        max(region.bottom * height, region.top * height + 1),
    )
    line = max(1, max(size) // _LINE_SHARE)
    draw.rectangle(corners, outline=colour, width=line)
    font = ImageFont.load_default(size=max(10, max(size) // _TEXT_SHARE // 2))
    draw.text((corners[0], corners[1]), label, fill=colour, anchor="lb", font=font)
