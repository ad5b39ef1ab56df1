"""The whole API against its own OpenAPI document: no failure of ours, no answer it does not name.

Schemathesis makes requests that the document allows and requests that it does not, for anonymous,
a platform's key with every scope, and a member of staff with every role; half of them about things
that exist.
"""

from __future__ import annotations

import jsonschema
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.python import asgi
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.access import api_keys, sessions, staff
from api.access.principal import Scope
from api.app import create_app
from tests.api.service.world import ROLES, world

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
SCHEMA = schemathesis.openapi.from_dict(create_app().openapi())
OPERATIONS = {one.ok().label: one.ok() for one in SCHEMA.get_all_operations()}
STATES = ("received", "needs_you", "with_reviewer", "verified")


@pytest.fixture(scope="module")
def worlds(svc):
    """Return one world for each state, with a key and a session that may do everything there."""
    made = {state: world(svc, state) for state in STATES}
    with svc.sessions.begin() as session:
        for number, one in enumerate(made.values()):
            _, key = api_keys.issue(
                session,
                platform_id=one.names["platform_id"],
                name="all",
                scopes=list(Scope),
                now=svc.now(),
            )
            one.callers["key"] = {"authorization": f"Bearer {key}"}
            person = staff.from_provider(
                session, issuer="i", subject=f"all{number}", roles=ROLES, now=svc.now()
            )
            secret = sessions.begin(session, person.id, svc.now())
            one.callers["staff"] = {
                "cookie": f"{sessions.COOKIE}={secret}",
                "x-csrf-token": sessions.csrf_token(secret),
            }
    return made


@pytest.fixture(scope="module")
def asking(app):
    """Return Schemathesis's own client of the application."""
    SCHEMA.app = app
    with asgi.get_client(app) as client:
        yield client


def holds_what_it_says(asking, worlds, label: str, examples: int) -> None:
    operation = OPERATIONS[label]
    cases = st.one_of(
        operation.as_strategy(generation_mode=mode)
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
    )

    @settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases, state=st.sampled_from(STATES), who=WHO, real=st.booleans())
    def holds(case, state, who, real):
        made = worlds[state]
        if real:
            case.path_parameters = {
                name: made.names.get(name, value) for name, value in case.path_parameters.items()
            }
        asking.cookies.clear()
        answer = case.call(session=asking, headers=made.callers[who])
        # Without a worker 503 is what readiness has to say.
        waived = [not_a_server_error] if label == "GET /readyz" else []
        case.validate_response(answer, checks=CHECKS, excluded_checks=waived)

    holds()


WHO = st.sampled_from(["anonymous", "key", "staff", "applicant"])


@pytest.mark.parametrize("label", OPERATIONS)
def test_every_answer_is_described(asking, worlds, label):
    holds_what_it_says(asking, worlds, label, 3)


@pytest.mark.all
@pytest.mark.parametrize("label", OPERATIONS)
def test_every_answer_is_described_at_length(asking, worlds, label):
    holds_what_it_says(asking, worlds, label, 100)


def test_every_answer_has_an_example_that_it_allows():
    document = create_app().openapi()
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            for status, answer in operation["responses"].items():
                for kind, content in answer.get("content", {}).items():
                    assert_exemplified(document, f"{method} {path} {status} {kind}", content)


def assert_exemplified(document, where: str, content) -> None:
    if content.get("schema", {}).get("format") == "binary" or "specimens" in where:
        return
    shown = content.get("examples") or {"one": {"value": content.get("example")}}
    for one in shown.values():
        assert one["value"] is not None, where
        if where.endswith("json"):
            schema = {**content["schema"], "components": document["components"]}
            jsonschema.validate(one["value"], schema)
