"""No webhook leads into a private network, however its address is written."""

from __future__ import annotations

import contextlib
import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.webhooks import guard
from api.webhooks.guard import RefusedAddressError, allowed, check_url, resolve

PRIVATE = (
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "168.63.129.16",
    "100.64.0.1",
    "100.100.100.200",
    "0.0.0.0",  # noqa: S104  judged, not bound
    "255.255.255.255",
    "224.0.0.1",
    "198.18.0.1",
    "::1",
    "::",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "fd00:ec2::254",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b:1::a00:1",
    "2002:7f00:1::",
    "2002:c0a8:101::1",
    "2001:0:4136:e378:8000:63bf:80ff:fffe",
    "2001:db8::1",
    "not an address",
)


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_refused(address):
    assert not allowed(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.216.34", "2606:4700:4700::1111"])
def test_public_addresses_are_allowed(address):
    assert allowed(address)


@given(st.ip_addresses(v=4))
def test_what_ipv4_refuses_no_ipv6_form_allows(ip):
    number = int(ip)
    forms = (
        ipaddress.IPv6Address(0xFFFF << 32 | number),
        ipaddress.IPv6Address((0x0064FF9B << 96) | number),
        ipaddress.IPv6Address((0x2002 << 112) | (number << 80)),
    )
    for form in forms:
        assert allowed(str(form)) == allowed(str(ip))
    assert not allowed(str(ipaddress.IPv6Address(number)))


@given(st.ip_addresses())
def test_nothing_python_calls_private_is_allowed(ip):
    if not ip.is_global or ip.is_multicast:
        assert not allowed(str(ip))


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/hook",
        "ftp://example.org/",
        "file:///etc/passwd",
        "https://",
        "https://user:word@example.org/",
        "https://example.org:99999/",
        "https://example.org/#part",
        "https://exa mple.org/",
        "https://example.org/\nHost: other",
        "http://127.0.0.1/",
        "http://169.254.169.254/latest/meta-data",
        "//example.org",
        "x" * 3000,
        "https://[::1",
    ],
)
def test_addresses_that_are_not_plain_https_are_refused(url):
    with pytest.raises(RefusedAddressError):
        check_url(url, loopback=False)


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/",
        "https://localhost/",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://127.1/",
    ],
)
def test_names_that_lead_home_are_refused(url):
    with pytest.raises(RefusedAddressError) as refused:
        resolve(url, loopback=False)
    assert refused.value.code in ("private_address", "no_address")


def test_the_demo_may_send_to_itself_and_nowhere_else_private():
    assert resolve("http://127.0.0.1:8080/", loopback=True).address == "127.0.0.1"
    for url in ("http://10.0.0.1/", "https://10.0.0.1/", "http://example.org/"):
        with pytest.raises(RefusedAddressError):
            resolve(url, loopback=True)


def test_one_private_answer_among_public_ones_refuses_all(monkeypatch):
    answers = [(0, 0, 0, "", ("93.184.216.34", 443)), (0, 0, 0, "", ("10.0.0.1", 443))]
    monkeypatch.setattr(guard.socket, "getaddrinfo", lambda *_, **__: answers)
    with pytest.raises(RefusedAddressError):
        resolve("https://mixed.example/", loopback=False)


@given(st.text(max_size=60))
def test_any_text_is_judged_without_a_crash(text):
    for url in (text, "https://" + text):
        with contextlib.suppress(RefusedAddressError):
            check_url(url, loopback=False)
