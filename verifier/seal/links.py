"""Links in codes: whose host they lead to, told by the name alone; nothing is ever fetched.

A look-alike is a host that a person would take for an official one: letters of another script,
one or two letters changed, or the official name as part of a stranger's. Sources: Unicode TS 39
(confusables, the few that matter for host names), RFC 3986, RFC 5890.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from verifier.model.finding import Finding, Status, passed, skipped
from verifier.model.geometry import Place
from verifier.model.reason_code import ReasonCode
from verifier.model.seal import Code

CHECK = "seal.link"
MAX_LINK = 4096  # bytes
_SCHEMES = (b"http://", b"https://")
# (letters, edits): how many changes a name of so many letters survives in a reader's eye. Shorter
# names are too close to honest neighbours (gov.uk, gov.ua).
_NEAR = ((12, 2), (8, 1), (0, 0))
# Letters that print like Latin ones, and digits that stand in for them.
_LOOKS = str.maketrans("авеԁһіјӏоорсԛѕԝхуυνο01358", "abedhijloopcqswxyuvoolesb")


class LinkKind(StrEnum):
    """Whose a link's host is."""

    OFFICIAL = "official"
    UNKNOWN = "unknown"
    LOOK_ALIKE = "look_alike"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One link found in a code: its host, in lower case, and what kind of host that is."""

    host: str
    kind: LinkKind
    resembles: str | None = None


def link_of(code: Code, official: Sequence[str]) -> Link | None:
    """Return the link in `code`, or None when it holds none.

    `official` are the hosts of the issuer; their subdomains are official too.
    """
    raw = code.raw.strip()
    if not raw.lower().startswith(_SCHEMES) or len(raw) > MAX_LINK:
        return None
    host = _host(raw)
    if host is None:
        return Link(host="", kind=LinkKind.UNKNOWN)
    names = [name.lower().rstrip(".") for name in official]
    if any(host == name or host.endswith(f".{name}") for name in names):
        return Link(host=host, kind=LinkKind.OFFICIAL)
    for name in names:
        if _resembles(host, name):
            return Link(host=host, kind=LinkKind.LOOK_ALIKE, resembles=name)
    return Link(host=host, kind=LinkKind.UNKNOWN)


def link_findings(codes: Sequence[Code], official: Sequence[str]) -> tuple[Finding, ...]:
    """Return one finding per link in `codes`; without official hosts nothing can be told."""
    findings: list[Finding] = []
    for code in codes:
        link = link_of(code, official)
        if link is not None:
            findings.append(_finding(link, code, official))
    return tuple(findings)


def _finding(link: Link, code: Code, official: Sequence[str]) -> Finding:
    if link.kind is LinkKind.OFFICIAL:
        return passed(CHECK, evidence={"host": link.host})
    if not official:
        return skipped(CHECK, "the country's profile names no official hosts")
    known = code.page is not None and code.region is not None
    look_alike = link.kind is LinkKind.LOOK_ALIKE
    detail = f"looks like {link.resembles}" if look_alike else "not an official host"
    return Finding(
        check=CHECK,
        status=Status.FAILED if look_alike else Status.UNSURE,
        reason=ReasonCode.SIGNATURE_LINK_NOT_OFFICIAL,
        expected={"official": ", ".join(official)},
        evidence={"host": link.host, "detail": detail},
        places=(Place(page=code.page, region=code.region),)
        if known and code.page is not None and code.region is not None
        else (),
    )


def _host(raw: bytes) -> str | None:
    try:
        host = urlsplit(raw.decode("utf-8")).hostname
    except ValueError:
        return None
    if not host:
        return None
    labels = [_unicode(label) for label in host.lower().rstrip(".").split(".")]
    return ".".join(labels)


def _unicode(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label.encode("ascii").decode("idna")
    except UnicodeError:
        return label


def _resembles(host: str, official: str) -> bool:
    plain, name = _plain(host), _plain(official)
    if plain == name or plain.endswith(f".{name}"):  # equal only after folding
        return True
    written = re.escape(name).replace(r"\.", "[.-]")  # egov.kz.example.net, my-egov-kz.net
    if re.search(rf"(?:^|[.-]){written}(?:[.-]|$)", plain):
        return True
    labels = len(name.split("."))
    tail = ".".join(plain.split(".")[-labels:])
    allowed = next(edits for letters, edits in _NEAR if len(name) >= letters)
    return _distance(tail, name, allowed) <= allowed


def _plain(host: str) -> str:
    folded = unicodedata.normalize("NFKD", host).translate(_LOOKS)
    return "".join(letter for letter in folded if not unicodedata.combining(letter))


def _distance(one: str, other: str, limit: int) -> int:
    """Return the edit distance, or more than `limit` once it must be."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        previous, row[0] = row[0], i
        for j, wanted in enumerate(other, 1):
            cost = previous + (letter != wanted)
            previous, row[j] = row[j], min(cost, row[j] + 1, row[j - 1] + 1)
    return row[-1]
