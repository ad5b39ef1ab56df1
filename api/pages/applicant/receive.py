"""Takes what a person sends: one side as a stream, or a whole form without JavaScript.

Nothing is written to disk in clear: streams gather in memory within the limit, and the form's
parser keeps files in memory (`MultiPartParser.spool_max_size` is set to the body limit).
"""

from __future__ import annotations

from http import HTTPStatus

import anyio
from fastapi import Request
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartParser

from api.problems import ProblemError
from verifier.model.context import Limits

AT_ONCE = 12  # bodies held in memory beside each other by the pages
_FIELDS = 40
_FIELD_SIZE = 64 * 1024
_MEDIA_TYPES = ("image/jpeg", "image/png", "image/webp", "image/tiff", "application/pdf")
_UNNAMED = "application/octet-stream"
_in_flight = anyio.CapacityLimiter(AT_ONCE)


async def streamed(request: Request) -> tuple[bytes, str]:
    """Return a raw body and its media type; raises ProblemError 413, 400 or 429."""
    with _Turn(request):
        data = bytearray()
        async for part in request.stream():
            data += part
            if len(data) > Limits().file_bytes:
                raise too_large()
    if not data:
        raise ProblemError(HTTPStatus.BAD_REQUEST, "file_empty", "The file is empty")
    return bytes(data), _media_type(request.headers.get("content-type"))


async def form_of(request: Request) -> FormData:
    """Return a form whose files are in memory; raises ProblemError when there is no room."""
    if MultiPartParser.spool_max_size < Limits().file_bytes:
        # Where the application did not say so, a file must not be spooled to disk unencrypted.
        MultiPartParser.spool_max_size = 64 * 1024 * 1024
    with _Turn(request):
        return await request.form(
            max_files=Limits().inputs, max_fields=_FIELDS, max_part_size=_FIELD_SIZE
        )


async def files_of(form: FormData, slots: tuple[str, ...]) -> dict[str, tuple[bytes, str]]:
    """Return the files chosen in a form by slot; raises ProblemError 413."""
    found: dict[str, tuple[bytes, str]] = {}
    for slot in slots:
        given = form.get(slot)
        if isinstance(given, UploadFile) and given.filename:
            data = await given.read()
            if len(data) > Limits().file_bytes:
                raise too_large()
            if data:
                found[slot] = (data, _media_type(given.content_type))
    return found


def text_of(form: FormData, name: str, longest: int) -> str:
    """Return a form's text, without NULs and not longer than it may be."""
    value = form.get(name)
    return value.replace("\x00", "").strip()[:longest] if isinstance(value, str) else ""


def too_large() -> ProblemError:
    """Return the answer to a file beyond the limit."""
    return ProblemError(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "file_too_large", "The file is larger than we take"
    )


def _media_type(sent: str | None) -> str:
    named = (sent or "").partition(";")[0].strip().lower()
    return named if named in _MEDIA_TYPES else _UNNAMED


class _Turn:
    """A place among the uploads that run at once; 429 when all are taken."""

    def __init__(self, request: Request) -> None:
        self.request = request

    def __enter__(self) -> None:
        try:
            _in_flight.acquire_on_behalf_of_nowait(self.request)
        except anyio.WouldBlock:
            raise ProblemError(
                HTTPStatus.TOO_MANY_REQUESTS,
                "too_many_uploads",
                "Too many uploads arrive at once",
                headers={"Retry-After": "2"},
            ) from None

    def __exit__(self, *_: object) -> None:
        _in_flight.release_on_behalf_of(self.request)
