"""Every page: the console is for staff alone, a person's pages for who holds their link."""

from __future__ import annotations

import pytest

from api.pages.install import ROUTERS
from tests.api.service.test_who_may import EVERYBODY
from tests.api.service.world import ROLES, world

ROUTES = sorted(
    {
        (method, route.path)
        for router in ROUTERS
        for route in router.routes
        for method in route.methods or ()
    }
)
# Shown to anybody, because nothing of anybody is on them.
OPEN = ("/", "/static/", "/demo", "/console/sign-in", "/console/signed-in", "/console/sign-out")
PERSONS = "/v/{token}"
CONSOLE = "/console"
FILLED = {
    "country": "uto",
    "name": "passport",
    "side": "front",
    "slot": "front",
    "number": "1",
    "attempt": "1",
    "year": "2026",
    "ending": "csv",
    "upload_id": "upl_x",
    "evidence": "1",
}


def openly(path: str) -> bool:
    return path == "/" or path.startswith(OPEN[1:])


@pytest.fixture(scope="module")
def made(svc):
    return world(svc, "with_reviewer")


def asked(client, made, method: str, path: str, caller: str, **names: str) -> int:
    client.cookies.clear()
    filled = {**FILLED, "case_id": made.names["verification_id"], **made.names, **names}
    answer = client.request(
        method, path.replace(":path", "").format(**filled), headers=made.callers[caller]
    )
    assert made.names["verification_id"] not in answer.text
    return answer.status_code


def test_every_page_is_a_persons_the_consoles_or_open():
    elsewhere = [
        path
        for _, path in ROUTES
        if not (openly(path) or path.startswith(PERSONS) or path.startswith(CONSOLE))
    ]
    assert elsewhere == []


@pytest.mark.parametrize("caller", [one for one in EVERYBODY if one not in ROLES])
def test_the_console_is_for_staff_alone(client, made, caller):
    rooms = [(m, p) for m, p in ROUTES if p.startswith(CONSOLE) and not openly(p)]
    assert len(rooms) > 15
    got = {f"{m} {p}": asked(client, made, m, p, caller) for m, p in rooms}
    assert {where: status for where, status in got.items() if status < 300} == {}
    assert {where: status for where, status in got.items() if status >= 500} == {}


@pytest.mark.parametrize("caller", EVERYBODY)
def test_a_link_that_was_never_given_shows_nothing(client, made, caller):
    rooms = [(m, p) for m, p in ROUTES if p.startswith(PERSONS)]
    assert len(rooms) > 10
    got = {
        f"{m} {p}": asked(client, made, m, p, caller, token="applicant_" + "a" * 43)
        for m, p in rooms
    }
    assert {where: status for where, status in got.items() if status < 400} == {}
    assert {where: status for where, status in got.items() if status >= 500} == {}
