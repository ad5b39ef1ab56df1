"""A platform's key opens its platform while it is in force, and is not stored."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from api.access import api_keys
from api.access.principal import Scope


@pytest.fixture
def issued(session, case, now):
    return api_keys.issue(
        session,
        platform_id="plt_one",
        name="production",
        scopes=[Scope.VERIFICATIONS_WRITE],
        now=now,
        expires_at=now + timedelta(days=1),
    )


def test_a_key_names_its_platform_and_scopes(session, issued, now):
    row, secret = issued
    found = api_keys.principal_of(session, secret, now)
    assert found is not None
    assert (found.id, found.platform_id) == (row.id, "plt_one")
    assert found.may(Scope.VERIFICATIONS_WRITE)
    assert not found.may(Scope.SUBJECTS_ERASE)


def test_a_key_looks_as_documented_and_only_its_digest_is_stored(session, issued):
    row, secret = issued
    assert secret.startswith(f"candor_{row.id.removeprefix('key_')}_")
    assert len(secret.split("_", 2)[2]) == 43
    stored = session.execute(text("SELECT api_key::text FROM api_key")).scalar_one()
    assert secret not in stored
    assert secret.split("_", 2)[2] not in stored


@pytest.mark.parametrize("days", [1, 2])
def test_an_expired_key_opens_nothing(session, issued, now, days):
    assert api_keys.principal_of(session, issued[1], now + timedelta(days=days)) is None


def test_a_revoked_key_opens_nothing(session, issued, now):
    row, secret = issued
    assert api_keys.revoke(session, row.id, now)
    assert not api_keys.revoke(session, row.id, now)
    session.expire_all()
    assert api_keys.principal_of(session, secret, now) is None


@pytest.mark.parametrize("wrong", ["", "candor_", "candor_x_y", "other_a_b", "\x00", "candor__é"])
def test_rubbish_opens_nothing(session, issued, now, wrong):
    assert api_keys.principal_of(session, wrong.replace("\x00", "_"), now) is None


def test_a_key_with_one_letter_changed_opens_nothing(session, issued, now):
    secret = issued[1]
    changed = secret[:-1] + ("A" if secret[-1] != "A" else "B")
    assert api_keys.principal_of(session, changed, now) is None
