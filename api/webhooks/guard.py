"""Which addresses a webhook may be sent to: never into our own network.

Sources: IANA special-purpose address registries (RFC 6890), RFC 4291 2.5.5 (IPv4 inside IPv6),
RFC 6052 (NAT64), RFC 3056 (6to4), RFC 4380 (Teredo), OWASP SSRF Prevention Cheat Sheet.
"""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from verifier.errors import CandorError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_LONGEST = 2048
# Written out, for `is_global` differs between Python's patch releases (CPython gh-113171).
_REFUSED: Final = tuple(
    ipaddress.ip_network(block)
    for block in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "168.63.129.16/32",  # Azure's wire server, public by number only
        "169.254.0.0/16",  # link-local, and every cloud's metadata service
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
_GLOBAL_V6 = ipaddress.ip_network("2000::/3")
_REFUSED_V6: Final = tuple(
    ipaddress.ip_network(block)
    for block in ("2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16")
)
_NAT64: Final = (
    ipaddress.ip_network("64:ff9b::/96"),
    ipaddress.ip_network("64:ff9b:1::/48"),
)


class RefusedAddressError(CandorError):
    """A webhook's address may not be used; `code` says why in one word."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where to connect: one vetted address of the host."""

    host: str
    port: int
    address: str
    tls: bool


def check_url(url: str, *, loopback: bool) -> None:
    """Raise RefusedAddressError unless `url` is https, or with `loopback` plain http to ourselves.

    Only its form is judged: what a name means can change, so each sending resolves it anew.
    """
    plain = url.isascii() and url.isprintable() and " " not in url and len(url) <= _LONGEST
    if not plain or not _port_of(url):
        raise RefusedAddressError("malformed", "the address is not a URL")
    parts = urlsplit(url)
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise RefusedAddressError("malformed", "the address holds a user name or a fragment")
    own = loopback and parts.hostname in ("127.0.0.1", "localhost", "::1")
    if not parts.hostname or (parts.scheme != "https" and not (own and parts.scheme == "http")):
        raise RefusedAddressError("not_https", "the address must begin with https://")


def resolve(url: str, *, loopback: bool) -> Target:
    """Return where `url` leads now; raises RefusedAddressError when any answer is refused."""
    check_url(url, loopback=loopback)
    parts = urlsplit(url)
    host, port = parts.hostname or "", _port_of(url)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise RefusedAddressError("no_address", "the address's name does not resolve") from None
    addresses = [str(each[4][0]) for each in found]
    for address in addresses:
        # One bad answer refuses all: a name that mixes them is trying something.
        if not allowed(address, loopback=loopback):
            raise RefusedAddressError("private_address", "the address leads to a private network")
    return Target(host=host, port=port, address=addresses[0], tls=parts.scheme == "https")


def allowed(address: str, *, loopback: bool = False) -> bool:
    """Return whether we may connect to this address; with `loopback` also to 127.0.0.1 and ::1."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if loopback and str(ip) in ("127.0.0.1", "::1"):
        return True
    if isinstance(ip, ipaddress.IPv4Address):
        return not any(ip in block for block in _REFUSED)
    inner = _inside(ip)
    if inner:
        return all(allowed(str(each)) for each in inner)
    return ip in _GLOBAL_V6 and not any(ip in block for block in _REFUSED_V6)


def _inside(ip: ipaddress.IPv6Address) -> tuple[ipaddress.IPv4Address, ...]:
    if ip.ipv4_mapped:
        return (ip.ipv4_mapped,)
    if any(ip in block for block in _NAT64):
        return (ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF),)
    if ip.sixtofour:
        return (ip.sixtofour,)
    return ip.teredo or ()


def _port_of(url: str) -> int:
    try:
        parts = urlsplit(url)
        return parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        return 0
