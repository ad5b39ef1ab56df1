"""The embedded database: a real PostgreSQL in the data folder, reached by a unix socket only.

Nothing listens on the network. The socket lies in a folder that only the server's account may
enter, and `peer` authentication admits that account and the one that started it. Everything is
durable as PostgreSQL ships it (fsync, full page writes) and every page has a checksum. What a
statement carried never reaches the log. After a kill -9, of us or of the server, `start` finds the
running server again or lets PostgreSQL recover.

Sources: PostgreSQL documentation, "Creating a Database Cluster", "The pg_hba.conf File", "Error
Reporting and Logging"; unix(7) for the length of a socket's path.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import pwd
import re
import shutil
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import URL

from api.store.postgres_binaries import DatabaseError, Programs, let_through, programs

DATABASE = ROLE = "candor"
_SUPERUSER = "postgres"
_PORT = 5432  # only part of the socket's name
_SOCKET_NAME_MAX = 107  # bytes; unix(7): sun_path is 108 with its terminator
_START_SECONDS = 120  # crash recovery of a busy database takes seconds; this is for slow disks
_CHILDREN_SECONDS = 10  # they notice within one that the first process is gone
_RETRY_SECONDS = 0.25
_NOBODY = "4194305"  # proc(5): pid_max is at most 2^22

_CONFIGURATION = """\
# Written by Candor at every start.
listen_addresses = ''
port = {port}
unix_socket_directories = '{sockets}'
unix_socket_permissions = 0700
fsync = on
full_page_writes = on
synchronous_commit = on
max_connections = 100
shared_buffers = 64MB
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
# A statement, its parameters and the row an error quotes may hold personal data.
log_statement = 'none'
log_min_error_statement = panic
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
log_error_verbosity = terse
# One week of logs, one file for each day.
logging_collector = on
log_directory = 'log'
log_filename = 'postgresql-%a.log'
log_truncate_on_rotation = on
log_rotation_age = 1d
"""


def start(data: Path) -> str:
    """Return the URL of the database in `data`/postgres, made and started where needed.

    A server that still runs is used again. Raises DatabaseError with the remedy.
    """
    folder = _folder(data)
    data.mkdir(parents=True, exist_ok=True)
    with _alone(data):
        build = programs(folder)
        if _answering(folder) is None:
            _make(folder, build)
            _launch(folder, build)
        _furnish(folder)
        return _url(folder)


def stop(data: Path) -> bool:
    """Stop the server in `data`/postgres after its clients' transactions; whether one ran."""
    folder = _folder(data)
    if not _alive(folder):
        return False
    with _alone(data):
        build = programs(folder)
        if os.geteuid() == 0:
            let_through(folder, build.account)
        build.run("pg_ctl", "-w", "-m", "fast", "-D", folder, "stop")
    return True


def running(data: Path) -> bool:
    """Return whether the server in `data`/postgres answers."""
    return _answering(_folder(data)) is not None


def _folder(data: Path) -> Path:
    return data.absolute() / "postgres"


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    # Two processes that start at once must not both run initdb.
    with (data / "postgres.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _make(folder: Path, build: Programs) -> None:
    if folder.exists():
        return
    # Made under another name first: a kill in the middle leaves no half-made cluster.
    draft = folder.with_name("postgres.new")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    if os.geteuid() == 0:
        os.chown(draft, build.account.uid, build.account.gid)
        let_through(draft, build.account)
    options = ("--encoding=UTF8", "--no-locale", "--data-checksums", "--auth=reject")
    build.run("initdb", *options, f"--username={_SUPERUSER}", "-D", draft)
    draft.rename(folder)


def _configure(folder: Path, build: Programs) -> None:
    main = folder / "postgresql.conf"
    included = "include 'candor.conf'\n"
    if included not in main.read_text():
        _write(main, main.read_text() + included, build)
    sockets = _sockets(folder, build)
    _write(
        folder / "candor.conf", _CONFIGURATION.format(port=_PORT, sockets=_quoted(sockets)), build
    )
    _admit(folder, build)


def _admit(folder: Path, build: Programs) -> None:
    ours = {build.account.name, pwd.getpwuid(os.geteuid()).pw_name}
    lines = [f'candor "{name}" {role}' for name in sorted(ours) for role in (ROLE, _SUPERUSER)]
    _write(folder / "pg_ident.conf", "\n".join(lines) + "\n", build)
    _write(folder / "pg_hba.conf", "local all all peer map=candor\n", build)


def _write(path: Path, text: str, build: Programs) -> None:
    beside = path.with_suffix(".new")
    beside.touch(mode=0o600)
    beside.write_text(text, encoding="utf-8")
    if os.geteuid() == 0:
        os.chown(beside, build.account.uid, build.account.gid)
    beside.replace(path)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _sockets(folder: Path, build: Programs) -> Path:
    """Return a folder of the server's own whose path is short enough for a socket."""
    if len(os.fsencode(folder / f".s.PGSQL.{_PORT}.lock")) <= _SOCKET_NAME_MAX:
        return folder
    name = "candor-" + hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
    short = Path("/run" if os.geteuid() == 0 else "/tmp", name)  # noqa: S108  checked below
    short.mkdir(mode=0o700, exist_ok=True)
    if os.geteuid() == 0:
        os.chown(short, build.account.uid, build.account.gid, follow_symlinks=False)
    found = short.lstat()
    # In /tmp anyone may have been here first.
    if (
        not stat.S_ISDIR(found.st_mode)
        or found.st_uid != build.account.uid
        or found.st_mode & 0o077
    ):
        raise DatabaseError(f"{short} is not ours; remove it, or choose a shorter CANDOR_DATA")
    return short


def _launch(folder: Path, build: Programs) -> None:
    if os.geteuid() == 0:
        let_through(folder, build.account)
    _configure(folder, build)
    _correct_lock(folder, build)
    log = folder / "start.log"
    began = time.monotonic()
    while True:
        try:
            waiting = f"--timeout={_START_SECONDS}"
            build.run("pg_ctl", "-w", waiting, "-D", folder, "-l", log, "start")
            return
        except DatabaseError:
            # A killed server's last children may still hold its memory; or it is recovering.
            waited = time.monotonic() - began
            if waited > (_START_SECONDS if _alive(folder) else _CHILDREN_SECONDS):
                raise DatabaseError(f"the database does not start; {log} says why") from None
        if _answering(folder):
            return
        time.sleep(_RETRY_SECONDS)


def _status(folder: Path) -> list[str]:
    try:
        return (folder / "postmaster.pid").read_text().splitlines()
    except OSError:
        return []


def _owner(folder: Path) -> str | None:
    """Return the name of the process whose number the cluster's lock file holds, if it lives."""
    said = _status(folder)
    try:
        # proc(5), stat: number (name) state ...; Z is dead and not yet collected by its parent.
        _, name, rest = re.split(r"[()]", Path("/proc", said[0], "stat").read_text(), maxsplit=2)
    except (IndexError, OSError, ValueError):
        return None
    return None if rest.split()[0] == "Z" else name


def _alive(folder: Path) -> bool:
    return _owner(folder) == "postgres"


def _correct_lock(folder: Path, build: Programs) -> None:
    """Replace the number of a dead server, which a stranger or a zombie may hold, by nobody's.

    PostgreSQL would give way to either. The rest of the file stays: by it PostgreSQL notices the
    children of a killed server and does not start a second one beside them.
    """
    said = _status(folder)
    if said and not _alive(folder):
        _write(folder / "postmaster.pid", "\n".join([_NOBODY, *said[1:]]) + "\n", build)


def _answering(folder: Path) -> str | None:
    """Return the folder of the socket at which this cluster answers."""
    said = _status(folder)
    sockets = said[4] if len(said) > 4 else ""
    if not sockets:
        return None
    try:
        with _superuser(sockets) as connection:
            found = connection.execute("SHOW data_directory").fetchone()
    except psycopg.OperationalError:
        return None
    return sockets if found and Path(found[0]).resolve() == folder.resolve() else None


def _superuser(sockets: str) -> psycopg.Connection[tuple[str]]:
    return psycopg.connect(
        host=sockets,
        port=_PORT,
        user=_SUPERUSER,
        dbname="postgres",
        autocommit=True,
        connect_timeout=5,
    )


def _furnish(folder: Path) -> None:
    """Make the service's role and database; the role is no superuser, it only owns its database."""
    sockets = _answering(folder)
    if sockets is None:
        raise DatabaseError("the database started but does not answer")
    with _superuser(sockets) as connection:
        exists = "SELECT 1 FROM pg_roles WHERE rolname = %s"
        if not connection.execute(exists, [ROLE]).fetchone():
            connection.execute(
                sql.SQL("CREATE ROLE {} LOGIN CREATEDB").format(sql.Identifier(ROLE))
            )
        exists = "SELECT 1 FROM pg_database WHERE datname = %s"
        if not connection.execute(exists, [DATABASE]).fetchone():
            made = sql.SQL("CREATE DATABASE {} OWNER {}")
            connection.execute(made.format(sql.Identifier(DATABASE), sql.Identifier(ROLE)))


def _url(folder: Path) -> str:
    sockets = _answering(folder) or ""
    query = {"host": sockets, "port": str(_PORT)}
    return URL.create(
        "postgresql+psycopg", username=ROLE, database=DATABASE, query=query
    ).render_as_string(hide_password=False)
