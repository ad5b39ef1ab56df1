"""A repeated request gets the first one's answer and does nothing again.

Source: draft-ietf-httpapi-idempotency-key-header-07. The answer is kept in the transaction that
made it true; a request that failed keeps nothing and may be repeated. While one is at work, an
advisory lock of its transaction marks the key, so a crash can never leave a key blocked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http import HTTPStatus

from fastapi import Response
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from api.ids import new_id
from api.problems import ProblemError
from api.store.tables.access import Idempotency

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
KEPT = timedelta(days=7)
_LONGEST = 255

# `(data_key_id, bytes) -> bytes`, as the vault seals and opens.
Seal = Callable[[str, bytes], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request: who, under which key, and what exactly."""

    principal_id: str
    digest: bytes
    request: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The answer to it."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)

    def response(self) -> Response:
        """Return the answer again, marked as a repetition."""
        return Response(
            self.body, status_code=self.status, headers={**self.headers, REPLAYED: "true"}
        )


def asked(key: str | None, *, principal_id: str, method: str, path: str, body: bytes) -> Asked:
    """Return what was asked; raises ProblemError 400 without a usable key."""
    if key is None or not 0 < len(key) <= _LONGEST or not key.isascii() or not key.isprintable():
        raise ProblemError(
            HTTPStatus.BAD_REQUEST,
            "idempotency_key_missing",
            "This request needs an Idempotency-Key",
            f"Send the header {HEADER} with a new random value of at most {_LONGEST} characters, "
            "and the same value when you repeat the request.",
        )
    request = hashlib.sha256(f"{method} {path}\n".encode() + body).digest()
    return Asked(
        principal_id=principal_id,
        digest=hashlib.sha256(f"{principal_id}\n{key}".encode()).digest(),
        request=request,
    )


def before(
    session: Session, request: Asked, now: datetime, *, unseal: Seal | None = None
) -> Kept | None:
    """Return the kept answer, or None for a new request, whose key is now taken until the commit.

    Raises ProblemError: 409 while the first one is at work, 422 for another payload under the same
    key. `unseal` raises what the vault raises when the person was erased meanwhile.
    """
    number = int.from_bytes(request.digest[:8], "big", signed=True)
    if not session.scalar(select(func.pg_try_advisory_xact_lock(number))):
        raise ProblemError(
            HTTPStatus.CONFLICT,
            "idempotency_in_flight",
            "The same request is still being worked on",
            "Repeat it in a few seconds to get its answer.",
            headers={"Retry-After": "2"},
        )
    row = session.scalar(
        select(Idempotency).where(
            Idempotency.principal_id == request.principal_id, Idempotency.digest == request.digest
        )
    )
    if row is not None and row.expires_at <= now:
        session.delete(row)
        session.flush()
        return None
    return None if row is None else _kept(row, request, unseal)


def keep(
    session: Session,
    request: Asked,
    answer: Kept,
    now: datetime,
    *,
    seal: Seal | None = None,
    data_key_id: str | None = None,
) -> None:
    """Keep the answer in the caller's transaction; with `seal` and a data key it is sealed."""
    sealed = seal is not None and data_key_id is not None
    body = seal(data_key_id, answer.body) if seal and data_key_id else answer.body
    session.add(
        Idempotency(
            id=new_id("idm"),
            principal_id=request.principal_id,
            digest=request.digest,
            request=request.request,
            status=answer.status,
            headers=dict(answer.headers),
            body=body,
            data_key_id=data_key_id if sealed else None,
            created_at=now,
            expires_at=now + KEPT,
        )
    )
    session.flush()


def forget_expired(session: Session, now: datetime) -> int:
    """Delete answers kept long enough; returns how many."""
    gone = delete(Idempotency).where(Idempotency.expires_at <= now).returning(Idempotency.id)
    return len(session.scalars(gone).all())


def _kept(row: Idempotency, request: Asked, unseal: Seal | None) -> Kept:
    if row.request != request.request:
        raise ProblemError(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "idempotency_key_reused",
            "This Idempotency-Key was used for another request",
            "Use a new random value for each new request.",
        )
    body = row.body
    if row.data_key_id is not None:
        if unseal is None:
            raise TypeError("a sealed answer needs `unseal`")
        body = unseal(row.data_key_id, body)
    return Kept(status=row.status, body=body, headers=row.headers)
