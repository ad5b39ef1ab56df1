"""CBOR, read strictly and without meaning: tags stay tags, nothing is built from content.

A general decoder turns tags into dates, big numbers or regular expressions, keeps the last of
two equal keys and follows any depth; signed codes need the opposite. Source: RFC 8949, with the
strictness of its section 5.3 (no duplicate keys, nothing after the item).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from verifier.seal.errors import Malformed

MAX_DEPTH = 24  # levels; the deepest scheme (a health certificate in a CWT) uses 8
MAX_ITEMS = 20_000  # data items in one structure
_INDEFINITE = 31
_BREAK = object()


@dataclass(frozen=True, slots=True)
class Tag:
    """A tagged item, untouched."""

    number: int
    value: object


@dataclass(frozen=True, slots=True)
class Simple:
    """A simple value without meaning here, `undefined` (23) among them."""

    number: int


def loads(data: bytes) -> object:
    """Return the one item that fills `data`: int, float, bytes, str, list, dict, Tag and so on.

    Raises Malformed when damaged, too deep, too many, with equal keys or with bytes left over.
    """
    reader = _Reader(data)
    item = reader.item(0)
    if reader.position != len(data):
        raise Malformed("bytes follow the CBOR item")
    return item


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.position = 0
        self.items = 0

    def take(self, count: int) -> bytes:
        end = self.position + count
        if end > len(self.data):
            raise Malformed("the CBOR item is cut off")
        piece = self.data[self.position : end]
        self.position = end
        return piece

    def item(self, depth: int, *, breakable: bool = False) -> object:
        self.items += 1
        if depth > MAX_DEPTH or self.items > MAX_ITEMS:
            raise Malformed("the CBOR item is deeper or longer than any document")
        head = self.take(1)[0]
        major, extra = head >> 5, head & 0x1F
        if major == 7:
            return self.simple(extra, breakable=breakable)
        if extra == _INDEFINITE and major in (2, 3, 4, 5):
            return self.indefinite(major, depth)
        argument = self.argument(extra)
        if major == 0:
            return argument
        if major == 1:
            return -1 - argument
        if major == 2:
            return self.take(argument)
        if major == 3:
            return _text(self.take(argument))
        if major == 4:
            return [self.item(depth + 1) for _ in range(self.bounded(argument))]
        if major == 5:
            pairs = range(self.bounded(argument))
            return _map([(self.item(depth + 1), self.item(depth + 1)) for _ in pairs])
        return Tag(argument, self.item(depth + 1))

    def argument(self, extra: int) -> int:
        if extra < 24:
            return extra
        if extra > 27:
            raise Malformed("not CBOR")
        return int.from_bytes(self.take(1 << (extra - 24)), "big")

    def bounded(self, count: int) -> int:
        if count > len(self.data) - self.position:  # every element takes a byte at least
            raise Malformed("the CBOR item is cut off")
        return count

    def simple(self, extra: int, *, breakable: bool) -> object:
        if extra == _INDEFINITE and breakable:
            return _BREAK
        if extra in (25, 26, 27):
            form = {25: ">e", 26: ">f", 27: ">d"}[extra]
            number: float = struct.unpack(form, self.take(struct.calcsize(form)))[0]
            return number
        if extra in (20, 21, 22):
            return {20: False, 21: True, 22: None}[extra]
        if extra > 24:
            raise Malformed("not CBOR")
        return Simple(self.take(1)[0] if extra == 24 else extra)

    def indefinite(self, major: int, depth: int) -> object:
        parts: list[object] = []
        while (part := self.item(depth + 1, breakable=True)) is not _BREAK:
            parts.append(part)
        if major == 4:
            return parts
        if major == 5:
            if len(parts) % 2:
                raise Malformed("a CBOR map with a key and no value")
            return _map(list(zip(parts[::2], parts[1::2], strict=True)))
        if major == 2 and all(isinstance(part, bytes) for part in parts):
            return b"".join(part for part in parts if isinstance(part, bytes))
        if major == 3 and all(isinstance(part, str) for part in parts):
            return "".join(part for part in parts if isinstance(part, str))
        raise Malformed("not CBOR")


def _text(octets: bytes) -> str:
    try:
        return octets.decode("utf-8")
    except UnicodeDecodeError as why:
        raise Malformed("CBOR text is not UTF-8") from why


def _map(pairs: list[tuple[object, object]]) -> dict[object, object]:
    found: dict[object, object] = {}
    for key, value in pairs:
        if not isinstance(key, int | str | bytes) or isinstance(key, bool):
            raise Malformed("a CBOR map key of an odd kind")
        if key in found:
            raise Malformed("a CBOR map with two equal keys")
        found[key] = value
    return found
