"""After real verifications nothing of the pictures, the names or the words lies anywhere in clear.

A whole service runs, is used by applicant, platform and reviewer, and stops; then every byte it
left is searched: database files, write-ahead log, sealed objects, logs, all it printed. Key files
are left out: what they hold is meant to open the rest.
"""

from __future__ import annotations

import base64
import random
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import httpx
import pytest
from sqlalchemy import text

from api.store import embedded
from api.store.engine import connect
from bench.installation import Installation, installation
from bench.service_client import Client, picture

# One service for all of them, on one worker.
pytestmark = pytest.mark.xdist_group("nothing in clear")

NAME = "Anna Maria Eriksson"
SURNAME = "ERIKSSON"  # as the zone has it
NUMBER = "L898902C3"
STATEMENT = "Zanzibarian sunsets fade my lamination"
NOTE = "Hologram resembles a peppermint wrapper"
REFERENCE = "freelancer-quince-48213"
WINDOWS = 12
_KEYS = ("keys", "demo-key", "first-password")


class Hook(BaseHTTPRequestHandler):
    """A platform's receiver; what it got is searched as well."""

    got: ClassVar[list[bytes]] = []

    def do_POST(self):
        self.got.append(self.rfile.read(int(self.headers["content-length"])))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        return


@pytest.fixture(scope="module")
def hook():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Hook)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/hook"
    server.shutdown()


@pytest.fixture(scope="module")
def left(hook, tmp_path_factory) -> tuple[Path, list[bytes]]:
    """Return a copy of all that a used service left, and the pictures that were sent."""
    kept = tmp_path_factory.mktemp("left")
    sent = [picture(700), picture(300, "uto-passport-expired")]
    with installation() as service:
        used(service, hook, sent)
        service.run("audit", "checkpoint")
        (kept / "tables").write_bytes(b"\n".join(rows(service)))
        service.stop()
        shutil.copytree(service.data, kept / "data", ignore=shutil.ignore_patterns(*_KEYS))
        shutil.copy(service.log, kept / "printed.log")
    (kept / "hooks").write_bytes(b"\n".join(Hook.got))
    return kept, sent


def rows(service: Installation) -> Iterator[bytes]:
    """Yield every row of every table as text: long values lie compressed in the files."""
    engine = connect(embedded.start(service.data))
    with engine.connect() as connection:
        named = connection.execute(
            text("SELECT tablename FROM pg_tables WHERE schemaname='public'")
        )
        for (table,) in named.all():
            for (row,) in connection.execute(text(f'SELECT t::text FROM "{table}" t')):  # noqa: S608
                yield f"{table} {row}".encode()
    engine.dispose()


def used(service: Installation, hook: str, sent: list[bytes]) -> None:
    client = Client(url=service.url, key=service.key)
    with httpx.Client(base_url=service.url, timeout=120) as http:
        platform = {"authorization": f"Bearer {service.key}"}
        added = http.post("/v1/webhooks", headers=platform, json={"url": hook})
        assert added.status_code == 201, added.text
        cases = [client.verify(f"{REFERENCE}-{n}", data) for n, data in enumerate(sent)]
        states = [client.settled(case) for case in cases]
        refused = next(
            case for case, state in zip(cases, states, strict=True) if state != "verified"
        )
        appealed = http.post(
            f"/v1/verifications/{refused}/appeals", headers=platform, json={"statement": STATEMENT}
        )
        assert appealed.status_code == 201, appealed.text
        reviewed(service, http, refused, appealed.json()["id"])
        for case in cases:
            for paper in ("report", "statement?form=pdf", "statement?form=json"):
                got = http.get(f"/v1/verifications/{case}/{paper}", headers=platform)
                assert got.status_code == 200, got.text
        # What is refused must not be quoted either.
        wrong = {"reference": REFERENCE, "claim": {"birth_date": NAME, "full_name": NAME}}
        assert http.post("/v1/verifications", headers=platform, json=wrong).status_code == 422
        delivered(http, platform)


def reviewed(service: Installation, http: httpx.Client, case: str, appeal: str) -> None:
    staff = signed_in(service, http)
    noted = http.post(f"/v1/verifications/{case}/notes", headers=staff, json={"text": NOTE})
    assert noted.status_code == 201, noted.text
    report = http.get(f"/v1/verifications/{case}/report?audience=reviewer", headers=staff)
    assert NUMBER in report.text
    answer = {"reverse": False, "explanation": STATEMENT}
    decided = http.post(f"/v1/appeals/{appeal}/decision", headers=staff, json=answer)
    assert decided.status_code == 200, decided.text


def signed_in(service: Installation, http: httpx.Client) -> dict[str, str]:
    from api.access import sessions
    from api.access.staff import sign_in_locally
    from api.service import open_service
    from api.settings import settings_from

    svc = open_service(settings_from({"CANDOR_DATA": str(service.data)}))
    words = (service.data / "first-password").read_text().split()
    passwords = dict(zip(words[::2], words[1::2], strict=True))
    with svc.sessions.begin() as session:
        secret = sign_in_locally(
            session, svc.settings, name="reviewer", password=passwords["reviewer"], now=svc.now()
        )
    svc.engine.dispose()
    return {
        "cookie": f"{sessions.COOKIE}={secret}",
        "x-csrf-token": sessions.csrf_token(secret or ""),
    }


def delivered(http: httpx.Client, platform: dict[str, str]) -> None:
    import time

    (address,) = http.get("/v1/webhooks", headers=platform).json()
    path = f"/v1/webhooks/{address['id']}/deliveries"
    until = time.monotonic() + 300
    while time.monotonic() < until:
        sent = http.get(path, headers=platform).json()["deliveries"]
        if sent and all(one["state"] == "delivered" for one in sent):
            return
        time.sleep(1)
    raise AssertionError(f"webhooks are not delivered: {sent}")


def shapes(words: str) -> list[bytes]:
    """Return a text as it might lie in a file: any case, hex, base64 at each of three offsets."""
    written = []
    for form in {words, words.upper(), words.lower()}:
        raw = form.encode()
        written += [raw, form.encode("utf-16-le"), raw.hex().encode(), raw.hex().upper().encode()]
        for shift in range(3):
            inner = base64.b64encode(b"\0" * shift + raw)
            written.append(inner[4 if shift else 0 : -4])
    return written


def pieces(picture: bytes) -> list[bytes]:
    """Return windows of 16 bytes of a picture, as they are, in hex and in base64."""
    chosen = random.Random(8)  # noqa: S311  a fixed choice of places
    starts = [chosen.randrange(len(picture) // 2, len(picture) - 48) for _ in range(WINDOWS)]
    raw = [picture[at : at + 16] for at in starts]
    return [*raw, *(one.hex().encode() for one in raw), *(base64.b64encode(one) for one in raw)]


def found(folder: Path, needles: list[bytes]) -> set[str]:
    hits = set()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            content = path.read_bytes()
            hits |= {f"{path.name}: {needle!r}" for needle in needles if needle in content}
    return hits


SECRETS = (NAME, "Eriksson", NUMBER, STATEMENT, NOTE, REFERENCE)


@pytest.mark.parametrize("secret", SECRETS)
def test_no_word_of_a_person_is_found(left, secret):
    folder, _ = left
    assert found(folder, shapes(secret)) == set()


def test_no_piece_of_a_picture_is_found(left):
    folder, sent = left
    for data in sent:
        assert found(folder, pieces(data)) == set()


def test_the_search_would_find_them(left, tmp_path):
    """A positive control: what lay in the database or in an object in clear would be seen."""
    folder, sent = left
    for n, shape in enumerate(shapes(NAME) + pieces(sent[0])):
        (tmp_path / f"{n}").write_bytes(b"\x00\xffbefore" + shape + b"after\xff")
    assert len(found(tmp_path, shapes(NAME) + pieces(sent[0]))) >= len(list(tmp_path.iterdir()))
    # What is no secret is in the files that were searched: the codes, the states, the job's name.
    for known in (b"verification.received", b"decision.made", b"attempt_id"):
        assert found(folder / "data" / "postgres", [known]) != set()
    assert len(list((folder / "data").rglob("*"))) > 500
