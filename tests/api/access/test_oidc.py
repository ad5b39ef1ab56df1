"""Staff sign in at a real provider over HTTP; every way to cheat is refused."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc.jwk import OctKey, RSAKey
from sqlalchemy import func, select

from api.access import oidc, sessions, staff
from api.problems import ProblemError
from api.settings import Settings
from api.store.tables.access import Nonce, Staff
from tests.api.access.provider import CLIENT, SECRET, serving


@pytest.fixture
def now():
    return datetime.now(UTC)  # the provider's statements carry the real time


@pytest.fixture
def provider():
    with serving() as provider:
        yield provider


@pytest.fixture
def known(provider) -> oidc.Provider:
    return oidc.discover(settings(provider))


def settings(provider) -> Settings:
    return Settings(oidc_issuer=provider.issuer, oidc_client=CLIENT, oidc_secret=SECRET)


def visit(session, known, now, back_to="/console/queue"):
    """Go to the provider as a browser does; returns the query of its answer, and the cookie."""
    url, state = oidc.begin(session, known, back_to=back_to, now=now)
    answer = httpx.get(url, follow_redirects=False)
    place = answer.headers["location"]
    assert place.startswith("http://127.0.0.1:8470/console/signed-in?")
    return {name: values[0] for name, values in parse_qs(urlsplit(place).query).items()}, state


def refused(session, known, now, query, cookie) -> str:
    with pytest.raises(ProblemError) as problem:
        oidc.finish(session, known, query=query, cookie=cookie, now=now)
    assert (problem.value.status, problem.value.code) == (401, "sign_in_failed")
    return problem.value.detail or ""


def test_a_reviewer_signs_in(session, known, provider, now):
    provider.roles = ["reviewer", "accountant", "candor-auditor"]
    query, cookie = visit(session, known, now)
    signed = oidc.finish(session, known, query=query, cookie=cookie, now=now)
    assert (signed.issuer, signed.subject) == (provider.issuer, "person-7")
    assert signed.roles == {"reviewer", "auditor"}
    assert signed.back_to == "/console/queue"
    person = staff.from_provider(
        session, issuer=signed.issuer, subject=signed.subject, roles=signed.roles, now=now
    )
    found = sessions.principal_of(session, sessions.begin(session, person.id, now), now)
    assert found is not None
    assert found.roles == {"reviewer", "auditor"}


def test_the_same_person_is_the_same_member_of_staff(session, known, now):
    ids = set()
    for _ in range(2):
        query, cookie = visit(session, known, now)
        signed = oidc.finish(session, known, query=query, cookie=cookie, now=now)
        ids.add(
            staff.from_provider(
                session, issuer=signed.issuer, subject=signed.subject, roles=signed.roles, now=now
            ).id
        )
    assert len(ids) == 1
    assert session.scalar(select(func.count()).select_from(Staff)) == 1


def test_a_changed_role_ends_the_old_sessions(session, now):
    person = staff.from_provider(session, issuer="i", subject="s", roles=["admin"], now=now)
    secret = sessions.begin(session, person.id, now)
    staff.from_provider(session, issuer="i", subject="s", roles=["reviewer"], now=now)
    assert sessions.principal_of(session, secret, now) is None


def test_an_answer_works_once(session, known, now):
    query, cookie = visit(session, known, now)
    oidc.finish(session, known, query=query, cookie=cookie, now=now)
    refused(session, known, now, query, cookie)


def test_another_browser_cannot_finish_it(session, known, now, provider):
    query, _ = visit(session, known, now)
    for cookie in (None, "", "another"):
        refused(session, known, now, query, cookie)
    assert provider.exchanged == 0


def test_it_takes_ten_minutes_at_most(session, known, now):
    query, cookie = visit(session, known, now)
    refused(session, known, now + oidc.LIFETIME, query, cookie)
    assert oidc.forget_expired(session, now + oidc.LIFETIME) == 1


def test_a_code_of_another_sign_in_fails_its_proof_key(session, known, now):
    theirs, _ = visit(session, known, now)
    mine, cookie = visit(session, known, now)
    refused(session, known, now, {**mine, "code": theirs["code"]}, cookie)


def test_an_answer_of_another_provider_is_refused(session, known, now):
    query, cookie = visit(session, known, now)
    assert "provider" in refused(
        session, known, now, {**query, "iss": "https://evil.example"}, cookie
    )
    query, cookie = visit(session, known, now)
    del query["iss"]
    refused(session, known, now, query, cookie)


def test_a_person_who_declined_is_told(session, known, now):
    query, cookie = visit(session, known, now)
    del query["code"]
    refused(session, known, now, {**query, "error": "access_denied"}, cookie)


@pytest.mark.parametrize(
    "lie",
    [
        {"iss": "https://evil.example"},
        {"aud": "another-client"},
        {"aud": ["candor", "another"], "azp": "another"},
        {"exp": int(time.time()) - 3600},
        {"iat": int(time.time()) + 3600},
        {"nonce": "another"},
        {"nonce": None},
        {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
        {"sub": None},
    ],
    ids=lambda lie: "-".join(lie),
)
def test_a_statement_that_does_not_hold_is_refused(session, known, provider, now, lie):
    provider.lie = lie
    query, cookie = visit(session, known, now)
    refused(session, known, now, query, cookie)


def test_a_statement_by_another_key_is_refused(session, known, provider, now):
    provider.signing = RSAKey.generate_key(2048, {"kid": "one"})
    query, cookie = visit(session, known, now)
    refused(session, known, now, query, cookie)


def test_a_statement_by_the_clients_secret_is_refused(session, known, provider, now):
    provider.signing, provider.header = OctKey.import_key(SECRET.ljust(32)), {"alg": "HS256"}
    query, cookie = visit(session, known, now)
    refused(session, known, now, query, cookie)


def test_a_provider_that_names_another_issuer_is_refused(provider):
    provider.named_issuer = "https://evil.example"
    with pytest.raises(oidc.ProviderError):
        oidc.discover(settings(provider))


def test_a_provider_without_https_is_refused():
    with pytest.raises(oidc.ProviderError, match="https"):
        oidc.discover(Settings(oidc_issuer="http://id.example", oidc_client=CLIENT))


@pytest.mark.parametrize("back_to", ["https://evil.example", "//evil.example", "/\\evil", "x", ""])
def test_nobody_is_sent_elsewhere_afterwards(session, known, now, back_to):
    oidc.begin(session, known, back_to=back_to, now=now)
    assert session.scalars(select(Nonce.back_to)).one() == "/"


def test_a_pending_sign_in_is_stored_without_its_state(session, known, now):
    _, state = oidc.begin(session, known, back_to="/", now=now)
    row = session.scalars(select(Nonce)).one()
    assert state not in (row.nonce, row.verifier)
    assert row.expires_at - now == timedelta(minutes=10)
