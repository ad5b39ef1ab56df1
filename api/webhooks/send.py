"""Sends one message: to the vetted address and nowhere else, within limits of time and size.

The connection goes to the address that was vetted, so a name cannot change its mind in between;
Host, SNI and the certificate's name stay the URL's. No redirect is followed, no proxy asked, and
nothing of the answer but its status is kept.
"""

from __future__ import annotations

import ssl
import time
import typing
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

import httpcore
import httpx

from api.webhooks.guard import RefusedAddressError, Target, resolve

_DEADLINE = 15.0  # seconds for everything; the specification suggests 15 to 30
_MOST = 64 * 1024  # bytes of an answer, which nobody reads
_AGENT = "Candor-Webhooks/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back. `outcome` is a code; `status` is None when no answer came."""

    outcome: str
    milliseconds: int
    status: int | None = None
    retry_after: int | None = None


class Sender(Protocol):
    """Sends a body to a URL; never raises for what the other side does."""

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """Return what came of it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardedSender:
    """The sender of the service. `loopback` (demo mode) allows http://127.0.0.1 as well."""

    loopback: bool = False
    deadline: float = _DEADLINE
    trust: ssl.SSLContext | None = None

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """Return what came of it; what we refuse to do is an outcome as well."""
        began = time.monotonic()
        try:
            target = resolve(url, loopback=self.loopback)
            status, retry_after = self._exchange(url, target, body, headers, began + self.deadline)
        except RefusedAddressError as refused:
            return Answer(outcome=refused.code, milliseconds=_since(began))
        except ssl.SSLError:
            return Answer(outcome="tls", milliseconds=_since(began))
        except (httpcore.TimeoutException, TimeoutError):
            return Answer(outcome="timeout", milliseconds=_since(began))
        except (httpcore.ConnectError, httpcore.ReadError, httpcore.WriteError) as error:
            return Answer(outcome=_broken(error), milliseconds=_since(began))
        except (httpcore.ProtocolError, httpcore.NetworkError, OSError):
            return Answer(outcome="not_http", milliseconds=_since(began))
        return Answer(
            outcome=_outcome(status),
            status=status,
            milliseconds=_since(began),
            retry_after=retry_after,
        )

    def _exchange(
        self, url: str, target: Target, body: bytes, headers: Mapping[str, str], until: float
    ) -> tuple[int, int | None]:
        told = {"User-Agent": _AGENT, "Content-Type": "application/json", **headers}
        sent = [(name.encode(), value.encode()) for name, value in told.items()]
        with httpcore.ConnectionPool(
            ssl_context=self.trust or httpx.create_ssl_context(trust_env=False),
            network_backend=_Fixed(target, until),
            max_connections=1,
            retries=0,
        ) as pool:
            limit = {"connect": self.deadline, "read": self.deadline, "write": self.deadline}
            with pool.stream(
                "POST", url, headers=sent, content=body, extensions={"timeout": limit}
            ) as answer:
                read = 0
                for chunk in answer.iter_stream():
                    read += len(chunk)
                    if read > _MOST:
                        break
                return answer.status, _retry_after(answer.headers)


class _Fixed(httpcore.NetworkBackend):
    """Connects to one vetted address, whatever is asked, and to no Unix socket."""

    def __init__(self, target: Target, until: float) -> None:
        self._target, self._until = target, until
        self._real = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[typing.Any] | None = None,
    ) -> httpcore.NetworkStream:
        stream = self._real.connect_tcp(
            self._target.address, self._target.port, _left(self._until), None, socket_options
        )
        return _Timed(stream, self._until)


class _Timed(httpcore.NetworkStream):
    """A stream whose every wait ends at one deadline: a trickle of bytes cannot hold us."""

    def __init__(self, stream: httpcore.NetworkStream, until: float) -> None:
        self._stream, self._until = stream, until

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._until))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._until))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, _left(self._until))
        return _Timed(secured, self._until)

    def get_extra_info(self, info: str) -> typing.Any:
        return self._stream.get_extra_info(info)


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _since(began: float) -> int:
    return round((time.monotonic() - began) * 1000)


def _broken(error: Exception) -> str:
    # httpcore wraps the handshake's failure into its ConnectError.
    return "tls" if isinstance(error.__cause__, ssl.SSLError) or "SSL" in str(error) else "refused"


def _outcome(status: int) -> str:
    if 200 <= status < 300:
        return "delivered"
    if status == 410:
        return "gone"
    return "redirect" if 300 <= status < 400 else "http_status"


def _retry_after(headers: Iterable[tuple[bytes, bytes]]) -> int | None:
    for name, value in headers:
        if name.lower() == b"retry-after" and value.isdigit() and len(value) < 9:
            return int(value)
    return None
