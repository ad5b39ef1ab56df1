"""Checks the whole chain against itself and against the signed checkpoints.

The chain alone shows a changed, missing or inserted row; only the checkpoints show a chain that was
rewritten or cut short as a whole. What is newer than the last checkpoint rests on the chain alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from api.audit.chain import GENESIS, digest_of
from api.audit.checkpoint import Checkpoint, Checkpoints
from api.store.tables.audit import AuditCheckpoint, AuditEntry

_BATCH = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """Where the chain first fails, and how."""

    seq: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The outcome. `anchored` is the last row that a genuine checkpoint vouches for."""

    rows: int
    head: bytes
    anchored: int
    checkpoints: int
    broken: Broken | None
    problems: tuple[str, ...]  # with the checkpoints themselves

    @property
    def whole(self) -> bool:
        """Whether nothing at all is amiss."""
        return self.broken is None and not self.problems


def verify_chain(session: Session, checkpoints: Checkpoints) -> Report:
    """Return what a full pass over the chain and the checkpoints finds."""
    # Rows before files: a file is written first, so what is written meanwhile misses nowhere.
    known = session.scalars(select(AuditCheckpoint.seq).order_by(AuditCheckpoint.seq)).all()
    signed = list(checkpoints.read())
    anchors = {each.seq: each for each in signed if each.genuine}
    rows, head, broken = _walk(session, anchors)
    beyond = min((seq for seq in anchors if seq > rows), default=0)
    if broken is None and beyond:
        broken = Broken(seq=rows + 1, why=f"missing: a checkpoint has seen row {beyond}")
    held = [seq for seq in anchors if seq <= rows and (broken is None or seq < broken.seq)]
    return Report(
        rows=rows,
        head=head,
        anchored=max(held, default=0),
        checkpoints=len(anchors),
        broken=broken,
        problems=tuple(_problems(known, signed, anchors)),
    )


def _walk(session: Session, anchors: dict[int, Checkpoint]) -> tuple[int, bytes, Broken | None]:
    """Return the last row's number and digest, and the first fault."""
    broken: Broken | None = None
    seq, previous = 0, GENESIS
    # Columns, not objects: what this session remembers of a row is not what the table holds.
    ordered = select(*AuditEntry.__table__.columns).order_by(AuditEntry.seq)
    for entry in session.execute(ordered, execution_options={"yield_per": _BATCH}):
        if broken is None:
            broken = _fault(entry, seq, previous, anchors.get(entry.seq))
        seq, previous = entry.seq, entry.digest
    return seq, previous, broken


def _fault(entry: Row[Any], seq: int, previous: bytes, anchor: Checkpoint | None) -> Broken | None:
    if entry.seq != seq + 1:
        return Broken(seq=seq + 1, why="missing: the rows go on after a gap")
    if entry.previous != previous:
        return Broken(seq=entry.seq, why="does not follow the row before it")
    said = entry.actor, entry.action, entry.target, entry.payload
    if digest_of(previous, entry.seq, entry.at, *said) != entry.digest:
        return Broken(seq=entry.seq, why="its content is not what was digested")
    if anchor is not None and anchor.digest != entry.digest:
        return Broken(seq=entry.seq, why="a checkpoint signed another chain up to here")
    return None


def _problems(
    known: Sequence[int], signed: list[Checkpoint], anchors: dict[int, Checkpoint]
) -> Iterator[str]:
    yield from (f"{each.path.name} is not genuine" for each in signed if not each.genuine)
    for seq in known:
        if seq not in anchors:
            yield f"the checkpoint of row {seq} is no longer in the folder"
