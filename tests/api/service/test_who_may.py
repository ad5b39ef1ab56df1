"""Every route and every caller: who is let in, who is refused, and for whom there is nothing.

The table is written out. A route that is not in it fails the first test; what no row allows is
refused: 401 without credentials, 403 for callers whose role or scope is for something else, 404
where a case is somebody else's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest

from api.access.principal import Scope
from tests.api.service.world import REFERENCE, ROLES, world

WRITE, READ = str(Scope.VERIFICATIONS_WRITE), str(Scope.VERIFICATIONS_READ)
KEYS = ("no scope", *map(str, Scope))
EVERYBODY = ("anonymous", "applicant", "other applicant", *KEYS, "foreign", *ROLES)
STRANGERS = ("other applicant", "foreign")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Who gets `ok`; `strangers` get 404; `own` reach the same route for their own things only."""

    may: tuple[str, ...]
    ok: int = 200
    strangers: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    state: str = "received"
    json: object = None
    content: bytes | None = None
    query: str = ""
    nobody: int = 401  # what an anonymous caller gets
    others: int = 403

    def expected(self, caller: str) -> int:
        if caller in (*self.may, *self.own):
            return self.ok
        if caller in self.strangers:
            return 404
        return self.nobody if caller == "anonymous" else self.others


PUBLIC = Row(may=EVERYBODY)
READER = Row(may=("applicant", READ, "reviewer", "admin"), strangers=STRANGERS)
DECIDED = {"state": "with_reviewer"}
V = "/v1/verifications/{verification_id}"


def reader(**different: object) -> Row:
    return Row(may=READER.may, strangers=STRANGERS, **different)


def sender(**different: object) -> Row:
    return Row(may=("applicant", WRITE), strangers=STRANGERS, **different)


def platforms(scope: Scope, **different: object) -> Row:
    return Row(may=(str(scope),), own=("foreign",), **different)


def owner(scope: Scope, **different: object) -> Row:
    return Row(may=(str(scope),), strangers=("foreign",), **different)


def only(*roles: str, **different: object) -> Row:
    return Row(may=roles, **different)


LATER = "2027-12-01T12:00:00Z"
HOLD = {"kind": "identity", "reasons": ["validity.expired"], "owner": "desk", "decide_by": LATER}
HOLDERS = (str(Scope.HOLDS_WRITE), "reviewer", "admin")
KEY = {"name": "server", "scopes": [READ]}
HOOK = {"url": "http://127.0.0.1:9/new"}

TABLE = {
    "POST /v1/verifications": platforms(
        Scope.VERIFICATIONS_WRITE, ok=201, json={"reference": "new"}
    ),
    "GET /v1/verifications": platforms(Scope.VERIFICATIONS_READ),
    f"GET {V}": READER,
    f"POST {V}/uploads": sender(ok=201, json={"slot": "front"}),
    f"POST {V}/submit": sender(ok=202, state="uploaded"),
    f"GET {V}/report": reader(**DECIDED),
    f"POST {V}/withdraw": sender(),
    # Whoever has the token may use it, once: that is what it is for.
    "PUT /v1/uploads/{token}": Row(may=EVERYBODY, ok=201, content=b"a picture"),
    "GET /v1/review/queue": only("reviewer"),
    f"POST {V}/decisions": only(
        "reviewer", json={"verdict": "retry", "reasons": ["capture.glare"]}, **DECIDED
    ),
    f"POST {V}/notes": only("reviewer", ok=201, json={"text": "seen"}),
    f"GET {V}/notes": only("reviewer"),
    f"POST {V}/appeals": Row(
        may=("applicant", str(Scope.APPEALS_WRITE)),
        strangers=STRANGERS,
        ok=201,
        state="needs_you",
        json={"statement": "It is sharp."},
    ),
    f"GET {V}/appeals": reader(**DECIDED),
    "POST /v1/appeals/{appeal_id}/decision": only(
        "reviewer", json={"reverse": True, "explanation": "It is sharp."}, **DECIDED
    ),
    "POST /v1/holds": Row(
        may=HOLDERS, strangers=("foreign",), ok=201, json={**HOLD, "verification": "{case}"}
    ),
    f"GET {V}/holds": reader(),
    "POST /v1/holds/{hold_id}/close": Row(
        may=HOLDERS, strangers=("foreign",), json={"because": "settled"}
    ),
    f"POST {V}/again": Row(
        may=(WRITE, "admin"),
        strangers=("foreign",),
        ok=409,  # the person was asked already
        state="verified",
        json={"why": "risk", "due_at": LATER},
    ),
    f"GET {V}/again": reader(state="verified"),
    # The verified document of this case has no date of expiry that could be in force.
    "POST /v1/again/{again_id}/reuse": sender(ok=409, state="verified"),
    f"GET {V}/statement": reader(**DECIDED),
    "GET /v1/platforms/{platform_id}/jwks.json": PUBLIC,
    "GET /v1/events": platforms(Scope.EVENTS_READ),
    "GET /v1/webhooks": platforms(Scope.WEBHOOKS_WRITE),
    "POST /v1/webhooks": platforms(Scope.WEBHOOKS_WRITE, ok=201, json=HOOK),
    "PATCH /v1/webhooks/{webhook_id}": owner(Scope.WEBHOOKS_WRITE, json={"enabled": False}),
    "DELETE /v1/webhooks/{webhook_id}": owner(Scope.WEBHOOKS_WRITE, ok=204),
    "POST /v1/webhooks/{webhook_id}/rotate": owner(Scope.WEBHOOKS_WRITE),
    "POST /v1/webhooks/{webhook_id}/replay": owner(
        Scope.WEBHOOKS_WRITE, ok=202, json={"since": "2026-11-22T12:00:00Z"}
    ),
    "GET /v1/webhooks/{webhook_id}/deliveries": owner(Scope.WEBHOOKS_WRITE),
    "POST /v1/platforms/{platform_id}/keys": only("admin", ok=201, json=KEY),
    "GET /v1/platforms/{platform_id}/keys": only("admin"),
    "POST /v1/keys/{key_id}/revoke": only("admin"),
    "POST /v1/erasures": owner(Scope.SUBJECTS_ERASE, json={"reference": REFERENCE}),
    "POST /v1/replays": only("admin", ok=202, json={"profile": "zzz"}),
    "GET /v1/replays/{batch}": only("admin"),
    "GET /v1/audit": only("auditor", "admin"),
    "GET /v1/audit/check": only("auditor", "admin"),
    "GET /v1/reasons": PUBLIC,
    "GET /v1/reasons/{code}": PUBLIC,
    "GET /v1/schemas/report": PUBLIC,
    "GET /v1/accepts/{country}": PUBLIC,
    "GET /v1/profiles": PUBLIC,
    "GET /v1/profiles/{country}/{name}": PUBLIC,
    "GET /v1/sandbox/scenarios": PUBLIC,
    "GET /v1/sandbox/specimens/{name}": PUBLIC,
    "GET /healthz": PUBLIC,
    "GET /readyz": Row(may=EVERYBODY, ok=503),  # no worker runs in this test
    # Whoever is neither this machine nor its staff finds nothing there.
    "GET /metrics": only("admin", "auditor", nobody=404, others=404),
}
FIXED = {"code": "capture.glare", "country": "uto", "name": "passport"}
SPECIMEN = {"name": "uto-passport"}


def test_every_route_is_in_the_table(app):
    routes = {
        f"{method.upper()} {path}"
        for path, methods in app.openapi()["paths"].items()
        for method in methods
    }
    assert routes == set(TABLE)


@pytest.mark.parametrize("route", TABLE)
def test_only_who_is_meant_is_let_in(svc, client, route):
    row = TABLE[route]
    refused = [caller for caller in EVERYBODY if row.expected(caller) != row.ok]
    made = world(svc, row.state)
    got = {caller: asked(client, route, row, made, caller) for caller in refused}
    for caller in (*row.may, *row.own):
        # What is allowed changes things: each caller finds them unchanged.
        fresh = made if route.startswith("GET") else world(svc, row.state)
        got[caller] = asked(client, route, row, fresh, caller)
    assert got == {caller: row.expected(caller) for caller in got}
    assert set(got) == set(EVERYBODY)


def asked(client, route: str, row: Row, made, caller: str) -> int:
    method, _, path = route.partition(" ")
    names = {**FIXED, **(SPECIMEN if "specimens" in path else {}), **made.names}
    body = row.json
    if isinstance(body, dict) and body.get("verification"):
        body = {**body, "verification": names["verification_id"]}
    client.cookies.clear()
    answer = client.request(
        method,
        path.format(**names) + row.query,
        headers={**made.callers[caller], **({"content-type": "image/png"} if row.content else {})},
        **({"json": body} if body is not None else {}),
        **({"content": row.content} if row.content else {}),
    )
    if caller in row.own:
        assert names["verification_id"] not in answer.text
        assert names["webhook_id"] not in answer.text
    if answer.status_code in (401, 403, 404):
        assert answer.json()["status"] == answer.status_code
        assert names["verification_id"] not in answer.text
    return answer.status_code


def test_staff_without_the_forms_token_change_nothing(svc, client):
    made = world(svc, "with_reviewer")
    said = {"cookie": made.callers["reviewer"]["cookie"]}
    path = V.format(**made.names) + "/notes"
    assert client.post(path, headers=said, json={"text": "x"}).status_code == 403
    # A page of another site that knows the token is refused as well.
    elsewhere = {**made.callers["reviewer"], "sec-fetch-site": "cross-site"}
    assert client.post(path, headers=elsewhere, json={"text": "x"}).status_code == 403


def test_a_key_that_was_revoked_or_ran_out_is_nobodys(svc, client):
    made = world(svc)
    path = V.format(**made.names)
    assert client.get(path, headers=made.callers[READ]).status_code == 200
    listed = client.get(
        f"/v1/platforms/{made.names['platform_id']}/keys", headers=made.callers["admin"]
    ).json()
    for key in listed:
        client.post(f"/v1/keys/{key['id']}/revoke", headers=made.callers["admin"])
    assert client.get(path, headers=made.callers[READ]).status_code == 401


def test_an_applicant_reads_no_reviewers_report(svc, client):
    made = world(svc, "with_reviewer")
    path = V.format(**made.names) + "/report?audience=reviewer"
    got = {who: client.get(path, headers=made.callers[who]).status_code for who in EVERYBODY}
    assert {who for who, status in got.items() if status == 200} == {"reviewer", "admin"}


def test_whose_token_ran_out_is_nobody(svc, client):
    made = world(svc)
    app_svc = client.app.state.service
    assert app_svc is svc
    headers = made.callers["applicant"]
    assert client.get(V.format(**made.names), headers=headers).status_code == 200
    from dataclasses import replace

    client.app.state.service = replace(svc, now=lambda: svc.now() + timedelta(days=4000))
    try:
        assert client.get(V.format(**made.names), headers=headers).status_code == 401
    finally:
        client.app.state.service = svc
