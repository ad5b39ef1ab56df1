"""Guidance, pictures of each side, and handing them in; with and without JavaScript."""

from __future__ import annotations

from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import Query, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from api.cases.open import set_claim
from api.cases.send import TAKES_UPLOADS, keep_upload, submit, uploads
from api.cases.states import WrongStateError
from api.pages.applicant.case import Case, Token, opened, room
from api.pages.applicant.documents import Choice, choice, choices
from api.pages.applicant.earlier import earlier, send_earlier
from api.pages.applicant.home import frame
from api.pages.applicant.receive import files_of, form_of, streamed, text_of
from api.pages.look.render import render
from api.pages.look.specimens import specimen_address
from api.problems import ProblemError
from api.store.tables.cases import Upload
from verifier.profiles.load import load_profiles

router = room()

# Of a document we have no profile of: both sides may be sent, one is enough.
UNKNOWN_SLOTS = ("front", "back")
EXTRA = "supplement"
SLOTS = ("front", "back", "page", "file", EXTRA)
_LONGEST_ID = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side on the form: what was sent for it, and what could be used again from before."""

    slot: str
    sent: Upload | None
    before: Upload | None
    wanted: bool
    missing: bool
    specimen: str


@router.get("/send")
def send(
    request: Request,
    token: Token,
    document: Annotated[str, Query(max_length=_LONGEST_ID)] = "",
    country: Annotated[str, Query(max_length=3)] = "",
    add: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """Show how to photograph the document, and where to put the pictures."""
    with opened(request, token) as case:
        if case.state not in TAKES_UPLOADS:
            return RedirectResponse(case.link)
        if not document and not country:
            document, country = _chosen_before(case)
            if not document and not country:
                return RedirectResponse(f"{case.link}/choose")
        return render(
            request,
            "applicant/send.html",
            lang=case.lang,
            **_form(case, choice(document, case.lang), country, missing=(), adding=bool(add)),
        )


@router.post("/send")
async def sent(request: Request, token: Token) -> Response:
    """Keep what the form brings and hand it in; show the form again when a side is missing."""
    form = await form_of(request)
    files = await files_of(form, SLOTS)
    document = text_of(form, "document", _LONGEST_ID)
    country = text_of(form, "country", 3)
    again = tuple(slot for slot in SLOTS if form.get(f"again_{slot}"))
    anyway = bool(form.get("anyway"))
    return await run_in_threadpool(
        _handed_in, request, token, files, document, country, again, anyway
    )


@router.put("/side/{slot}")
async def side(request: Request, token: Token, slot: str) -> Response:
    """Keep one side as a raw body: what the page's script sends while the person goes on."""
    if slot not in SLOTS:
        raise ProblemError(HTTPStatus.NOT_FOUND, "not_found", "There is no such side")
    data, media_type = await streamed(request)

    def keep() -> Response:
        with opened(request, token, change=True) as case:
            kept = _keep(case, slot, data, media_type)
            return JSONResponse(
                {"id": kept.id, "picture": f"{case.link}/picture/{kept.id}.jpg"},
                HTTPStatus.CREATED,
            )

    return await run_in_threadpool(keep)


def _handed_in(
    request: Request,
    token: str,
    files: dict[str, tuple[bytes, str]],
    document: str,
    country: str,
    again: tuple[str, ...],
    anyway: bool,
) -> Response:
    with opened(request, token, change=True) as case:
        for slot, (data, media_type) in files.items():
            _keep(case, slot, data, media_type)
        send_earlier(case, [slot for slot in again if slot not in files])
        picked = choice(document, case.lang)
        _note_choice(case, picked, country)
        have = {one.slot for one in uploads(case.session, case.row)}
        slots = picked.slots if picked is not None else UNKNOWN_SLOTS[:1]
        missing = tuple(slot for slot in slots if slot not in have)
        if not have or (missing and not anyway):
            values = _form(case, picked, country, missing=missing or slots)
            return render(
                request,
                "applicant/send.html",
                lang=case.lang,
                status=HTTPStatus.UNPROCESSABLE_ENTITY,
                **values,
            )
        try:
            submit(case.session, case.row, case.now)
        except WrongStateError:
            raise too_late() from None
        return RedirectResponse(case.link, HTTPStatus.SEE_OTHER)


def _keep(case: Case, slot: str, data: bytes, media_type: str) -> Upload:
    try:
        return keep_upload(
            case.session,
            case.svc.vault,
            case.row,
            slot=slot,
            data=data,
            media_type=media_type,
            now=case.now,
        )
    except WrongStateError:
        raise too_late() from None


def too_late() -> ProblemError:
    """Return the answer to something sent when nothing is taken."""
    return ProblemError(
        HTTPStatus.CONFLICT, "not_now", "Nothing can be sent at this point", "Look at its status."
    )


def _note_choice(case: Case, picked: Choice | None, country: str) -> None:
    claim = case.claim()
    if picked is not None:
        claim = replace(claim, country=picked.country, kind=picked.kind)
        case.row.document = {**case.row.document, "chosen": picked.id}
    elif country in load_profiles().countries:
        claim = replace(claim, country=country, kind=None)
        case.row.document = {**case.row.document, "chosen": None}
    set_claim(case.session, case.svc.vault, case.row, claim)


def _chosen_before(case: Case) -> tuple[str, str]:
    claim = case.claim()
    noted = case.row.document.get("chosen") or case.row.document.get("profile")
    if not noted and claim.country and claim.kind:
        offered = choices(claim.country, case.policy, case.lang)
        noted = next((one.id for one in offered if one.kind == claim.kind), None)
    return str(noted or ""), claim.country or ""


def _form(
    case: Case,
    picked: Choice | None,
    country: str,
    missing: tuple[str, ...],
    adding: bool = False,
) -> dict[str, Any]:
    have = {one.slot: one for one in uploads(case.session, case.row)}
    before = earlier(case)
    slots = picked.slots if picked is not None else UNKNOWN_SLOTS
    wanted = slots if picked is not None else slots[:1]
    return {
        **frame(case),
        "document": picked,
        "country": picked.country if picked is not None else country,
        "sides": [
            Side(
                slot=slot,
                sent=have.get(slot),
                before=before.get(slot),
                wanted=slot in wanted,
                missing=slot in missing,
                specimen=specimen_address(picked.id, number) if picked is not None else "",
            )
            for number, slot in enumerate(slots)
        ],
        "extra": Side(
            slot=EXTRA,
            sent=have.get(EXTRA),
            before=None,
            wanted=False,
            missing=False,
            specimen="",
        ),
        "missing": missing,
        "adding": adding,
    }
