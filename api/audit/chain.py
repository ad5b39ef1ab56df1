"""The audit chain: each row's digest covers the one before, and rows are only ever added.

Facts are ids, codes, numbers and dates; whatever could be a person's comes as bytes, sealed or
keyed-hashed before (`vault.seal_text`, `keys.mac`), so that erasing the key leaves the chain whole.
Free text is refused rather than trusted.

`append` holds a lock until the transaction ends, which is what puts the rows in one order. Let it
be the last thing a transaction does.

Sources: RFC 8785 (canonical JSON, stored as text because jsonb would reorder it); PostgreSQL
documentation, "Advisory Locks" and "CREATE TRIGGER".
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

import rfc8785
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from api.store.tables.audit import AuditEntry
from verifier.errors import CandorError

GENESIS: Final = bytes(32)
_LOCK: Final = 0x63616E646F72  # "candor"; any number that nothing else locks
_SCHEME = b"candor.audit/1"
# Ids, codes, versions, dates, hashes; a name has a space, an accent or no reason to be here.
_WORD = re.compile(r"[A-Za-z0-9_.:/+=@,-]{0,200}")

Fact = str | int | bool | None | bytes | Sequence["Fact"] | Mapping[str, "Fact"]

_TABLES = ("audit", "audit_checkpoint")

# For the migration, after the tables. ALWAYS: session_replication_role does not switch them off.
TRIGGERS: Final[tuple[str, ...]] = (
    """CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on % is refused: the audit chain only grows', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$""",
    *(
        f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()"
        for table in _TABLES
    ),
    *(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER append_only" for table in _TABLES),
)
NO_TRIGGERS: Final[tuple[str, ...]] = (
    *(f"DROP TRIGGER IF EXISTS append_only ON {table}" for table in _TABLES),
    "DROP FUNCTION IF EXISTS audit_is_append_only()",
)


class AuditError(CandorError):
    """An entry may not go into the chain; the message names the key, never the value."""


def append(
    session: Session,
    *,
    actor: str,
    action: str,
    target: str,
    facts: Mapping[str, Fact],
    now: datetime,
) -> AuditEntry:
    """Add one entry; raises AuditError for free text. Other appends wait until the commit."""
    for name, value in (("actor", actor), ("action", action), ("target", target)):
        if not value or _WORD.fullmatch(value) is None:
            raise AuditError(f"{name} is not an id or code")
    payload = rfc8785.dumps(_plain(facts, "facts")).decode()
    session.execute(select(func.pg_advisory_xact_lock(_LOCK)))
    head = select(AuditEntry.seq, AuditEntry.digest).order_by(AuditEntry.seq.desc()).limit(1)
    last = session.execute(head).one_or_none()
    seq, previous = (last.seq + 1, last.digest) if last else (1, GENESIS)
    entry = AuditEntry(
        seq=seq,
        at=now,
        actor=actor,
        action=action,
        target=target,
        payload=payload,
        previous=previous,
        digest=digest_of(previous, seq, now, actor, action, target, payload),
    )
    session.add(entry)
    session.flush()
    return entry


def digest_of(previous: bytes, seq: int, at: datetime, *said: str) -> bytes:
    """Return SHA-256 over the previous digest and the row; `said`: actor to payload, in order."""
    when = at.astimezone(UTC).isoformat(timespec="microseconds")
    row = rfc8785.dumps([str(seq), when, *said])
    return hashlib.sha256(_SCHEME + previous + row).digest()


def _plain(value: Fact, where: str) -> Any:
    """Return the value as JSON has it; bytes become base64."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, bytes):
        return "base64," + base64.b64encode(value).decode()
    if isinstance(value, str):
        if _WORD.fullmatch(value) is None:
            raise AuditError(f"{where} is free text; seal it or hash it first")
        return value
    if isinstance(value, Mapping):
        return {_key(key, where): _plain(each, f"{where}.{key}") for key, each in value.items()}
    if isinstance(value, Sequence):
        return [_plain(each, where) for each in value]
    raise AuditError(f"{where} is a {type(value).__name__}")


def _key(key: str, where: str) -> str:
    if _WORD.fullmatch(key) is None:
        raise AuditError(f"a key in {where} is not a code")
    return key
