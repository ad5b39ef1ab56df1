"""The API over real HTTP: the same report as the command, problems that echo nothing."""

from __future__ import annotations

import threading
import time

import httpx
import pytest
import uvicorn

from api.app import create_app
from api.examples import ACCEPTED, EXPIRED
from tests.corpus import drawn
from verifier.report.schema import problems

DEMO = {"policy": "demo", "as_of": "2026-11-22"}


@pytest.fixture(scope="module")
def service():
    server = uvicorn.Server(uvicorn.Config(create_app(), port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
        yield client
    server.should_exit = True
    thread.join(timeout=10)


def post(service, specimen: str, /, **fields: str) -> httpx.Response:
    files = [("files", (item.name, item.data)) for item in drawn(specimen)]
    return service.post("/v1/verifications", files=files, data={**DEMO, **fields})


def test_a_good_passport_is_accepted(service):
    answer = post(service, "uto-passport", name="Anna Maria Eriksson")
    report = answer.json()
    assert answer.status_code == 200, report
    assert report["decision"] == "accept"
    assert problems(report) == []
    assert answer.headers["cache-control"] == "no-store"


def test_an_expired_one_says_so_in_the_callers_language(service):
    report = post(service, "uto-passport-expired", lang="uk").json()
    assert report["decision"] == "reject"
    assert report["reasons"][0]["code"] == "validity.expired"
    assert "28 лютого 2022" in report["reasons"][0]["applicant"]["title"]


def test_the_applicant_gets_nothing_of_the_reviewers_side(service):
    report = post(service, "uto-passport-expired").json()
    text = str(report)
    assert "findings" not in report
    for secret in ("reviewer", "confidence", "evidence", "readers"):
        assert secret not in text


def test_nothing_sent_is_a_problem_with_a_code(service):
    answer = service.post("/v1/verifications", data={"name": "Anna"})
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "invalid_request"


def test_a_wrong_field_is_named_but_not_echoed(service):
    answer = post(service, "uto-passport", birth_date="SECRET-1974")
    assert answer.status_code == 422
    assert "birth_date" in answer.text
    assert "SECRET" not in answer.text


def test_an_unknown_policy_lists_those_there_are(service):
    answer = post(service, "uto-passport", policy="nosuch")
    assert answer.status_code == 400
    assert "default" in answer.json()["title"]


def test_a_body_over_the_limit_is_refused(service):
    big = b"x" * (65 * 1024 * 1024)
    answer = service.post("/v1/verifications", files=[("files", ("big.jpg", big))])
    assert answer.status_code == 413
    assert answer.json()["code"] == "body_too_large"


def test_an_unreadable_file_is_a_reason_not_an_error(service):
    answer = service.post("/v1/verifications", files=[("files", ("x.jpg", b"hello"))], data=DEMO)
    assert answer.status_code == 200
    assert answer.json()["reasons"][0]["code"] == "file.format_not_supported"


def test_every_reason_is_listed_with_its_equivalents(service):
    listed = service.get("/v1/reasons", params={"lang": "uk"}).json()
    assert {"validity.expired", "match.name"} <= {entry["code"] for entry in listed}
    one = service.get("/v1/reasons/capture.blurred", params={"equivalents": "onfido"}).json()
    assert one["equivalents"] == {"onfido": ["blurred_photo"]}
    assert service.get("/v1/reasons/no.such").status_code == 404


def test_health_says_what_works(service):
    health = service.get("/healthz").json()
    assert health["status"] == "ok"
    assert health["zone_reader"]
    assert health["profiles"] > 5


def test_openapi_shows_an_answer_for_each_decision(service):
    document = service.get("/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    operation = document["paths"]["/v1/verifications"]["post"]
    examples = operation["responses"]["200"]["content"]["application/json"]["examples"]
    assert set(examples) == {"accept", "reject"}


@pytest.mark.parametrize("example", [ACCEPTED, EXPIRED])
def test_the_examples_keep_the_contract(example):
    assert problems(example["value"]) == []
