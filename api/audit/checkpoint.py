"""Signed heads of the chain, kept in a folder outside the database.

Whoever owns the database can rewrite the chain and every digest in it, but not what was signed and
put elsewhere before. The folder should lie on another machine or a write-once store.

Source: RFC 8032 (Ed25519).
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from api.settings import Settings
from api.store.tables.audit import AuditCheckpoint, AuditEntry
from verifier.errors import CandorError

log = logging.getLogger("candor.audit")

SCHEMA: Final = "candor.audit-checkpoint/1"
SEED_PURPOSE: Final = "audit checkpoints"  # of `keys.mac_key`, for the platform ""


class CheckpointError(CandorError):
    """A checkpoint cannot be written; the message names the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """One file of the folder; `genuine` when its signature holds, `seq` 0 when unreadable."""

    path: Path
    seq: int
    digest: bytes
    genuine: bool


@dataclass(frozen=True, slots=True)
class Checkpoints:
    """The folder and the key; without a private key it only reads."""

    folder: Path
    public: Ed25519PublicKey
    private: Ed25519PrivateKey | None = None

    def write(self, session: Session, now: datetime) -> int | None:
        """Sign the head of the chain and return its number; None when there is nothing new.

        In a transaction of its own: a head that may still be rolled back must not be signed.
        Raises CheckpointError.
        """
        head = session.scalar(select(AuditEntry).order_by(AuditEntry.seq.desc()).limit(1))
        if head is None or session.get(AuditCheckpoint, head.seq) is not None:
            return None
        if self.private is None:
            raise CheckpointError("there is no key to sign a checkpoint with")
        body = _body(head.seq, head.digest, now)
        signature = self.private.sign(rfc8785.dumps(body))
        self._keep(head.seq, {**body, "signature": signature.hex()})
        row = {"seq": head.seq, "at": now, "digest": head.digest, "signature": signature}
        session.execute(insert(AuditCheckpoint).values(row).on_conflict_do_nothing())
        return head.seq

    def read(self) -> Iterator[Checkpoint]:
        """Yield every checkpoint of the folder in order."""
        for path in sorted(self.folder.glob("audit-*.json")):
            yield self._checked(path)

    def public_key(self) -> str:
        """Return the verifying key in hex, for whoever checks elsewhere."""
        return self.public.public_bytes_raw().hex()

    def _keep(self, seq: int, content: dict[str, str]) -> None:
        path = self.folder / f"audit-{seq:012d}.json"
        beside = path.with_suffix(f".{os.getpid()}.new")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with beside.open("w", encoding="ascii") as file:
                json.dump(content, file, indent=1)
                file.flush()
                os.fsync(file.fileno())
            # The same head signed again says the same: a crash before the commit leaves its file.
            beside.replace(path)
        except OSError as error:
            raise CheckpointError(f"{path} was not written ({type(error).__name__})") from None

    def _checked(self, path: Path) -> Checkpoint:
        try:
            content = json.loads(path.read_text(encoding="ascii"))
            signature = bytes.fromhex(content.pop("signature"))
            seq, digest = int(content["seq"]), bytes.fromhex(content["digest"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return Checkpoint(path=path, seq=0, digest=b"", genuine=False)
        try:
            self.public.verify(signature, rfc8785.dumps(content))
            genuine = content.get("schema") == SCHEMA
        except (InvalidSignature, rfc8785.CanonicalizationError):
            genuine = False
        return Checkpoint(path=path, seq=seq, digest=digest, genuine=genuine)


def checkpoints_from(settings: Settings, seed: bytes) -> Checkpoints:
    """Return the installation's checkpoints; `seed` is `keys.mac_key(SEED_PURPOSE, "")`."""
    if settings.checkpoints is None and not settings.demo:
        log.warning("CANDOR_AUDIT_CHECKPOINTS is not set: checkpoints lie beside the data")
    private = Ed25519PrivateKey.from_private_bytes(seed)
    folder = settings.checkpoints or settings.data / "audit"
    return Checkpoints(folder, private.public_key(), private)


def _body(seq: int, digest: bytes, at: datetime) -> dict[str, str]:
    when = at.astimezone(UTC).isoformat(timespec="seconds")
    return {"schema": SCHEMA, "seq": str(seq), "digest": digest.hex(), "at": when}
