"""Who may call a route: over HTTP, for each kind of caller, with and without credentials."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Annotated

import pytest
from fastapi import Depends, FastAPI, Form
from fastapi.testclient import TestClient

from api import problems
from api.access import api_keys, applicant_tokens, sessions, staff
from api.access.roles import Kind, Principal, Role, Scope, reach, require
from tests.api.access.conftest import add_case


@dataclass
class Credentials:
    applicant: str
    integrator: str
    reviewer: str
    auditor: str


@pytest.fixture
def issued(factory, now) -> Credentials:
    with factory.begin() as session:
        case = add_case(session, now, "mine")
        add_case(session, now, "theirs", platform="plt_two")
        people = {
            role: staff.from_provider(session, issuer="i", subject=role, roles=[role], now=now)
            for role in ("reviewer", "auditor")
        }
        return Credentials(
            applicant=applicant_tokens.issue(
                session, verification_id=case, platform_id="plt_one", now=now
            )[0],
            integrator=api_keys.issue(
                session,
                platform_id="plt_one",
                name="k",
                scopes=[Scope.VERIFICATIONS_READ],
                now=now,
            )[1],
            reviewer=sessions.begin(session, people["reviewer"].id, now),
            auditor=sessions.begin(session, people["auditor"].id, now),
        )


@pytest.fixture
def client(factory, now):
    app = FastAPI()
    problems.install(app)
    app.state.service = SimpleNamespace(sessions=factory, now=lambda: now)

    @app.get("/cases/{platform}/{case}")
    def see(
        platform: str,
        case: str,
        caller: Annotated[
            Principal,
            Depends(require(Kind.APPLICANT, Scope.VERIFICATIONS_READ, Role.REVIEWER)),
        ],
    ) -> dict[str, str]:
        reach(caller, platform_id=platform, verification_id=case)
        return {"kind": caller.kind}

    @app.post("/decide")
    def decide(caller: Annotated[Principal, Depends(require(Role.REVIEWER))]) -> dict[str, str]:
        return {"by": caller.id}

    @app.post("/form")
    def form(
        caller: Annotated[Principal, Depends(require(Role.REVIEWER))],
        why: Annotated[str, Form()],
    ) -> dict[str, str]:
        return {"why": why}

    with TestClient(app) as client:
        yield client


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def cookie(secret: str, **more: str) -> dict[str, str]:
    return {"Cookie": f"{sessions.COOKIE}={secret}", **more}


MINE, THEIRS = "/cases/plt_one/ver_mine", "/cases/plt_two/ver_theirs"


def test_each_sees_what_is_theirs(client, issued):
    assert client.get(MINE, headers=bearer(issued.applicant)).json() == {"kind": "applicant"}
    assert client.get(MINE, headers=bearer(issued.integrator)).json() == {"kind": "integrator"}
    assert client.get(THEIRS, headers=cookie(issued.reviewer)).json() == {"kind": "staff"}


@pytest.mark.parametrize("who", ["applicant", "integrator"])
def test_another_platforms_case_does_not_exist(client, issued, who):
    answer = client.get(THEIRS, headers=bearer(getattr(issued, who)))
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_another_applicants_case_of_the_same_platform_does_not_exist(client, issued):
    answer = client.get("/cases/plt_one/ver_other", headers=bearer(issued.applicant))
    assert answer.status_code == 404


def test_without_the_role_or_scope_it_is_403(client, issued):
    for answer in (
        client.get(MINE, headers=cookie(issued.auditor)),
        client.post("/decide", headers=bearer(issued.integrator)),
        client.post("/decide", headers=bearer(issued.applicant)),
    ):
        assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")


@pytest.mark.parametrize(
    "headers",
    [
        {},
        bearer(""),
        bearer("candor_x_y"),
        bearer("applicant_x"),
        {"Authorization": "Basic YTpi"},
        cookie("session_x"),
    ],
    ids=["none", "empty", "key", "applicant", "basic", "cookie"],
)
def test_without_good_credentials_it_is_401(client, issued, headers):
    answer = client.get(MINE, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")
    assert answer.headers["www-authenticate"] == "Bearer"


def test_a_session_as_bearer_or_a_key_as_cookie_is_worth_nothing(client, issued):
    assert client.get(MINE, headers=bearer(issued.reviewer)).status_code == 401
    assert client.get(MINE, headers=cookie(issued.integrator)).status_code == 401


def test_a_browsers_post_needs_the_token_of_its_session(client, issued):
    token = sessions.csrf_token(issued.reviewer)
    other = sessions.csrf_token(issued.auditor)
    assert client.post("/decide", headers=cookie(issued.reviewer)).status_code == 403
    forged = cookie(issued.reviewer, **{"X-CSRF-Token": other})
    assert client.post("/decide", headers=forged).json()["code"] == "csrf_failed"
    good = cookie(issued.reviewer, **{"X-CSRF-Token": token})
    assert client.post("/decide", headers=good).status_code == 200


def test_a_form_carries_the_token_in_a_field(client, issued):
    token = sessions.csrf_token(issued.reviewer)
    good = client.post(
        "/form", headers=cookie(issued.reviewer), data={"csrf": token, "why": "clear"}
    )
    assert good.json() == {"why": "clear"}
    bad = client.post("/form", headers=cookie(issued.reviewer), data={"csrf": "x", "why": "clear"})
    assert bad.status_code == 403


def test_another_sites_post_is_refused_even_with_the_token(client, issued):
    headers = cookie(
        issued.reviewer,
        **{
            "X-CSRF-Token": sessions.csrf_token(issued.reviewer),
            "Sec-Fetch-Site": "cross-site",
        },
    )
    assert client.post("/decide", headers=headers).status_code == 403
