"""The embedded database survives kill -9 of anyone, and lets nobody else in."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import OperationalError

from api.store import embedded, postgres_binaries
from api.store.engine import connect
from api.store.postgres_binaries import DatabaseError, programs


@pytest.fixture
def folder():
    # Not pytest's folder: another pytest at the same time closes that to the server's account.
    with tempfile.TemporaryDirectory(prefix="candor-") as name:
        yield Path(name)


@pytest.fixture
def data(folder):
    yield folder / "data"
    embedded.stop(folder / "data")


@pytest.fixture(scope="module")
def shared():
    """A server for the tests that leave it as it was; making one takes seconds."""
    with tempfile.TemporaryDirectory(prefix="candor-") as name:
        embedded.start(Path(name))
        yield Path(name)
        embedded.stop(Path(name))


def first_process(data: Path) -> int:
    return int((data / "postgres" / "postmaster.pid").read_text().splitlines()[0])


def ask(url: str, statement: str):
    engine = connect(url)
    with engine.begin() as connection:
        found = connection.execute(text(statement))
        answer = found.scalar() if found.returns_rows else None
    engine.dispose()
    return answer


def test_what_was_committed_is_there_after_stop_and_start(data):
    url = embedded.start(data)
    ask(url, "CREATE TABLE kept AS SELECT 7 AS n")
    assert embedded.stop(data)
    assert not embedded.running(data)
    assert not embedded.stop(data)
    assert embedded.start(data) == url
    assert ask(url, "SELECT n FROM kept") == 7


def test_a_running_server_is_used_again(shared):
    embedded.start(shared)
    before = first_process(shared)
    embedded.start(shared)
    assert first_process(shared) == before


def test_it_outlives_a_killed_starter_and_is_found_by_the_next(data):
    code = "import sys,os,signal,pathlib;from api.store import embedded;"
    code += "embedded.start(pathlib.Path(sys.argv[1]));os.kill(os.getpid(), signal.SIGKILL)"
    assert subprocess.run([sys.executable, "-c", code, data]).returncode == -signal.SIGKILL
    before = first_process(data)
    embedded.start(data)
    assert first_process(data) == before


def test_a_killed_server_recovers_what_was_committed(data):
    url = embedded.start(data)
    ask(url, "CREATE TABLE kept (n int)")
    for _ in range(3):
        ask(url, "INSERT INTO kept SELECT 1")
        os.kill(first_process(data), signal.SIGKILL)
        url = embedded.start(data)
    assert ask(url, "SELECT count(*) FROM kept") == 3


def test_a_lock_file_with_a_strangers_number_does_not_stop_it(data):
    embedded.start(data)
    lock = data / "postgres" / "postmaster.pid"
    lines = lock.read_text().splitlines()
    embedded.stop(data)
    stranger = subprocess.Popen(["sleep", "60"], user=lock.parent.stat().st_uid)
    try:
        lock.write_text("\n".join([str(stranger.pid), *lines[1:]]) + "\n")
        assert not embedded.running(data)
        assert ask(embedded.start(data), "SELECT 1") == 1
    finally:
        stranger.kill()
        stranger.wait()


def test_two_starters_at_once_make_one_server(data):
    code = "import sys,pathlib;from api.store import embedded;"
    code += "print(embedded.start(pathlib.Path(sys.argv[1])))"
    both = [
        subprocess.Popen([sys.executable, "-c", code, data], stdout=subprocess.PIPE)
        for _ in range(2)
    ]
    said = {process.communicate(timeout=120)[0] for process in both}
    assert [process.returncode for process in both] == [0, 0]
    assert len(said) == 1


def test_a_long_folder_gets_a_short_socket(folder):
    deep = folder / ("d" * 60) / ("e" * 60)
    url = embedded.start(deep)
    try:
        assert len(make_url(url).query["host"]) < 60
        assert Path(make_url(url).query["host"]).stat().st_mode & 0o077 == 0
        assert ask(url, "SELECT 1") == 1
    finally:
        embedded.stop(deep)


def test_it_is_durable_checked_and_off_the_network(shared):
    url = embedded.start(shared)
    wanted = {
        "fsync": "on",
        "full_page_writes": "on",
        "data_checksums": "on",
        "listen_addresses": "",
        "synchronous_commit": "on",
        "log_parameter_max_length_on_error": "0",
        "server_encoding": "UTF8",
    }
    assert {name: ask(url, f"SHOW {name}") for name in wanted} == wanted


def test_the_services_role_is_no_superuser(shared):
    url = embedded.start(shared)
    assert ask(url, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") is False


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another account")
def test_another_account_is_not_let_in(shared):
    sockets = make_url(embedded.start(shared)).query["host"]
    (shared / "postgres").chmod(0o755)  # even if the folder were open
    done = subprocess.run(
        [programs().folder / "psql", "-h", sockets, "-U", "candor", "-c", "SELECT 1"],
        user=65534,
        cwd="/",
        capture_output=True,
        text=True,
    )
    (shared / "postgres").chmod(0o700)
    assert done.returncode
    assert "ermission denied" in done.stderr or "Peer authentication failed" in done.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another account")
def test_a_normal_user_can_run_it(folder):
    home = folder / "home"
    home.mkdir()
    os.chown(home, 65534, 65534)
    for parent in home.parents:
        parent.chmod(parent.stat().st_mode | 0o001)
    # The interpreter may lie where only root can read, so the process becomes `nobody` by itself.
    code = "import os,sys,pathlib;from api.store import embedded;d=pathlib.Path(sys.argv[1]);"
    code += "os.setgroups([]);os.setgid(65534);os.setuid(65534);"
    code += "print(embedded.start(d));print(embedded.running(d));print(embedded.stop(d))"
    done = subprocess.run(
        [sys.executable, "-c", code, home / "data"], capture_output=True, text=True, timeout=120
    )
    assert done.stdout.splitlines()[1:] == ["True", "True"], done.stderr


def test_no_value_of_a_failing_statement_reaches_the_log(shared):
    url = embedded.start(shared)
    ask(url, "CREATE TABLE people (name text PRIMARY KEY)")
    ask(url, "INSERT INTO people VALUES ('Eriksson-in-the-log')")
    engine = connect(url)
    with engine.connect() as connection, pytest.raises(Exception, match="people") as refused:
        connection.execute(
            text("INSERT INTO people VALUES (:name)"), {"name": "Eriksson-in-the-log"}
        )
    engine.dispose()
    assert isinstance(refused.value.orig, psycopg.errors.UniqueViolation)
    time.sleep(0.2)
    logs = list((shared / "postgres" / "log").iterdir())
    assert logs
    assert not any("Eriksson-in-the-log" in log.read_text() for log in logs)


def test_every_answered_commit_survives_a_kill_in_the_middle(data):
    engine = connect(embedded.start(data))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE kept (n int PRIMARY KEY)"))
    answered, numbers, killed = [], itertools.count(), threading.Event()

    def write():
        while not killed.is_set():
            n = next(numbers)
            try:
                with engine.begin() as connection:
                    connection.execute(text("INSERT INTO kept VALUES (:n)"), {"n": n})
            except OperationalError:
                return
            answered.append(n)

    writers = [threading.Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    while len(answered) < 50:
        time.sleep(0.01)
    os.kill(first_process(data), signal.SIGKILL)
    embedded.start(data)
    killed.set()
    for writer in writers:
        writer.join()
    # The same engine goes on: its pool notices by itself which connections are gone.
    with engine.connect() as connection:
        kept = set(connection.scalars(text("SELECT n FROM kept")))
    engine.dispose()
    assert set(answered) <= kept


@pytest.mark.skipif(not Path("/usr/lib/postgresql").exists(), reason="no PostgreSQL of the system")
def test_without_the_wheel_the_systems_own_server_is_used(data, monkeypatch):
    monkeypatch.setattr(postgres_binaries.importlib.util, "find_spec", lambda _: None)
    assert str(programs().folder).startswith("/usr/lib/postgresql")
    url = embedded.start(data)
    assert ask(url, "SHOW data_checksums") == "on"
    monkeypatch.undo()
    # What one version made, the same version opens, though a newer one is there now.
    embedded.stop(data)
    assert ask(embedded.start(data), "SHOW server_version").startswith(
        (data / "postgres" / "PG_VERSION").read_text().strip()
    )


def test_without_any_server_the_message_says_what_to_do(data, monkeypatch):
    monkeypatch.setattr(postgres_binaries.importlib.util, "find_spec", lambda _: None)
    monkeypatch.setattr(postgres_binaries, "_DEBIAN", data)
    with pytest.raises(DatabaseError, match="CANDOR_DATABASE_URL"):
        embedded.start(data)
