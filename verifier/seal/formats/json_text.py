"""JSON as signed codes need it: bounded, UTF-8, and no key twice.

Two equal keys let a reader and a signature see different values. Sources: RFC 8259, RFC 7493
(I-JSON, 2.3).
"""

from __future__ import annotations

import json

from verifier.seal.errors import Malformed

MAX_TEXT = 2 * 1024 * 1024  # bytes
MAX_DIGITS = 400  # of one number; no double has more than 309 before the point


def loads(data: bytes) -> object:
    """Return the value that `data` holds.

    Raises Malformed when damaged, too large, too deep, with equal keys or endless numbers.
    """
    if len(data) > MAX_TEXT:
        raise Malformed("longer than any document")
    try:
        return json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_once,
            parse_constant=_refuse,
            parse_int=_integer,
        )
    except (ValueError, RecursionError) as why:
        raise Malformed("not JSON") from why


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Malformed("a JSON object with two equal keys")
    return found


def _refuse(_: str) -> object:
    raise Malformed("not JSON")


def _integer(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise Malformed("a number longer than any")
    return int(digits)
