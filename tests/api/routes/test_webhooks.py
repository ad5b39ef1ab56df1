"""Webhook addresses, keys and metrics over HTTP, on a whole service."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from standardwebhooks import Webhook

from api import problems
from api.access import api_keys, sessions, staff
from api.access.roles import Scope
from api.routes import keys, metrics, webhooks
from api.service import Service, open_service
from api.settings import Settings
from api.store import embedded
from api.store.schema import migrate
from api.store.tables.people import Platform
from api.webhooks.deliver import deliver_due
from api.webhooks.endpoints import sealing_from
from api.webhooks.events import emit
from api.webhooks.send import GuardedSender
from tests.api.webhooks.conftest import receiver  # noqa: F401  a fixture


@pytest.fixture(scope="module")
def svc():
    with tempfile.TemporaryDirectory(prefix="candor-") as name:
        svc = open_service(Settings(data=Path(name)))
        migrate(svc.engine)
        with svc.sessions.begin() as session:
            for platform in ("plt_one", "plt_two"):
                session.add(Platform(id=platform, name="P", settings={}, created_at=svc.now()))
        yield svc
        svc.engine.dispose()
        embedded.stop(Path(name))


@pytest.fixture(scope="module")
def client(svc):
    app = FastAPI()
    problems.install(app)
    app.state.service = svc
    for part in (webhooks, keys, metrics):
        app.include_router(part.router)
    with TestClient(app) as client:
        yield client


def key_of(svc: Service, platform: str, *scopes: Scope) -> dict[str, str]:
    with svc.sessions.begin() as session:
        _, secret = api_keys.issue(
            session, platform_id=platform, name="k", scopes=scopes, now=svc.now()
        )
    return {"Authorization": f"Bearer {secret}"}


@pytest.fixture
def owner(svc):
    return key_of(svc, "plt_one", Scope.WEBHOOKS_WRITE)


@pytest.fixture
def other(svc):
    return key_of(svc, "plt_two", Scope.WEBHOOKS_WRITE)


@pytest.fixture
def admin(svc):
    with svc.sessions.begin() as session:
        person = staff.from_provider(
            session, issuer="i", subject="boss", roles=["admin"], now=svc.now()
        )
        secret = sessions.begin(session, person.id, svc.now())
    return {"Cookie": f"{sessions.COOKIE}={secret}", "X-CSRF-Token": sessions.csrf_token(secret)}


@pytest.fixture
def address(client, owner, receiver):  # noqa: F811
    made = client.post("/v1/webhooks", headers=owner, json={"url": receiver.url}).json()
    yield made
    client.delete(f"/v1/webhooks/{made['id']}", headers=owner)


def happen(svc: Service) -> None:
    with svc.sessions.begin() as session:
        emit(
            session,
            platform_id="plt_one",
            verification_id=None,
            type="verification.verified",
            data={"state": "verified"},
            now=svc.now(),
        )


def send(svc: Service) -> None:
    sealing = sealing_from(svc.keys)
    deliver_due(svc.sessions, GuardedSender(loopback=True), sealing=sealing, now=svc.now())


def test_an_event_reaches_the_address_and_the_log(svc, client, owner, address, receiver):  # noqa: F811
    happen(svc)
    send(svc)
    headers, body = receiver.got[0]
    assert Webhook(address["secret"]).verify(body, headers)["type"] == "verification.verified"
    (told,) = client.get(f"/v1/webhooks/{address['id']}/deliveries", headers=owner).json()[
        "deliveries"
    ]
    assert told["state"] == "delivered"
    assert told["event"] == headers["webhook-id"]
    assert [one["outcome"] for one in told["tries"]] == ["delivered"]


def test_the_secret_is_shown_once(client, owner, address):
    listed = client.get("/v1/webhooks", headers=owner)
    assert address["id"] in listed.text
    assert address["secret"] not in listed.text


def test_a_replay_sends_again(svc, client, owner, address, receiver):  # noqa: F811
    happen(svc)
    send(svc)
    since = (svc.now() - timedelta(seconds=30)).isoformat()
    answer = client.post(
        f"/v1/webhooks/{address['id']}/replay", headers=owner, json={"since": since}
    )
    assert answer.status_code == 202
    assert answer.json()["deliveries"] >= 1
    send(svc)
    assert len(receiver.got) == 1 + answer.json()["deliveries"]


def test_the_log_has_pages(svc, client, owner, address):
    for _ in range(3):
        happen(svc)
    path = f"/v1/webhooks/{address['id']}/deliveries?limit=2"
    first = client.get(path, headers=owner).json()
    second = client.get(path, headers=owner, params={"limit": 2, "after": first["next"]}).json()
    ids = [one["id"] for one in first["deliveries"] + second["deliveries"]]
    assert len(ids) == len(set(ids)) == 3
    assert second["next"] is None
    bad = client.get(path, headers=owner, params={"limit": 2, "after": "x"})
    assert bad.json()["code"] == "cursor_invalid"


def test_a_disabled_address_gets_nothing_and_no_replay(svc, client, owner, address, receiver):  # noqa: F811
    path = f"/v1/webhooks/{address['id']}"
    off = client.patch(path, headers=owner, json={"enabled": False}).json()
    assert (off["enabled"], off["disabled_because"]) == (False, "owner")
    happen(svc)
    send(svc)
    assert receiver.got == []
    refused = client.post(f"{path}/replay", headers=owner, json={"since": svc.now().isoformat()})
    assert (refused.status_code, refused.json()["code"]) == (409, "endpoint_disabled")
    assert client.patch(path, headers=owner, json={"enabled": True}).json()["enabled"]


def test_another_platforms_address_is_not_there(client, other, address):
    path = f"/v1/webhooks/{address['id']}"
    for answer in (
        client.patch(path, headers=other, json={}),
        client.delete(path, headers=other),
        client.post(f"{path}/rotate", headers=other),
        client.get(f"{path}/deliveries", headers=other),
    ):
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert client.get("/v1/webhooks", headers=other).json() == []


@pytest.mark.parametrize(
    "url", ["http://example.org/", "https://u:p@example.org/", "", "https://a\x00b/", "ftp://x/"]
)
def test_an_address_that_is_not_public_https_is_422(client, owner, url):
    answer = client.post("/v1/webhooks", headers=owner, json={"url": url})
    assert answer.status_code == 422
    assert answer.json()["code"] == "webhook_address_refused"


def test_a_rotated_secret_signs_beside_the_old_one(svc, client, owner, address, receiver):  # noqa: F811
    new = client.post(f"/v1/webhooks/{address['id']}/rotate", headers=owner).json()
    happen(svc)
    send(svc)
    headers, body = receiver.got[0]
    for secret in (address["secret"], new["secret"]):
        Webhook(secret).verify(body, headers)


def test_an_admin_issues_a_key_that_works_until_revoked(client, admin):
    made = client.post(
        "/v1/platforms/plt_one/keys",
        headers=admin,
        json={"name": "server", "scopes": ["webhooks:write"]},
    )
    assert made.status_code == 201
    key = {"Authorization": f"Bearer {made.json()['key']}"}
    assert client.get("/v1/webhooks", headers=key).status_code == 200
    listed = client.get("/v1/platforms/plt_one/keys", headers=admin)
    assert made.json()["id"] in listed.text
    assert made.json()["key"] not in listed.text
    revoked = client.post(f"/v1/keys/{made.json()['id']}/revoke", headers=admin)
    assert revoked.json()["revoked_at"] is not None
    assert client.get("/v1/webhooks", headers=key).status_code == 401


def test_keys_are_for_admins_only(client, owner):
    assert client.get("/v1/platforms/plt_one/keys", headers=owner).status_code == 403


def test_metrics_are_for_this_machine_and_its_staff(client, admin, owner):
    assert client.get("/metrics").status_code == 404  # the test's client is not 127.0.0.1
    assert client.get("/metrics", headers=owner).status_code == 404
    told = client.get("/metrics", headers=admin)
    assert told.headers["content-type"].startswith("text/plain")
    assert "candor_webhook_deliveries" in told.text
