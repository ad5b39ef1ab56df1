"""The same request twice is done once; another one under its key is refused."""

from __future__ import annotations

import threading

import pytest

from api.access import idempotency
from api.access.idempotency import KEPT, Kept, asked, before, keep
from api.problems import ProblemError
from api.store.tables.access import Idempotency

ANSWER = Kept(status=201, body=b'{"id":"ver_1"}', headers={"location": "/v1/verifications/ver_1"})


def request(key: str | None = "k-1", body: bytes = b"{}", who: str = "key_1") -> idempotency.Asked:
    return asked(key, principal_id=who, method="POST", path="/v1/verifications", body=body)


@pytest.mark.parametrize("key", [None, "", "x" * 256, "new\nline", "имя"])
def test_a_missing_or_unusable_key_is_400(key):
    with pytest.raises(ProblemError) as refused:
        request(key)
    assert (refused.value.status, refused.value.code) == (400, "idempotency_key_missing")


def test_the_repetition_gets_the_first_answer(session, now):
    assert before(session, request(), now) is None
    keep(session, request(), ANSWER, now)
    again = before(session, request(), now)
    assert again == ANSWER
    answer = again.response()
    assert answer.headers["idempotency-replayed"] == "true"
    assert (answer.status_code, answer.body) == (201, ANSWER.body)


def test_the_key_with_another_payload_is_422(session, now):
    keep(session, request(), ANSWER, now)
    with pytest.raises(ProblemError) as refused:
        before(session, request(body=b'{"other": 1}'), now)
    assert (refused.value.status, refused.value.code) == (422, "idempotency_key_reused")


def test_another_callers_same_key_is_another_request(session, now):
    keep(session, request(), ANSWER, now)
    assert before(session, request(who="key_2"), now) is None


def test_after_a_week_the_key_is_free(session, now):
    keep(session, request(), ANSWER, now)
    assert before(session, request(), now + KEPT) is None
    keep(session, request(), ANSWER, now + KEPT)
    assert idempotency.forget_expired(session, now + 2 * KEPT) == 1


def test_while_the_first_is_at_work_the_second_is_409(factory, now):
    with factory.begin() as first:
        assert before(first, request(), now) is None
        with pytest.raises(ProblemError) as refused, factory.begin() as second:
            before(second, request(), now)
        assert (refused.value.status, refused.value.code) == (409, "idempotency_in_flight")
        keep(first, request(), ANSWER, now)
    with factory.begin() as third:
        assert before(third, request(), now) == ANSWER


def test_a_request_that_failed_may_be_repeated(factory, now):
    with factory() as first:
        before(first, request(), now)
        keep(first, request(), ANSWER, now)
        first.rollback()
    with factory.begin() as second:
        assert before(second, request(), now) is None


def test_of_many_at_once_one_is_done(factory, now):
    done, refused = [], []

    def work():
        try:
            with factory.begin() as session:
                if before(session, request(), now) is None:
                    keep(session, request(), ANSWER, now)
                    done.append(1)
        except ProblemError as problem:
            refused.append(problem.status)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == 1
    assert set(refused) <= {409}


def test_an_answer_with_personal_data_lies_sealed(session, now):
    def flip(key: str, data: bytes) -> bytes:
        assert key == "dek_1"
        return bytes(byte ^ 0x5A for byte in data)

    keep(session, request(), ANSWER, now, seal=flip, data_key_id="dek_1")
    row = session.query(Idempotency).one()
    assert b"ver_1" not in row.body
    assert before(session, request(), now, unseal=flip) == ANSWER
