"""A small drawn picture of what a document looks like, for guidance; fictional people only.

Drawn by `fixtures` when first asked for and kept in memory. An installation without that package
shows a neutral outline instead.
"""

from __future__ import annotations

import importlib
import io
import threading
from functools import lru_cache

from fastapi import APIRouter
from fastapi.responses import Response
from PIL import Image

from verifier.profiles.load import load_profiles

router = APIRouter(include_in_schema=False)

_WIDTH = 560  # CSS pixels of a card on a phone, at a little over 1.5 per point
_QUALITY = 72
_ADDRESS = "/static/specimen/{id}/{side}.webp"
_A_DAY = "public, max-age=86400"
_OUTLINE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 280 176" width="560" height="352">'
    '<rect x="2" y="2" width="276" height="172" rx="12" fill="#eeece6" stroke="#828894" '
    'stroke-width="2"/><rect x="22" y="40" width="66" height="84" rx="4" fill="#cfcbc2"/>'
    '<path d="M108 52h140M108 76h110M108 100h126M22 150h236" stroke="#a7a49c" stroke-width="8" '
    'stroke-linecap="round"/></svg>'
)
_one_at_a_time = threading.Lock()  # drawing takes a second of CPU


def specimen_address(profile_id: str, side: int = 0) -> str:
    """Return where a document's drawn side is served."""
    return _ADDRESS.format(id=profile_id, side=side)


@router.get("/static/specimen/{country}/{name}/{side}.webp")
def specimen(country: str, name: str, side: int) -> Response:
    """Return one drawn side as WebP, or the outline."""
    profile = load_profiles().get(f"{country}/{name}")
    picture = None
    if profile is not None and 0 <= side < len(profile.sides):
        with _one_at_a_time:
            picture = _drawn(profile.id, side)
    headers = {"Cache-Control": _A_DAY}
    if picture is None:
        return Response(_OUTLINE, media_type="image/svg+xml", headers=headers)
    return Response(picture, media_type="image/webp", headers=headers)


@lru_cache(maxsize=512)
def _drawn(profile_id: str, side: int) -> bytes | None:
    try:
        drawer = importlib.import_module("fixtures.specimens")
    except ImportError:
        return None
    try:
        images = drawer.specimen(profile_id.replace("/", "-")).images
    except drawer.SpecimenError:  # of a few documents no picture is drawn yet
        return None
    return _small(images[side][1]) if side < len(images) else None


def _small(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data)) as image:
        image.thumbnail((_WIDTH, _WIDTH))
        out = io.BytesIO()
        image.convert("RGB").save(out, "WEBP", quality=_QUALITY, method=4)
    return out.getvalue()
