"""The operator's words: worker, stop, migrate, backup, restore, audit, keys, erase, replay."""

from __future__ import annotations

import argparse
import os
import threading
import time
from pathlib import Path

from sqlalchemy import select

from api import logs
from api.audit.check import verify_chain
from api.audit.checkpoint import SEED_PURPOSE, checkpoints_from
from api.cases.erase import erase_person, ledger_of
from api.cases.replay import changes, start_replay
from api.jobs.worker import run_worker
from api.operate import serve
from api.service import Service, open_service
from api.settings import settings_from
from api.store import backup as archives
from api.store.schema import migrate as bring_up_to_date
from api.store.tables.people import Subject
from api.vault.keys import add_key, mac, make_key_file
from api.vault.rotate import rotate, waiting

_WATCH_PARENT = 2.0  # seconds


def worker(arguments: argparse.Namespace) -> int:
    """Check documents until told to stop."""
    if arguments.parent is not None:
        threading.Thread(target=_end_with, args=(arguments.parent,), daemon=True).start()
    logs.configure()
    run_worker(_service())
    return 0


def _end_with(parent: int) -> None:
    # A web process killed by -9 cannot tell its workers.
    while os.getppid() == parent:
        time.sleep(_WATCH_PARENT)
    os.kill(os.getpid(), 15)


def stop(arguments: argparse.Namespace) -> int:
    """Stop what serve started."""
    print(serve.stop(settings_from()))
    return 0


def migrate(arguments: argparse.Namespace) -> int:
    """Bring the database up to date."""
    bring_up_to_date(_service().engine)
    return 0


def backup(arguments: argparse.Namespace) -> int:
    """Write one archive of the database and the sealed objects; keys are never in it."""
    archives.backup(settings_from(), arguments.archive)
    print(f"written to {arguments.archive}; the keys are not in it: keep their file safe, apart")
    return 0


def restore(arguments: argparse.Namespace) -> int:
    """Read an archive back."""
    archives.restore(settings_from(), arguments.archive)
    svc = _service()
    ledger = ledger_of(svc.settings)
    with svc.sessions.begin() as session:
        forgotten = list(ledger.unfulfilled(session))
        for subject_id in forgotten:
            erase_person(session, subject_id, ledger=ledger, by="restore", now=svc.now())
    print(f"restored; {len(forgotten)} persons erased since that backup were erased again")
    return 0


def audit(arguments: argparse.Namespace) -> int:
    """Verify the chain against its checkpoints, or write a checkpoint."""
    svc = _service()
    checkpoints = checkpoints_from(svc.settings, svc.keys.mac_key(SEED_PURPOSE, ""))
    with svc.sessions.begin() as session:
        if arguments.what == "checkpoint":
            print(checkpoints.write(session, svc.now()))
            return 0
        report = verify_chain(session, checkpoints)
    for problem in report.problems:
        print(problem)
    if report.broken is not None:
        print(f"broken at entry {report.broken.seq}: {report.broken.why}")
        return 1
    print(f"{report.rows} entries hold, {report.anchored} anchored by checkpoints")
    return 1 if report.problems else 0


def keys(arguments: argparse.Namespace) -> int:
    """Make a key file, add a key to it, or say what is still wrapped by old ones."""
    if arguments.what == "new":
        file: Path | None = arguments.file or settings_from().key_file
        if file is None:
            print("name the file: candor keys new FILE")
            return 2
        if not make_key_file(file):
            add_key(file)
        print(f"{file}: its last key wraps from now on; run `candor keys rotate`")
        return 0
    svc = _service()
    if arguments.what == "rotate":
        return _rotate(svc)
    with svc.sessions() as session:
        for key, count in waiting(session, svc.keys).items():
            print(f"{key}: {count}")
    return 0


def _rotate(svc: Service) -> int:
    after: str | None = ""
    moved, stuck = 0, 0
    while after is not None:
        with svc.sessions.begin() as session:
            step = rotate(session, svc.keys, after)
        after, moved, stuck = step.after, moved + step.moved, stuck + len(step.stuck)
    print(f"{moved} keys wrapped anew" + (f", {stuck} that no key of ours opens" if stuck else ""))
    return 1 if stuck else 0


def erase(arguments: argparse.Namespace) -> int:
    """Destroy what is known of a person."""
    svc = _service()
    hashed = mac(svc.keys, "subject", arguments.platform, arguments.reference.encode())
    with svc.sessions.begin() as session:
        found = session.scalar(
            select(Subject).where(
                Subject.platform_id == arguments.platform, Subject.reference_mac == hashed
            )
        )
        if found is None:
            print("nobody is known by that reference")
            return 1
        done = erase_person(
            session, found.id, ledger=ledger_of(svc.settings), by="operator", now=svc.now()
        )
    for what, count in done.destroyed.items():
        print(f"{what}: {count}")
    return 0


def replay(arguments: argparse.Namespace) -> int:
    """Queue stored decisions for replay, or list what a batch would change."""
    svc = _service()
    if arguments.show is None:
        with svc.sessions.begin() as session:
            batch, count = start_replay(session, profile=arguments.profile)
        print(f"{count} decisions queued; see: candor profiles replay --show {batch}")
        return 0
    with svc.sessions() as session:
        for one in changes(session, arguments.show):
            print(
                f"{one.verification_id}: {one.was} {' '.join(one.was_codes)} -> "
                f"{one.now} {' '.join(one.now_codes)}"
            )
    return 0


def _service() -> Service:
    return open_service(settings_from())
