"""Static files at addresses that change with their content, so browsers may keep them for ever."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.pages.rooms import PAGES, ROOMS
from api.problems import ProblemError

router = APIRouter(include_in_schema=False)

_MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}
_PACKABLE = (".css", ".js", ".svg")
_DIGEST_LENGTH = 12  # of hexadecimal: collisions among a few dozen files are out of the question
_FOR_EVER = "public, max-age=31536000, immutable"  # RFC 8246


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """One static file, packed once."""

    name: str
    digest: str
    media_type: str
    plain: bytes
    packed: bytes | None


@cache
def assets() -> dict[str, Asset]:
    """Return every static file of every room by its name (`look/look.css`), read once."""
    found: dict[str, Asset] = {}
    for room in ROOMS:
        for path in sorted((PAGES / room / "static").rglob("*")):
            if path.suffix in _MEDIA_TYPES:
                name = f"{room}/{path.relative_to(PAGES / room / 'static').as_posix()}"
                found[name] = _asset(name, path.suffix, path.read_bytes())
    return found


def _asset(name: str, suffix: str, data: bytes) -> Asset:
    packed = gzip.compress(data, 9, mtime=0) if suffix in _PACKABLE else None
    return Asset(
        name=name,
        digest=hashlib.sha256(data).hexdigest()[:_DIGEST_LENGTH],
        media_type=_MEDIA_TYPES[suffix],
        plain=data,
        packed=packed,
    )


def address(name: str) -> str:
    """Return a static file's address; raises KeyError for one that does not exist."""
    return f"/static/{assets()[name].digest}/{name}"


@router.get("/static/{digest}/{name:path}")
def static(digest: str, name: str, request: Request) -> Response:
    """Return a static file; an old digest gets today's file, not to be kept."""
    asset = assets().get(name)
    if asset is None:
        raise ProblemError(HTTPStatus.NOT_FOUND, "not_found", "There is no such file")
    headers = {"Vary": "Accept-Encoding"}
    headers["Cache-Control"] = _FOR_EVER if digest == asset.digest else "no-cache"
    body = asset.plain
    if asset.packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
        body = asset.packed
        headers["Content-Encoding"] = "gzip"
    return Response(body, media_type=asset.media_type, headers=headers)
