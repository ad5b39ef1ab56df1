"""The papers of a decision to keep: its statement of reasons or its receipt, as PDF and signed.

A paper that would be incomplete is not issued, and no link to it is shown.
"""

from __future__ import annotations

from http import HTTPStatus

from fastapi import Request
from fastapi.responses import Response

from api.cases.decisions import decisions
from api.cases.statements import paper_of
from api.pages.applicant.case import Case, Token, opened, room
from api.problems import ProblemError
from api.routes.statements import written
from api.store.tables.cases import DecisionRow
from verifier.errors import CandorError
from verifier.model.decision import Verdict
from verifier.statement.form import Paper

router = room()

# The signed form is what anyone can check without asking the platform.
_FORMS = {"pdf": "application/pdf", "jws": "application/jose"}


def papers(case: Case, kept: DecisionRow) -> list[tuple[str, str]]:
    """Return (address, name) of each paper there is for a decision: `statement.pdf` and so on."""
    if _paper(case, kept) is None:
        return []
    stem = "receipt" if kept.verdict == Verdict.ACCEPT else "statement"
    return [(f"{case.link}/paper/{stem}.{form}", f"{stem}.{form}") for form in _FORMS]


def _paper(case: Case, kept: DecisionRow) -> Paper | None:
    if kept.record is None:
        return None
    try:
        return paper_of(case.svc, case.session, case.row, kept, case.lang)
    except CandorError:  # the platform has yet to say who issues it
        return None


@router.get("/paper/{name}")
def paper(request: Request, token: Token, name: str) -> Response:
    """Return one paper as a file to keep."""
    with opened(request, token) as case:
        kept = next(iter(decisions(case.session, case.row)), None)
        known = {one for _, one in papers(case, kept)} if kept is not None else set()
        made = _paper(case, kept) if kept is not None and name in known else None
        if made is None:
            raise ProblemError(HTTPStatus.NOT_FOUND, "not_found", "There is no such paper")
        platform_id = case.row.platform_id
    form = name.rpartition(".")[2]
    return Response(
        written(case.svc, made, platform_id, form),
        media_type=_FORMS[form],
        headers={"Content-Disposition": f'attachment; filename="{made.number}.{form}"'},
    )
