"""Limits hold across threads and engines, count in PostgreSQL, and say when to come back."""

from __future__ import annotations

import threading
import time

import pytest
from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from limits import parse
from sqlalchemy import text

from api import problems
from api.access.counters import Counters
from api.access.rates import Limiter, RateHeaders, limited, limiter
from api.settings import SettingsError
from api.store.engine import connect

HOURLY = parse("20/hour")


@pytest.fixture
def counters(engine):
    made = Counters(engine)
    yield made
    made.reset()


def test_many_at_once_on_two_engines_never_pass_the_limit(postgres, counters):
    elsewhere = connect(postgres, application="another host")
    limiters = [Limiter(counters, b"k"), limiter(elsewhere, b"k")]
    allowed = []

    def ask(n: int):
        allowed.extend(limiters[n % 2].hit("x", HOURLY, "key_1").allowed for _ in range(10))

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    elsewhere.dispose()
    assert sum(allowed) == 20
    assert len(allowed) == 80


def test_callers_and_names_are_counted_apart(counters):
    counted = Limiter(counters, b"k")
    assert counted.hit("x", parse("1/hour"), "a").allowed
    assert not counted.hit("x", parse("1/hour"), "a").allowed
    assert counted.hit("x", parse("1/hour"), "b").allowed
    assert counted.hit("y", parse("1/hour"), "a").allowed


def test_room_comes_back_when_the_window_ends(counters):
    counted, rate = Limiter(counters, b"k"), parse("2/second")
    hits = [counted.hit("x", rate, "a").allowed for _ in range(3)]
    assert hits.count(True) in (2, 3)  # the second may turn in between
    time.sleep(2.1)
    assert counted.hit("x", rate, "a").allowed


def test_the_window_before_counts_for_what_is_left_of_it(counters):
    rate = parse("1000/hour")
    key, expiry = rate.key_for("x", "a"), rate.get_expiry()
    earlier, _ = counters.sliding_window_keys(key, expiry, time.time())
    counters.incr(earlier, 2 * expiry, amount=1000)
    room_before = 1000 * (time.time() / expiry % 1)
    counted = Limiter(counters, b"k")
    allowed = sum(counters.acquire_sliding_window_entry(key, 1000, expiry, 10) for _ in range(100))
    room_after = 1000 * (time.time() / expiry % 1)
    assert room_before // 10 <= allowed <= room_after // 10 + 1
    assert counted.hit("x", rate, "a").remaining <= 10


def test_run_out_counters_are_forgotten(counters, engine):
    counters.incr("old", 1)
    counters.incr("new", 3600)
    with engine.begin() as connection:
        connection.execute(text("UPDATE rate_counter SET expires_at = 1 WHERE key = 'old'"))
    assert counters.get("old") == 0
    assert counters.forget_expired() == 1
    assert counters.get("new") == 1


def test_without_its_storage_nobody_is_refused():
    away = connect("postgresql://nobody@127.0.0.1:9/none")
    assert limiter(away, b"k").hit("x", parse("1/hour"), "a").allowed


def test_addresses_are_kept_as_keyed_hashes(counters, engine):
    Limiter(counters, b"k").hit("x", HOURLY, Limiter(counters, b"k").anonymous("203.0.113.7"))
    with engine.begin() as connection:
        keys = connection.execute(text("SELECT string_agg(key, ' ') FROM rate_counter")).scalar()
    assert "203.0.113.7" not in keys


def test_a_route_says_what_is_left_and_refuses_with_a_problem(counters):
    app = FastAPI()
    problems.install(app)
    app.add_middleware(RateHeaders)
    app.state.limiter = Limiter(counters, b"k")

    @app.get("/thing", dependencies=[Depends(limited("things", "2/hour"))])
    def thing() -> dict[str, str]:
        return {}

    with TestClient(app) as client:
        first, _, third = (client.get("/thing") for _ in range(3))
    assert first.headers["ratelimit-policy"] == '"things";q=2;w=3600'
    assert first.headers["ratelimit"].startswith('"things";r=1;t=')
    assert third.status_code == 429
    assert third.headers["content-type"] == "application/problem+json"
    assert third.json()["code"] == "too_many_requests"
    assert 0 < int(third.headers["retry-after"]) <= 7200
    assert third.headers["ratelimit"].startswith('"things";r=0;')


@pytest.mark.parametrize("url", ["nonsense://x", "memory", "redis+x://y"])
def test_a_store_that_cannot_be_used_is_named(url):
    with pytest.raises(SettingsError, match="CANDOR_REDIS_URL"):
        limiter(connect("postgresql://nobody@127.0.0.1:9/none"), b"k", url)
