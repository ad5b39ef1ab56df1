"""Upload tokens work once, in time, for what they were made; applicants' only for their case."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from api.access import applicant_tokens, upload_tokens
from api.access.principal import Kind
from api.problems import ProblemError
from tests.api.access.conftest import add_case


def test_an_upload_token_says_what_it_is_for_once(session, case, now):
    secret, ends = upload_tokens.issue(
        session, verification_id=case, slot="front", attempt=2, now=now
    )
    assert ends == now + timedelta(minutes=15)
    taken = upload_tokens.take(session, secret, now)
    assert (taken.verification_id, taken.slot, taken.attempt) == (case, "front", 2)
    with pytest.raises(ProblemError) as refused:
        upload_tokens.take(session, secret, now)
    assert (refused.value.status, refused.value.code) == (401, "upload_token_spent")


def test_an_upload_token_ends_after_fifteen_minutes(session, case, now):
    secret, ends = upload_tokens.issue(
        session, verification_id=case, slot="front", attempt=1, now=now
    )
    with pytest.raises(ProblemError):
        upload_tokens.take(session, secret, ends)
    assert upload_tokens.forget_expired(session, ends) == 1


def test_of_many_at_once_one_upload_gets_through(factory, now):
    with factory.begin() as session:
        case = add_case(session, now, "raced")
        secret, _ = upload_tokens.issue(
            session, verification_id=case, slot="front", attempt=1, now=now
        )
    taken = []

    def upload():
        with factory.begin() as session:
            try:
                taken.append(upload_tokens.take(session, secret, now))
            except ProblemError:
                return

    threads = [threading.Thread(target=upload) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == 1


def test_an_upload_that_failed_leaves_the_token_usable(factory, now):
    with factory.begin() as session:
        case = add_case(session, now, "failed")
        secret, _ = upload_tokens.issue(
            session, verification_id=case, slot="front", attempt=1, now=now
        )
    with factory() as session:
        upload_tokens.take(session, secret, now)
        session.rollback()
    with factory.begin() as session:
        assert upload_tokens.take(session, secret, now).slot == "front"


def test_an_applicants_token_reaches_their_own_case_only(session, case, another_case, now):
    secret, _ = applicant_tokens.issue(
        session, verification_id=case, platform_id="plt_one", now=now
    )
    found = applicant_tokens.principal_of(session, secret, now)
    assert found is not None
    assert found.kind is Kind.APPLICANT
    assert found.owns(platform_id="plt_one", verification_id=case)
    assert not found.owns(platform_id="plt_one", verification_id=another_case)
    assert not found.owns(platform_id="plt_two", verification_id=case)


def test_an_applicants_token_ends_and_can_be_revoked(session, case, now):
    secret, ends = applicant_tokens.issue(
        session, verification_id=case, platform_id="plt_one", now=now
    )
    assert applicant_tokens.principal_of(session, secret, ends) is None
    assert applicant_tokens.revoke(session, case, now) == 1
    session.expire_all()
    assert applicant_tokens.principal_of(session, secret, now) is None
