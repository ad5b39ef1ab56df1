"""The console's pages to photograph: queue, case, decision, appeal, insight, profiles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

from playwright.sync_api import Page

from api.access import sessions
from api.access.principal import Role
from api.cases.appeals import decide_appeal, open_appeal
from api.cases.review import Judgement, decide_by_person
from api.store.tables.cases import Verification
from tests.pages.console.seed import case, past, person, told
from tests.pages.served import Served
from tests.pages.shot import EVERY, WIDE, Shot
from verifier.model.claim import Claim
from verifier.model.decision import Document, Verdict
from verifier.model.reason_code import ReasonCode

_DOCUMENTS = (
    (Document(country="UKR", kind="passport", profile="ukr/passport-2015"), "uk"),
    (Document(country="PAK", kind="national_id", profile="pak/id-card"), "ur"),
    (Document(country="KAZ", kind="national_id", profile="kaz/id-card-2014"), "kk"),
    (Document(country="UTO", kind="passport", profile="uto/passport"), "en"),
)
_TOLD = (
    (Verdict.ACCEPT, ()),
    (Verdict.RETRY, (ReasonCode.CAPTURE_GLARE,)),
    (Verdict.ACCEPT, ()),
    (Verdict.REJECT, (ReasonCode.VALIDITY_EXPIRED,)),
    (Verdict.RETRY, (ReasonCode.MATCH_NAME, ReasonCode.CAPTURE_BLURRED)),
)


def shots(served: Served) -> Iterator[Shot]:
    """Bring cases into their states and yield their pages."""
    svc, url = served.svc, served.url
    other, _ = person(svc, "Tomasz Wierzbicki")
    third, _ = person(svc, "Amara Diallo")
    _, secret = person(svc, "Ines Okafor", *Role)
    _months_of_decisions(served, other, third)
    names = case(svc, "uto-passport-name-differs", language="uk")
    card = case(svc, "uto-id-card-number-differs", language="ur")
    spelt = Claim(full_name="Mariana Shevchuk", name_reason="transliteration")
    second = case(svc, "ukr-passport", claim=spelt, language="uk")
    expired = case(svc, "ukr-id-card-expired", claim=Claim(), language="de")
    now = svc.now()
    with svc.sessions.begin() as session:
        final = Judgement(verdict=Verdict.REJECT, codes=("match.name_variant",), final=True)
        row = session.get_one(Verification, second)
        decide_by_person(session, svc.vault, row, final, reviewer_id=other, now=now)
        row = session.get_one(Verification, expired)
        words = "Мій паспорт дійсний: строк дії продовжено."
        appeal = open_appeal(session, svc.vault, row, words, now=now).id

    def signed_in(page: Page) -> None:
        page.context.add_cookies([{"name": sessions.COOKIE, "value": secret, "url": url}])

    def shot(
        name: str,
        path: str,
        looks: tuple[str, ...] = WIDE,
        after: Callable[[Page], None] | None = None,
    ) -> Shot:
        return Shot(f"console-{name}", f"{url}{path}", looks, signed_in, after)

    yield shot("queue", "/console", EVERY)
    yield shot("case", f"/console/cases/{names}", EVERY)
    yield shot("case-ask-again", f"/console/cases/{names}", after=_key("r"))
    yield shot("case-urdu", f"/console/cases/{card}", after=_key("j"))
    yield shot("case-second-person", f"/console/cases/{second}")
    yield shot("appeal", f"/console/appeals/{appeal}", EVERY)
    yield shot("insight", "/console/insight", EVERY)
    yield shot("profiles", "/console/profiles")
    yield shot("profile", "/console/profiles/ukr/passport-2015?tell=ur", after=_drawn)
    yield Shot("console-sign-in", f"{url}/console/sign-in")


def _key(key: str) -> Callable[[Page], None]:
    def press(page: Page) -> None:
        page.keyboard.press(key)
        page.wait_for_selector("#send:focus")

    return press


def _drawn(page: Page) -> None:
    page.wait_for_selector("#specimen.specimen", timeout=60_000)


def _months_of_decisions(served: Served, one: str, other: str) -> None:
    """Decide a few dozen made-up cases over three months; some are appealed."""
    svc, now = served.svc, served.svc.now()
    for number in range(60):
        document, language = _DOCUMENTS[number % len(_DOCUMENTS)]
        verdict, codes = _TOLD[number * 7 % len(_TOLD)]
        at = now - timedelta(days=number * 37 % 86, hours=number % 11)
        decision = told(*codes, verdict=verdict, document=document)
        case_id, _ = past(svc, decision, at, language=language)
        if verdict is not Verdict.ACCEPT and number % 4 == 1:
            with svc.sessions.begin() as session:
                row = session.get_one(Verification, case_id)
                appeal = open_appeal(session, svc.vault, row, "Please look again", now=at)
                decide_appeal(
                    session,
                    svc.vault,
                    row,
                    appeal,
                    reverse=number % 3 != 0,
                    explanation="Read again",
                    reviewer_id=one if number % 2 else other,
                    now=at + timedelta(days=2),
                )
