"""The papers of a decision: statement of reasons or receipt, where the service makes them.

`api.cases.statements` composes and signs them; an installation without it shows no links.
Its `papers_of(svc, session, row, decision, now) -> Sequence[Paper]` lists what there is, and
`paper(svc, session, row, decision, name, lang, now) -> tuple[bytes, str, str]` returns one as
(content, media type, file name).
"""

from __future__ import annotations

import importlib
from http import HTTPStatus
from typing import Any

from fastapi import Request
from fastapi.responses import Response

from api.cases.decisions import decisions
from api.pages.applicant.case import Case, Token, opened, room
from api.problems import ProblemError
from api.store.tables.cases import DecisionRow

router = room()

_MAKER = "api.cases.statements"


def _maker() -> Any | None:
    try:
        return importlib.import_module(_MAKER)
    except ModuleNotFoundError as missing:
        if missing.name != _MAKER:
            raise
        return None


def papers(case: Case, kept: DecisionRow) -> list[tuple[str, str]]:
    """Return (address, name) of each paper there is for a decision: `statement.pdf` and so on."""
    return [(f"{case.link}/paper/{name}", name) for name in _names(case, kept)]


def _names(case: Case, kept: DecisionRow) -> list[str]:
    maker = _maker()
    if maker is None:
        return []
    return [str(n) for n in maker.papers_of(case.svc, case.session, case.row, kept, case.now)]


@router.get("/paper/{name}")
def paper(request: Request, token: Token, name: str) -> Response:
    """Return one paper as a file to keep."""
    maker = _maker()
    with opened(request, token) as case:
        kept = next(iter(decisions(case.session, case.row)), None)
        if maker is None or kept is None or name not in _names(case, kept):
            raise ProblemError(HTTPStatus.NOT_FOUND, "not_found", "There is no such paper")
        content, media_type, file_name = maker.paper(
            case.svc, case.session, case.row, kept, name, case.lang, case.now
        )
    return Response(
        content,
        media_type=media_type,
        headers={"Content-Disposition": f'attachment; filename="{file_name}"'},
    )
