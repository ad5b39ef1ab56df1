"""Local accounts are for the demo; sessions end; passwords are nowhere in clear but in one file."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fastapi import Response
from sqlalchemy import select, text

from api.access import sessions, staff
from api.access.expiry import forget_expired
from api.access.principal import Role
from api.settings import Mode, Settings, SettingsError
from api.store.tables.access import Staff


@pytest.fixture
def demo(tmp_path) -> Settings:
    return Settings(mode=Mode.DEMO, data=tmp_path)


@pytest.fixture
def person(session, now) -> Staff:
    return staff.from_provider(session, issuer="i", subject="s", roles=["reviewer"], now=now)


def test_the_demo_has_an_admin_and_a_second_reviewer(session, demo, now):
    passwords = staff.bootstrap(session, demo, now)
    assert set(passwords) == {"admin", "reviewer"}
    secret = staff.sign_in_locally(
        session, demo, name="reviewer", password=passwords["reviewer"], now=now
    )
    found = sessions.principal_of(session, secret or "", now)
    assert found is not None
    assert found.roles == {Role.REVIEWER}
    assert found.may(Role.REVIEWER)
    assert not found.may(Role.ADMIN)


def test_passwords_are_printed_once_and_kept_for_the_owner_only(session, demo, now):
    passwords = staff.bootstrap(session, demo, now)
    file = demo.data / staff.PASSWORD_FILE
    assert file.stat().st_mode & 0o777 == 0o600
    assert f"admin {passwords['admin']}\n" in file.read_text()
    assert staff.bootstrap(session, demo, now) == {}
    stored = session.execute(text("SELECT string_agg(staff::text, ' ') FROM staff")).scalar_one()
    assert not any(password in stored for password in passwords.values())


@pytest.mark.parametrize(("name", "password"), [("admin", "wrong"), ("nobody", "x"), ("", "")])
def test_a_wrong_password_or_name_signs_nobody_in(session, demo, now, name, password):
    staff.bootstrap(session, demo, now)
    found = staff.sign_in_locally(session, demo, name=name, password=password, now=now)
    assert found is None


def test_production_has_no_local_accounts(session, demo, now, tmp_path):
    passwords = staff.bootstrap(session, demo, now)
    production = Settings(mode=Mode.PRODUCTION, data=tmp_path)
    with pytest.raises(SettingsError):
        staff.bootstrap(session, production, now)
    found = staff.sign_in_locally(
        session, production, name="admin", password=passwords["admin"], now=now
    )
    assert found is None


def test_a_session_ends_idle_at_the_days_end_and_when_signed_out(session, person, now):
    secret = sessions.begin(session, person.id, now)
    assert sessions.principal_of(session, secret, now + timedelta(minutes=59)) is not None
    session.expire_all()
    assert sessions.principal_of(session, secret, now + timedelta(minutes=118)) is not None
    session.expire_all()
    assert sessions.principal_of(session, secret, now + timedelta(minutes=178)) is None
    assert sessions.principal_of(session, secret, now + sessions.LIFETIME) is None
    sessions.end(session, secret)
    assert sessions.principal_of(session, secret, now) is None


def test_a_disabled_account_is_out_at_once(session, person, now):
    secret = sessions.begin(session, person.id, now)
    assert staff.disable(session, person.id, now)
    assert sessions.principal_of(session, secret, now) is None


def test_a_person_without_a_role_may_nothing(session, now):
    row = staff.from_provider(session, issuer="i", subject="x", roles=["accountant"], now=now)
    found = sessions.principal_of(session, sessions.begin(session, row.id, now), now)
    assert found is not None
    assert not found.may(*Role)


def test_a_csrf_token_belongs_to_its_session(session, person, now):
    one, two = (sessions.begin(session, person.id, now) for _ in range(2))
    assert sessions.csrf_holds(one, sessions.csrf_token(one))
    for wrong in (sessions.csrf_token(two), "", None, "é"):
        assert not sessions.csrf_holds(one, wrong)


@pytest.mark.parametrize("https", [True, False])
def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(https):
    response = Response()
    sessions.set_cookie(response, "session_x", https=https)
    cookie = response.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert ("secure" in cookie) is https


def test_what_ran_out_is_forgotten(session, person, now):
    sessions.begin(session, person.id, now)
    assert forget_expired(session, now) == 0
    assert forget_expired(session, now + timedelta(days=1)) == 1
    assert session.scalars(select(Staff)).one() is person
