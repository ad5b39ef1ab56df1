"""What the decoding child and its parent say to each other: JSON headers and raw bytes.

Nothing the child sends is trusted: sizes are checked before they are believed, and no
object is ever unpickled.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from typing import BinaryIO

_LENGTH = struct.Struct(">II")
MAX_HEADER = 4 * 1024 * 1024  # a PDF page's text layer travels in the header


class WireError(Exception):
    """The other side broke off or sent something impossible."""


def send(stream: BinaryIO, header: Mapping[str, object], body: bytes | memoryview = b"") -> None:
    """Write one message."""
    head = json.dumps(header).encode()
    stream.write(_LENGTH.pack(len(head), len(body)))
    stream.write(head)
    stream.write(body)
    stream.flush()


def receive(stream: BinaryIO, max_body: int) -> tuple[dict[str, object], bytes] | None:
    """Read one message; None at the end of the stream. Raises WireError on anything odd."""
    prefix = stream.read(_LENGTH.size)
    if not prefix:
        return None
    if len(prefix) != _LENGTH.size:
        raise WireError("broken off")
    head_size, body_size = _LENGTH.unpack(prefix)
    if head_size > MAX_HEADER or body_size > max_body:
        raise WireError("larger than agreed")
    head, body = stream.read(head_size), stream.read(body_size)
    if len(head) != head_size or len(body) != body_size:
        raise WireError("broken off")
    try:
        header = json.loads(head)
    except ValueError as error:
        raise WireError("not a header") from error
    if not isinstance(header, dict):
        raise WireError("not a header")
    return header, body
