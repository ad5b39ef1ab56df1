"""Bounded decompression: DEFLATE in its three wrappings, refused as soon as it grows too large.

Sources: RFC 1950 (zlib), RFC 1951 (raw), RFC 1952 (gzip). One QR code holds at most 2,953 bytes
and DEFLATE expands at most 1,032 times, so a code's own limit would be 3 MB; the content of
every scheme stays far below.
"""

from __future__ import annotations

import zlib
from typing import Literal

from verifier.seal.errors import Malformed

MAX_OUTPUT = 1024 * 1024  # bytes; the largest seen in a document, with photograph, is 60 KB
Wrapping = Literal["zlib", "raw", "gzip", "gzip or zlib"]
_WINDOW = {"zlib": zlib.MAX_WBITS, "raw": -zlib.MAX_WBITS, "gzip": 16 + zlib.MAX_WBITS}
_WINDOW["gzip or zlib"] = 32 + zlib.MAX_WBITS


def inflate(data: bytes, wrapping: Wrapping, limit: int = MAX_OUTPUT) -> bytes:
    """Return the decompressed content of exactly one stream that fills `data`.

    Raises Malformed when damaged, cut off, followed by other bytes, or above `limit` bytes.
    """
    machine = zlib.decompressobj(_WINDOW[wrapping])
    try:
        content = machine.decompress(data, limit + 1)
    except zlib.error as why:
        raise Malformed("the compression is damaged") from why
    if len(content) > limit:
        raise Malformed("expands beyond the size limit")
    if not machine.eof:
        raise Malformed("the compressed content is cut off")
    if machine.unused_data:
        raise Malformed("bytes follow the compressed content")
    return content
