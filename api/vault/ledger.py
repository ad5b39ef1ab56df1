"""Who was erased, written down outside the database, so that a restored backup forgets them again.

One line for each erasure: the moment and the subject's random id, which names nobody. The file lies
beside the audit checkpoints. A line is written before the erasure commits: an erasure that was
asked for and failed is made good after a restore too.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.store.tables.people import Subject
from api.vault.erase import Step
from verifier.errors import CandorError

_NAME = "erased.txt"
_BATCH = 1000


class LedgerError(CandorError):
    """The ledger cannot be written or read; the message names the file."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """The list of erased subjects in `folder`."""

    folder: Path

    @property
    def path(self) -> Path:
        """The file."""
        return self.folder / _NAME

    def step(self) -> Step:
        """Return the step of an erasure that writes its line."""
        return Step(name="ledger", run=lambda _, subject_id, now: self.note(subject_id, now))

    def note(self, subject_id: str, now: datetime) -> int:
        """Write a line and see it on the disk; raises LedgerError, and nothing is erased."""
        line = f"{now.astimezone(UTC).isoformat(timespec='seconds')} {subject_id}\n"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                os.write(handle, line.encode())  # one write: lines of several processes never mix
                os.fsync(handle)
            finally:
                os.close(handle)
        except OSError as error:
            raise LedgerError(f"{self.path} was not written ({type(error).__name__})") from None
        return 1

    def unfulfilled(self, session: Session) -> Collection[str]:
        """Return who is listed yet known again, as after a restore: erase each of them."""
        listed = sorted(self._listed())
        again: list[str] = []
        for start in range(0, len(listed), _BATCH):
            batch = Subject.id.in_(listed[start : start + _BATCH])
            living = select(Subject.id).where(batch, Subject.erased_at.is_(None))
            again += session.scalars(living)
        return again

    def _listed(self) -> set[str]:
        try:
            lines = self.path.read_text(encoding="utf-8", errors="replace").splitlines()
        except FileNotFoundError:
            return set()
        except OSError as error:
            raise LedgerError(f"{self.path} cannot be read ({type(error).__name__})") from None
        return {line.split()[-1] for line in lines if line.strip()}
