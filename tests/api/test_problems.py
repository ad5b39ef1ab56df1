"""Every error is a problem that names its code and echoes nothing of what was sent."""

from __future__ import annotations

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import text
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm.exc import StaleDataError

from api import problems
from api.problems import ProblemError


@pytest.fixture
def client(engine):
    app = FastAPI()
    problems.install(app)

    @app.get("/own")
    def own():
        raise ProblemError(429, "too_many", "Slow", "Wait.", headers={"Retry-After": "7"})

    @app.get("/text/{value}")
    def find(value: str):
        with engine.connect() as connection:
            return connection.execute(text("SELECT :value"), {"value": value}).scalar()

    @app.get("/raise/{what}")
    def fail(what: str):
        raise {"stale": StaleDataError, "pool": PoolTimeoutError, "any": KeyError}[what](
            "Anna Eriksson"
        )

    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def test_a_problem_keeps_its_headers(client):
    answer = client.get("/own")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["retry-after"] == "7"
    assert answer.json()["type"] == "urn:candor:problem:too_many"


@pytest.mark.parametrize("path", ["/text/a%00b", "/text/%00"])
def test_text_that_cannot_be_stored_is_not_our_failure(client, path):
    answer = client.get(path)
    assert (answer.status_code, answer.json()["code"]) == (422, "value_unstorable")


@pytest.mark.parametrize(
    ("what", "status", "code"),
    [
        ("stale", 409, "changed_meanwhile"),
        ("pool", 503, "storage_unavailable"),
        ("any", 500, "internal_error"),
    ],
)
def test_nothing_of_an_exceptions_words_is_answered(client, what, status, code):
    answer = client.get(f"/raise/{what}")
    assert answer.status_code == status
    assert "Eriksson" not in answer.text
    assert answer.json()["code"] == code
