"""The person's own pictures, shown back to them: decoded in the limited child, encoded anew.

What is served is pixels only, never the bytes as sent (no metadata, no script, no surprise).
"""

from __future__ import annotations

import io
from http import HTTPStatus

from fastapi import Request
from fastapi.responses import Response
from PIL import Image, ImageDraw

from api.cases.send import inputs, uploads
from api.pages.applicant.case import Case, Token, opened, room
from api.pages.applicant.reasons import spots
from api.problems import ProblemError
from api.store.tables.cases import Upload
from api.vault.vault import GoneError
from verifier.intake.take import take_in
from verifier.model.page import Input, Page
from verifier.standard import standard_context

router = room()

_AROUND = 0.9  # of the spot's size, added on each side so that one sees where it is
_LEAST = 0.38  # of the page: a tiny spot alone shows nothing
_WIDEST = 760  # pixels
_SMALL = 320
_QUALITY = 78
_MARK, _HALO = (212, 0, 106), (255, 255, 255)


@router.get("/spot/{number}.jpg")
def spot(request: Request, token: Token, number: int) -> Response:
    """Return the part of the picture a reason speaks of, the spot framed."""
    with opened(request, token) as case:
        decided = case.decided()
        place = spots(decided[1], case.lang).get(number) if decided else None
        if decided is None or place is None:
            raise _absent()
        given = _inputs(case, uploads(case.session, case.row, decided[0].attempt))
    pages = {page.index: page for page in take_in(given, standard_context()).pages}
    if place[0] not in pages:
        raise _absent()
    return _jpeg(_framed(_image(pages[place[0]]), place[1]))


@router.get("/picture/{upload_id}.jpg")
def picture(request: Request, token: Token, upload_id: str) -> Response:
    """Return what was sent for one side, small; a file's first page."""
    with opened(request, token) as case:
        row = case.session.get(Upload, upload_id)
        if row is None or row.verification_id != case.row.id:
            raise _absent()
        given = _inputs(case, [row])
    pages = take_in(given, standard_context()).pages
    if not pages:
        raise _absent()
    small = _image(pages[0])
    small.thumbnail((_SMALL, _SMALL))
    return _jpeg(small)


def _inputs(case: Case, sent: list[Upload]) -> tuple[Input, ...]:
    try:
        return inputs(case.session, case.svc.vault, sent)
    except GoneError:
        raise _absent() from None


def _image(page: Page) -> Image.Image:
    return Image.fromarray(page.pixels)


def _framed(image: Image.Image, region: tuple[float, ...]) -> Image.Image:
    left, top, right, bottom = (min(max(v, 0.0), 1.0) for v in region)
    wide, high = max(right - left, 0.01), max(bottom - top, 0.01)
    across, down = max(wide * (1 + 2 * _AROUND), _LEAST), max(high * (1 + 2 * _AROUND), _LEAST)
    x0, y0 = max((left + right - across) / 2, 0.0), max((top + bottom - down) / 2, 0.0)
    x1, y1 = min(x0 + across, 1.0), min(y0 + down, 1.0)
    w, h = image.size
    cut = image.crop((int(x0 * w), int(y0 * h), max(int(x1 * w), 1), max(int(y1 * h), 1)))
    cut.thumbnail((_WIDEST, _WIDEST))
    _outline(
        cut,
        tuple(
            (value - origin) / extent * size
            for value, origin, extent, size in (
                (left, x0, x1 - x0, cut.width),
                (top, y0, y1 - y0, cut.height),
                (right, x0, x1 - x0, cut.width),
                (bottom, y0, y1 - y0, cut.height),
            )
        ),
    )
    return cut


def _outline(cut: Image.Image, box: tuple[float, ...]) -> None:
    draw = ImageDraw.Draw(cut)
    thick = max(cut.width // 130, 3)
    left, top, right, bottom = box
    outer = (
        max(left - thick, 0),
        max(top - thick, 0),
        min(right + thick, cut.width - 1),
        min(bottom + thick, cut.height - 1),
    )
    if outer[2] <= outer[0] or outer[3] <= outer[1]:
        return
    draw.rounded_rectangle(outer, radius=thick * 3, outline=_HALO, width=thick * 2)
    draw.rounded_rectangle(outer, radius=thick * 3, outline=_MARK, width=thick)


def _jpeg(image: Image.Image) -> Response:
    out = io.BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=_QUALITY)
    headers = {"Content-Security-Policy": "default-src 'none'; sandbox"}
    return Response(out.getvalue(), media_type="image/jpeg", headers=headers)


def _absent() -> ProblemError:
    return ProblemError(HTTPStatus.NOT_FOUND, "picture_gone", "This picture is not kept any more")
