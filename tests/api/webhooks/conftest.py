"""A receiver over real HTTP that answers as told and keeps what it got."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from api.store.tables.people import Platform
from api.webhooks.endpoints import Sealing


@dataclass
class Receiver:
    url: str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    answer: bytes = b"ok"
    drip: bool = False
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)


@pytest.fixture
def receiver():
    state = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["content-length"]))
            state.got.append(({k.lower(): v for k, v in self.headers.items()}, body))
            self.send_response(state.status)
            for name, value in state.headers.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                for n in range(len(state.answer)) if state.drip else ():
                    self.wfile.write(state.answer[n : n + 1])
                    time.sleep(0.05)
                self.wfile.write(b"" if state.drip else state.answer)
            except OSError:
                return

        def log_message(self, *_):
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    state.url = f"http://127.0.0.1:{server.server_port}/hooks"
    yield state
    server.shutdown()
    server.server_close()


def flip(data: bytes) -> bytes:
    return bytes(byte ^ 0x5A for byte in data)


@pytest.fixture
def sealing():
    return Sealing(seal=flip, unseal=flip)


@pytest.fixture
def platform(session, now):
    session.add(Platform(id="plt_one", name="Works", settings={}, created_at=now))
    session.flush()
    return "plt_one"
