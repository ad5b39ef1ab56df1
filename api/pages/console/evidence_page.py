"""`/console/appeals/{id}/evidence/{n}`: what the person added to an appeal, as pixels only."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import numpy as np
from fastapi import Path, Response
from PIL import Image

from api.cases.evidence import evidence_of
from api.pages.console.appeal_page import AppealId
from api.pages.console.door import Reviewing, room
from api.pages.console.pictures import LONGEST_SIDE, jpeg
from api.routes.sight import Svc, not_there
from api.store.tables.review import Appeal
from api.vault.vault import GoneError
from verifier.intake.take import take_in
from verifier.model.page import Input, Raster
from verifier.standard import standard_context

router = room()

_WIDE = 1200  # pixels: a sheet of paper at this width is read without zooming


@router.get("/console/appeals/{appeal_id}/evidence/{number}")
def evidence(
    svc: Svc, visitor: Reviewing, appeal_id: AppealId, number: Annotated[int, Path(ge=0, le=20)]
) -> Response:
    """Return one file of an appeal as a picture, its pages below each other; kept nowhere."""
    with svc.sessions() as session:
        appeal = session.get(Appeal, appeal_id)
        sent = evidence_of(session, appeal) if appeal is not None else []
        if number >= len(sent) or sent[number].object_id is None:
            raise not_there()
        try:
            data = svc.vault.get_object(session, sent[number].object_id or "")
        except GoneError:
            raise not_there() from None
    ctx = replace(standard_context(), now=svc.now())
    pages = take_in([Input(name="evidence", data=data)], ctx).pages
    if not pages:
        raise not_there()
    picture = jpeg(stacked([page.pixels for page in pages]), LONGEST_SIDE * len(pages))
    return Response(picture, media_type="image/jpeg", headers={"Cache-Control": "no-store"})


def stacked(pages: list[Raster]) -> Raster:
    """Return pages below each other, all as wide as the widest, at most `_WIDE`."""
    wide = min(max(page.shape[1] for page in pages), _WIDE)
    images = [Image.fromarray(np.ascontiguousarray(page)) for page in pages]
    sized = [image.resize((wide, max(image.height * wide // image.width, 1))) for image in images]
    return np.concatenate([np.asarray(image) for image in sized])
