"""Reviewers, admins and auditors: from the identity provider, or the demo's local accounts."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.access import sessions
from api.access.principal import Role
from api.ids import new_id
from api.settings import Settings, SettingsError
from api.store.tables.access import Staff

PASSWORD_FILE = "first-password"  # noqa: S105  a file's name
# Two people, because a second review needs somebody else.
_LOCAL = {"admin": (Role.ADMIN, Role.AUDITOR, Role.REVIEWER), "reviewer": (Role.REVIEWER,)}
_SCRYPT = {"n": 2**15, "r": 8, "p": 1, "maxmem": 64 * 1024 * 1024}  # OWASP Password Storage
_SALT = 16


def from_provider(
    session: Session,
    *,
    issuer: str,
    subject: str,
    roles: Iterable[str],
    now: datetime,
    name: str | None = None,
) -> Staff:
    """Return the person whom the provider named, with the roles it gives them now.

    A changed role ends the sessions that had the old ones.
    """
    identity = hashlib.sha256(f"{issuer}\n{subject}".encode()).digest()
    row = session.scalar(select(Staff).where(Staff.identity == identity).with_for_update())
    if row is None:
        row = Staff(id=new_id("stf"), name="", identity=identity, roles=[], created_at=now)
        session.add(row)
    known = sorted(set(roles) & set(Role))
    if row.roles and row.roles != known:
        sessions.end_all(session, row.id)
    row.name = name or row.name or f"Reviewer {row.id[-4:]}"
    row.roles, row.seen_at = known, now
    session.flush()
    return row


def bootstrap(session: Session, settings: Settings, now: datetime) -> dict[str, str]:
    """Make the demo's local accounts and return their new passwords; empty when they exist.

    The passwords also lie in the data folder, readable by its owner only. Raises SettingsError
    outside demo mode.
    """
    if not settings.demo:
        raise SettingsError("local accounts exist in demo mode only; set CANDOR_OIDC_ISSUER")
    if session.scalar(select(Staff.id).where(Staff.password.is_not(None)).limit(1)):
        return {}
    passwords = {name: secrets.token_urlsafe(12) for name in _LOCAL}
    for name, password in passwords.items():
        session.add(
            Staff(
                id=new_id("stf"),
                name=name,
                password=_hashed(password),
                roles=sorted(_LOCAL[name]),
                created_at=now,
            )
        )
    session.flush()
    _keep(settings.data / PASSWORD_FILE, passwords)
    return passwords


def sign_in_locally(
    session: Session, settings: Settings, *, name: str, password: str, now: datetime
) -> str | None:
    """Return the secret of a new session, or None; always None outside demo mode."""
    if not settings.demo:
        return None
    found = select(Staff).where(
        Staff.name == name, Staff.password.is_not(None), Staff.disabled_at.is_(None)
    )
    row = session.scalar(found)
    # An unknown name costs the same time as a wrong password.
    kept = row.password if row is not None and row.password else bytes(_SALT + 32)
    if not hmac.compare_digest(_hashed(password, kept[:_SALT]), kept) or row is None:
        return None
    row.seen_at = now
    return sessions.begin(session, row.id, now)


def disable(session: Session, staff_id: str, now: datetime) -> bool:
    """Close an account and end its sessions; whether it was open."""
    row = session.get(Staff, staff_id, with_for_update=True)
    if row is None or row.disabled_at is not None:
        return False
    row.disabled_at = now
    sessions.end_all(session, staff_id)
    session.flush()
    return True


def _hashed(password: str, salt: bytes | None = None) -> bytes:
    salt = secrets.token_bytes(_SALT) if salt is None else salt
    return salt + hashlib.scrypt(
        password.encode("utf-8", "replace"), salt=salt, dklen=32, **_SCRYPT
    )


def _keep(path: Path, passwords: dict[str, str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    with os.fdopen(os.open(path, flags, 0o600), "w", encoding="utf-8") as file:
        file.writelines(f"{name} {password}\n" for name, password in passwords.items())
