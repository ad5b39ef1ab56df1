"""One message over real HTTP: connected to the vetted address, bounded, never redirected."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from api.webhooks import guard
from api.webhooks.send import GuardedSender

HERE = GuardedSender(loopback=True, deadline=5)


def test_a_message_arrives_as_sent(receiver):
    answer = HERE.post(receiver.url, b'{"a":1}', {"webhook-id": "evt_1"})
    assert (answer.outcome, answer.status) == ("delivered", 200)
    headers, body = receiver.got[0]
    assert body == b'{"a":1}'
    assert headers["webhook-id"] == "evt_1"
    assert headers["content-type"] == "application/json"


@pytest.mark.parametrize(
    ("status", "outcome"),
    [(204, "delivered"), (400, "http_status"), (500, "http_status"), (410, "gone")],
)
def test_the_status_decides(receiver, status, outcome):
    receiver.status = status
    assert HERE.post(receiver.url, b"{}", {}).outcome == outcome


def test_a_redirect_is_not_followed(receiver):
    receiver.status, receiver.headers = 307, {"Location": receiver.url}
    assert HERE.post(receiver.url, b"{}", {}).outcome == "redirect"
    assert len(receiver.got) == 1


def test_a_large_answer_is_cut_off(receiver):
    receiver.answer = b"x" * 50_000_000
    began = time.monotonic()
    assert HERE.post(receiver.url, b"{}", {}).outcome == "delivered"
    assert time.monotonic() - began < 2


def test_a_trickling_answer_ends_at_the_deadline(receiver):
    receiver.answer, receiver.drip = b"x" * 1000, True
    began = time.monotonic()
    answer = GuardedSender(loopback=True, deadline=0.5).post(receiver.url, b"{}", {})
    assert answer.outcome == "timeout"
    assert time.monotonic() - began < 1.5


def test_a_closed_port_is_told_as_refused():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert HERE.post(f"http://127.0.0.1:{port}/", b"{}", {}).outcome == "refused"


def test_something_that_is_not_http_is_told_as_such():
    with socket.create_server(("127.0.0.1", 0)) as server:

        def babble():
            connection, _ = server.accept()
            with connection:
                connection.sendall(b"hello, I am a mail server\r\n")
                connection.shutdown(socket.SHUT_WR)
                while connection.recv(1000):  # closing on unread bytes would reset the line
                    pass

        threading.Thread(target=babble, daemon=True).start()
        url = f"http://127.0.0.1:{server.getsockname()[1]}/"
        assert HERE.post(url, b"{}", {}).outcome == "not_http"


def test_outside_the_demo_nothing_goes_to_ourselves(receiver):
    assert GuardedSender().post(receiver.url, b"{}", {}).outcome == "not_https"
    secure = receiver.url.replace("http:", "https:")
    assert GuardedSender().post(secure, b"{}", {}).outcome == "private_address"
    assert receiver.got == []


def _certificate(name: str, folder):
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / "server.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return file


@pytest.mark.parametrize("named", ["hooks.example", "other.example"])
def test_tls_asks_for_the_name_though_it_connects_to_the_number(tmp_path, monkeypatch, named):
    file = _certificate(named, tmp_path)
    asked, hosts = [], []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            hosts.append(self.headers["host"])
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    context.sni_callback = lambda _, name, __: asked.append(name)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    port = server.server_port
    # The one thing stood in for is the name service: hooks.example must lead to this machine.
    monkeypatch.setattr(
        guard.socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", ("127.0.0.1", port))]
    )
    sender = GuardedSender(loopback=True, trust=ssl.create_default_context(cafile=str(file)))
    answer = sender.post(f"https://hooks.example:{port}/in", b"{}", {})
    server.shutdown()
    server.server_close()
    assert asked == ["hooks.example"]
    if named == "hooks.example":
        assert answer.outcome == "delivered"
        assert hosts == [f"hooks.example:{port}"]
    else:
        assert answer.outcome == "tls"
        assert hosts == []
