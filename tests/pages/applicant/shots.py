"""The applicant's pages to photograph, each in the states it knows."""

from __future__ import annotations

from collections.abc import Iterator

from api.cases.appeals import open_appeal
from api.cases.states import State, move
from api.store.tables.cases import Verification
from tests.pages.applicant.papers import picture
from tests.pages.served import Served
from tests.pages.shot import Shot
from verifier.model.decision import Verdict
from verifier.model.finding import Status
from verifier.model.geometry import Place, Region
from verifier.model.reason import Reason
from verifier.model.reason_code import ReasonCode
from verifier.reasons.catalogue import catalogue

# Where the drawn passport prints its name and the day it expires, in fractions of the page.
NAME = Region(0.36, 0.25, 0.72, 0.36)
EXPIRY = Region(0.36, 0.62, 0.72, 0.68)


def shots(served: Served) -> Iterator[Shot]:
    """Yield every page, bringing its case into its state first."""
    yield Shot("front", served.url)
    url, _ = served.case()
    yield Shot("applicant-1-start", url)
    yield Shot("applicant-2-choose", f"{url}/choose?country=UKR")
    yield Shot("applicant-3-instead", f"{url}/instead?country=UKR&lacking=passport")
    yield Shot("applicant-4-send", f"{url}/send?document=ukr/id-card-2016")
    yield Shot("applicant-5-checking", _checking(served))
    yield from _refused(served)
    url, case = served.case()
    pictures = [("page", picture("uto-passport"))]
    served.decide(case, Verdict.REVIEW, [_reason(ReasonCode.MATCH_NAME_VARIANT)], pictures=pictures)
    yield Shot("applicant-9-with-reviewer", url)
    _appealed(served, case)
    yield Shot("applicant-10-appealed", url)
    url, case = served.case()
    served.decide(case, Verdict.ACCEPT, pictures=pictures)
    yield Shot("applicant-11-verified", url)
    yield Shot("applicant-12-link-not-known", f"{served.url}/v/applicant_none")


def _refused(served: Served) -> Iterator[Shot]:
    for lang in ("en", "uk", "ur"):
        url, case = served.case(language=lang)
        served.decide(
            case,
            Verdict.REJECT,
            [
                _reason(ReasonCode.VALIDITY_EXPIRED, EXPIRY),
                _reason(ReasonCode.MATCH_NAME, NAME),
                _reason(ReasonCode.CAPTURE_BLURRED),
            ],
            pictures=[("page", picture("uto-passport"))],
        )
        yield Shot(f"applicant-6-reasons-{lang}", url)
        if lang != "uk":
            yield Shot(f"applicant-7-name-{lang}", f"{url}/name")
            yield Shot(f"applicant-8-appeal-{lang}", f"{url}/appeal")
            yield Shot(f"applicant-4-send-again-{lang}", f"{url}/send?document=uto/passport")


def _reason(code: ReasonCode, spot: Region | None = None) -> Reason:
    example = catalogue()[code].example_reason()
    places = (Place(page=0, region=spot),) if spot is not None else ()
    return Reason(
        code=example.code,
        fault=example.fault,
        settles=example.settles,
        tier=example.tier,
        status=Status.FAILED,
        check=example.check,
        fields=example.fields,
        seen=example.seen,
        expected=example.expected,
        places=places,
        alternatives=("uto/id-card",) if code is ReasonCode.VALIDITY_EXPIRED else (),
    )


def _checking(served: Served) -> str:
    url, case = served.case()
    with served.svc.sessions.begin() as session:
        move(session.get_one(Verification, case), State.CHECKING, served.svc.now())
    return url


def _appealed(served: Served, case: str) -> None:
    with served.svc.sessions.begin() as session:
        open_appeal(
            session,
            served.svc.vault,
            session.get_one(Verification, case),
            "The passport office writes my name with one s.",
            now=served.svc.now(),
        )
