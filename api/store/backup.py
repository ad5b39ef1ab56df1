"""One archive of everything a platform must not lose, except the key that opens it.

Inside a tar: what it is (`candor-backup.json`), the database as pg_dump's custom format, and the
sealed objects when they lie in a folder. Objects are written before their rows and removed after
them, so the database is dumped first: every row then finds its object. The key that wraps the data
keys is never in it: keep it elsewhere, for without it nothing here opens, and with it everything
does. A person erased later is still in it under their data key: backups older than the promised
horizon must be destroyed. Sources: PostgreSQL documentation, `pg_dump`, `pg_restore`.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, make_url, text

from api.settings import Settings
from api.store import embedded
from api.store.engine import connect
from api.store.postgres_binaries import programs
from api.vault.objects import open_objects
from verifier.errors import CandorError

_FORMAT: Final = "candor.backup/1"
_MANIFEST: Final = "candor-backup.json"
_DUMP: Final = "database.dump"
_OBJECTS: Final = "objects"
_NO_KEY: Final = (
    "The key that wraps the data keys is not in this archive; without it nothing opens."
)
_HOUR = 3600  # seconds; a dump of a large database
_CHUNK = 1024 * 1024
_OTHERS = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
    "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
)


class BackupError(CandorError):
    """An archive cannot be written or read back; the message says why and what to do."""


def backup(settings: Settings, target: Path) -> dict[str, Any]:
    """Write the archive `target`, readable by its owner only, and return what it says of itself.

    Raises BackupError, DatabaseError.
    """
    if target.exists():
        raise BackupError(f"{target} exists; name another file")
    folder = open_objects(settings).folder
    draft = target.with_name(target.name + ".part")
    with tempfile.TemporaryDirectory(dir=target.absolute().parent, prefix=".candor-") as name:
        dump = Path(name, _DUMP)
        with _database(settings) as url:
            _tool("pg_dump", url, "--format=custom", "--no-owner", "--no-acl", f"--file={dump}")
        said = _about(dump, folder)
        with _private(draft) as file, tarfile.open(fileobj=file, mode="w") as archive:
            _add_text(archive, _MANIFEST, json.dumps(said, indent=1), name)
            archive.add(dump, _DUMP, filter=_plain)
            for path in sorted(folder.glob("*/*")) if folder else ():
                _add_object(archive, path)
    draft.replace(target)
    return said


def restore(settings: Settings, source: Path) -> dict[str, Any]:
    """Bring back what `source` holds into an installation without cases; returns its description.

    Raises BackupError when the archive is damaged, somebody uses the database, or it has cases.
    """
    with _opened(source) as archive, _database(settings) as url:
        said = _described(archive)
        _refuse_if_in_use(url)
        folder = open_objects(settings).folder
        with tempfile.TemporaryDirectory(prefix="candor-") as name:
            archive.extract(_DUMP, name, filter="data")
            dump = Path(name, _DUMP)
            if _digest(dump) != said["database_sha256"]:
                raise BackupError(f"{source} is damaged: its database is not what was written")
            if folder is not None:
                _bring_objects(archive, folder)
            options = ("--clean", "--if-exists", "--no-owner", "--no-acl", "--exit-on-error")
            _tool("pg_restore", url, *options, "--single-transaction", dump, restoring=True)
    return said


@contextmanager
def _database(settings: Settings) -> Iterator[str]:
    if settings.database_url:
        yield settings.database_url
        return
    ran = embedded.running(settings.data)
    yield embedded.start(settings.data)
    if not ran:
        embedded.stop(settings.data)


def _tool(program: str, url: str, *options: str | Path, restoring: bool = False) -> None:
    place = make_url(url)
    where = (f"--dbname={place.database}",) if restoring else (str(place.database),)
    try:
        done = subprocess.run(  # noqa: S603  our own argument list, no shell
            [programs().folder / program, "--no-password", *map(str, options), *where],
            env=_environment(place),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_HOUR,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise BackupError(f"{program} could not run: {type(error).__name__}") from error
    if done.returncode:
        # The first line is the cause; later ones may quote rows.
        cause = (done.stderr.strip() or "no reason given").splitlines()[0]
        raise BackupError(f"{program} failed: {cause[:300]}")


def _environment(place: URL) -> dict[str, str]:
    # By the environment, so that a password is never in the list of processes.
    host = place.host or str(place.query.get("host", ""))
    port = str(place.port or place.query.get("port", 5432))
    said = {"PGHOST": host, "PGPORT": port, "PGUSER": place.username or ""}
    if place.password:
        said["PGPASSWORD"] = str(place.password)
    if "sslmode" in place.query:
        said["PGSSLMODE"] = str(place.query["sslmode"])
    return {"LC_ALL": "C", "PATH": "/usr/bin:/bin", **said}


def _about(dump: Path, folder: Path | None) -> dict[str, Any]:
    return {
        "format": _FORMAT,
        "candor": metadata.version("candor"),
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "database_sha256": _digest(dump),
        "objects": "in this archive" if folder else "not here: back up the object store by itself",
        "key": _NO_KEY,
    }


def _opened(source: Path) -> tarfile.TarFile:
    try:
        return tarfile.open(source)
    except (OSError, tarfile.TarError):
        raise BackupError(f"{source} cannot be read as an archive") from None


def _described(archive: tarfile.TarFile) -> dict[str, Any]:
    try:
        member = archive.extractfile(_MANIFEST)
        said = json.load(member) if member else {}
    except (KeyError, ValueError):
        said = {}
    if not isinstance(said, dict) or said.get("format") != _FORMAT:
        raise BackupError("this file is not a backup of Candor")
    return said


def _refuse_if_in_use(url: str) -> None:
    engine = connect(url, application="candor restore")
    try:
        with engine.connect() as connection:
            others = connection.scalar(_OTHERS)
            there = connection.scalar(text("SELECT to_regclass('public.verification') IS NOT NULL"))
            cases = there and connection.scalar(text("SELECT count(*) FROM verification"))
    finally:
        engine.dispose()
    if others:
        raise BackupError("the service still uses this database: stop it first (./run stop)")
    if cases:
        raise BackupError("this installation has cases: restore into an empty one")


def _bring_objects(archive: tarfile.TarFile, folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for member in archive:
        inside = member.name.removeprefix(_OBJECTS + "/")
        if inside == member.name or not member.isfile() or (folder / inside).exists():
            continue
        member.name = inside
        archive.extract(member, folder, filter="data", set_attrs=False)
        (folder / inside).chmod(0o600)


def _add_object(archive: tarfile.TarFile, path: Path) -> None:
    # One that vanished meanwhile was erased; one that is half written has no row yet.
    with contextlib.suppress(FileNotFoundError):
        if "#" not in path.name:
            archive.add(path, f"{_OBJECTS}/{path.parent.name}/{path.name}", filter=_plain)


def _add_text(archive: tarfile.TarFile, name: str, value: str, folder: str) -> None:
    file = Path(folder, name)
    file.write_text(value + "\n", encoding="utf-8")
    archive.add(file, name, filter=_plain)


def _plain(member: tarfile.TarInfo) -> tarfile.TarInfo | None:
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member if member.isfile() or member.isdir() else None


@contextmanager
def _private(path: Path) -> Iterator[Any]:
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def _digest(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            found.update(chunk)
    return found.hexdigest()
